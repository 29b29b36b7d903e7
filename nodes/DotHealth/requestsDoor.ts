import uniqBy from 'lodash/uniqBy';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { FhirClient } from '../fhir/client';
import { eventsSince, stateOf } from '../shared/trigger/polled';
import { gathered } from '../shared/trigger/output';
import type { Door, WebhookEvent } from '../shared/webhook/gate';
import { Refused } from '../shared/webhook/refused';
import { writeLastingly } from '../shared/webhook/staticData';
import { REQUEST } from './answer/request';
import { hasGap, remember } from './heard';
import { readNotification } from './notification';
import { openApi, secretsIn, tokenFor, urlOf } from './subscribing';
import { clientFor, eventOf, isOpen, requestFeed, requestJson, versionIn } from './watching';

interface RequestNews extends WebhookEvent {
	request: IDataObject;
}

/** Dot Health waits for our answer meanwhile; in milliseconds. */
const CATCH_UP_MS = 15_000;

/** The door of `receive` for the calls of a subscription. */
export async function requestsDoor(node: IWebhookFunctions): Promise<Door<RequestNews>> {
	const api = await openApi(node);
	const client = await clientFor(api);
	const url = calledUrl(node);
	/** Remembers what was heard, when nothing can go wrong any more. */
	let settle = () => undefined as void;
	return {
		// A call that says nothing but that something has happened may come without a type.
		contentTypes: ['application/fhir+json', 'application/json', ''],
		secrets: secretsIn(api.credentials),
		claim(delivery) {
			if (delivery.bytes.length > 0 && !delivery.header('content-type')) {
				throw new Refused(415, 'The content type is missing');
			}
			return {
				presented: delivery.header('authorization'),
				due: (secret) => [{ by: 'token', value: tokenFor(secret, url) }],
			};
		},
		async read(delivery) {
			const body = delivery.text().trim() === '' ? undefined : delivery.object();
			const notification = readNotification(body, api.baseUrl);
			const named = notification.isEvent ? await fetched(client, notification.requests) : [];
			const isIncomplete = notification.isVague || hasGap(node, notification);
			const missed = isIncomplete ? await caughtUp(node, client) : undefined;
			settle = () =>
				writeLastingly(() => {
					missed?.keep();
					remember(node, notification);
				});
			const requests = [...named, ...(missed?.requests ?? [])].filter(isWanted(node));
			if (requests.length === 0) settle();
			return uniqBy(requests.map(newsOf(node)), 'id');
		},
		async output(events) {
			const records = events.map(async ({ request }) => await requestJson(client, node, request));
			const items = gathered(node, await Promise.all(records));
			settle();
			return items;
		},
	};
}

/**
 * The address that was called, as it was told to Dot Health. n8n names the address of the published workflow here, in a
 * test too; which of the two was called shows in the part before the last two.
 */
function calledUrl(node: IWebhookFunctions): string {
	const parts = urlOf(node).split('/');
	const [endpoint] = node.getRequestObject().originalUrl.split('?')[0].split('/').slice(-3);
	return [...parts.slice(0, -3), endpoint, ...parts.slice(-2)].join('/');
}

const isWanted = (node: IWebhookFunctions) => (request: IDataObject) =>
	eventOf(node) === 'changedRequest' || isOpen(request);

/** The same for an event that is called in and for one that is found by asking. */
const newsOf =
	(node: IWebhookFunctions) =>
	(request: IDataObject): RequestNews => {
		const reference = `${REQUEST}/${String(request.id)}`;
		const isNew = eventOf(node) === 'newRequest';
		return { id: isNew ? reference : `${reference}@${versionIn(request)}`, request };
	};

/** Only their IDs are believed; the requests are read with the credential. */
async function fetched(client: FhirClient, ids: string[]): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for (const id of ids) {
		const request = await client.tryToRead(REQUEST, id);
		if (!(request instanceof Error)) found.push(request);
		else if (![404, 410].includes(request.statusCode ?? 0)) throw request;
	}
	return found;
}

/** Asks for what has happened since the workflow was published, or since it was asked for last. */
async function caughtUp(
	node: IWebhookFunctions,
	client: FhirClient,
): Promise<{ requests: IDataObject[]; keep(): void }> {
	const state = node.getMode() === 'manual' ? undefined : stateOf(node);
	const feed = await requestFeed(client, eventOf(node), state);
	const { events, keep } = await eventsSince(node, feed, CATCH_UP_MS);
	const requests = events.flatMap((event) => (event.kind === 'deleted' ? [] : [event.record]));
	return { requests, keep: node.getMode() === 'manual' ? () => undefined : keep };
}
