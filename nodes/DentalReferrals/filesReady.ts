import isPlainObject from 'lodash/isPlainObject';
import type {
	IDataObject,
	IExecuteFunctions,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { FieldRefusal } from '../shared/errors/refusal';
import { DEFAULT_TIMEOUT } from '../shared/operation/description';
import type { OutputRecord } from '../shared/operation/types';
import { Api } from '../shared/request/api';
import { dentalReferrals } from './api';
import { fetchFiles } from './files';
import { statusOf } from './status';

/** Of its own, so that a late callback cannot wake another node that waits in the same execution. */
const PATH = 'files-ready';

export const webhooks: IWebhookDescription[] = [
	{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: PATH, restartWebhook: true },
];

/** The vendor waits for our answer, so there is no time to be patient with it: it calls again by itself. In seconds. */
const MAX_WAIT = 2;

/** The address that wakes this execution; n8n checks the token in it before the node sees a call. */
export function resumeUrl(node: IExecuteFunctions, itemIndex: number): string {
	const url = new URL(String(node.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex)));
	url.pathname = `${url.pathname.replace(/\/+$/, '')}/${PATH}`;
	return url.href;
}

/** One execution wakes up once, so it can wait for one referral only. @throws FieldRefusal */
export function onlyOne(count: number): void {
	if (count <= 1) return;
	throw new FieldRefusal(
		'An execution can wait for one referral only',
		"Move the steps from Prepare to the end into a workflow of their own and call it with 'Execute Sub-workflow', mode 'Run once for each item', with 'Wait for Sub-Workflow Completion' off.",
	);
}

/** A referral whose PDFs are there, as it comes out. */
export async function withFiles(
	node: IExecuteFunctions | IWebhookFunctions,
	api: Api,
	referral: IDataObject,
	download: boolean,
): Promise<OutputRecord> {
	if (!download) return { json: referral };
	return { json: referral, binary: await fetchFiles(node, api, referral.referral_files as string[]) };
}

/** Exactly 200 ends the vendor's tries; anything else makes it call again after an hour, four hours and a day. */
function answer(context: IWebhookFunctions, status: 200 | 503): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}

/**
 * The call that the PDFs are ready. It is not signed, so it is only a reason to look: the execution goes on when the
 * vendor itself, asked with the key, has files for the referral that is waited for.
 */
export async function receiveFiles(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body: unknown = this.getBodyData();
	const urn = readUrn(this.getNodeParameter('urn'));
	const called = isPlainObject(body) ? (body as IDataObject).urn : undefined;
	// Somebody else's referral: nothing to do with this execution, and nothing to be sent again.
	if (typeof called !== 'string' || called !== urn) return answer(this, 200);

	const record = await look(this, urn).catch(() => undefined);
	if (!record) return answer(this, 503);
	return { workflowData: [[{ ...record, pairedItem: { item: 0 } }]], webhookResponse: { status: 'success' } };
}

/** The API as it is asked while the vendor waits for our answer. */
export const openForCall = async (context: IWebhookFunctions): Promise<Api> =>
	await Api.open(context, dentalReferrals, 'apiKey', { maxWait: MAX_WAIT, timeout: DEFAULT_TIMEOUT });

/** The referral when the vendor, asked with the key, has files for it. */
export async function referralWithFiles(api: Api, urn: string): Promise<IDataObject | undefined> {
	const referral = await statusOf(api, urn);
	return referral && (referral.referral_files as string[]).length > 0 ? referral : undefined;
}

async function look(context: IWebhookFunctions, urn: string): Promise<OutputRecord | undefined> {
	const api = await openForCall(context);
	const referral = await referralWithFiles(api, urn);
	if (!referral) return undefined;
	const { downloadFiles } = context.getNodeParameter('options', {}) as IDataObject;
	return await withFiles(context, api, referral, downloadFiles !== false);
}

const readUrn = (value: unknown): string =>
	String(isPlainObject(value) && '__rl' in (value as object) ? (value as IDataObject).value : value).trim();
