import type { IDataObject, IHookFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import type { Api } from '../shared/request/api';
import type { Delivery } from '../shared/webhook/delivery';
import type { Door, WebhookEvent } from '../shared/webhook/gate';
import type { Output } from '../shared/trigger/output';
import { Refused } from '../shared/webhook/refused';
import { openForCall, referralWithFiles, withFiles } from './filesReady';

interface FilesReady extends WebhookEvent {
	referral: IDataObject;
}

interface Options {
	downloadFiles?: boolean;
	itemPerFile?: boolean;
}

const filesOf = ({ referral_files: files }: IDataObject): string[] => files as string[];

/** n8n makes it by chance when the trigger is added. Calls are not signed, so it is all that tells the vendor from others. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The part of the trigger's address that cannot be guessed; none when the workflow was made with another kind of ID. */
export function tokenOf(node: IHookFunctions | IWebhookFunctions): string | undefined {
	const { webhookId } = node.getNode();
	return webhookId !== undefined && UUID.test(webhookId) ? webhookId : undefined;
}

/** The address ends in the token and the webhook's own path. */
const tokenIn = ({ path }: Delivery): string | undefined => path.split('/').at(-2);

/** All that is taken from a call; what it says of files is not believed. */
function urnIn(delivery: Delivery): string {
	const { urn } = delivery.object();
	if (typeof urn === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(urn)) return urn;
	throw new Refused(400, 'The body names no referral');
}

/** The referral as the vendor itself shows it. @throws Refused, ApiFailure while it shows no files */
async function confirmed(api: Api, urn: string): Promise<FilesReady> {
	const referral = await referralWithFiles(api, urn);
	if (!referral) throw new Refused(503, 'The referral has no files yet. Please call again.');
	return { id: [urn, ...[...filesOf(referral)].sort()].join('\n'), referral };
}

const nameOf = (address: string): string => address.split(/[?#]/)[0].split('/').at(-1)!;

const shapes: Record<Output, (referral: IDataObject) => IDataObject> = {
	simplified: (referral) => ({
		referral_urn: referral.referral_urn,
		referral_status: referral.referral_status,
		files: filesOf(referral).map(nameOf),
	}),
	raw: (referral) => referral,
	id: ({ referral_urn }) => ({ referral_urn }),
};

/** The door of `receive` for calls that the PDFs of a referral are ready. */
export async function filesReadyDoor(node: IWebhookFunctions): Promise<Door<FilesReady>> {
	const token = tokenOf(node);
	const api = await openForCall(node);
	const { downloadFiles = true, itemPerFile = false } = node.getNodeParameter('options', {}) as Options;
	const output = node.getNodeParameter('output') as Output;

	const itemOf = async (referral: IDataObject): Promise<INodeExecutionData> => {
		const { json, binary } = await withFiles(node, api, referral, downloadFiles && output !== 'id');
		return { json: shapes[output](json), ...(binary && { binary }) };
	};
	return {
		contentTypes: ['application/json'],
		secrets: token === undefined ? [] : [token],
		claim: (delivery) => ({
			presented: tokenIn(delivery),
			due: (value) => [{ by: 'address', value }],
		}),
		read: async (delivery) => [await confirmed(api, urnIn(delivery))],
		async output(events) {
			const referrals = events.flatMap(({ referral }) =>
				itemPerFile ? filesOf(referral).map((file) => ({ ...referral, referral_files: [file] })) : [referral],
			);
			const items: INodeExecutionData[] = [];
			for (const referral of referrals) items.push(await itemOf(referral));
			return items;
		},
	};
}
