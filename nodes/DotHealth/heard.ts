import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Notification } from './notification';

/** How far events were heard of, in the node's static data. */
const HEARD = 'heard';

interface Heard extends IDataObject {
	/** Of FHIR's reference to it; events are counted for each subscription anew. */
	subscription?: string;
	newest: number;
}

/** A subscription that is not there any more: the next one has missed what happened in between. */
const GONE: Heard = { subscription: 'gone', newest: 0 };

const heardBy = (node: IWebhookFunctions): Heard | undefined =>
	node.getWorkflowStaticData('node')[HEARD] as Heard | undefined;

/** Whether events were not called in (FHIR R5, Subscription: they are counted), or belong to a subscription that is new. */
export function hasGap(
	node: IWebhookFunctions,
	{ newest, requests, subscription, isEvent }: Notification,
): boolean {
	if (node.getMode() === 'manual' || newest === undefined) return false;
	const heard = heardBy(node);
	const isSame = heard !== undefined && heard.subscription === subscription;
	const expected = (isSame ? heard.newest : 0) + (isEvent ? Math.max(1, requests.length) : 0);
	return newest > expected || (heard !== undefined && !isSame);
}

export function remember(node: IWebhookFunctions, { newest, subscription }: Notification): void {
	if (node.getMode() === 'manual' || newest === undefined) return;
	const heard = heardBy(node);
	const isSame = heard?.subscription === subscription;
	const upTo = isSame ? Math.max(newest, heard?.newest ?? 0) : newest;
	const known: Heard = { newest: upTo, ...(subscription !== undefined && { subscription }) };
	node.getWorkflowStaticData('node')[HEARD] = known;
}

/** Has the first call of a subscription that is made anew ask for what was missed. */
export function forgetSubscription(hook: IHookFunctions): void {
	hook.getWorkflowStaticData('node')[HEARD] = GONE;
}
