import omit from 'lodash/omit';
import pick from 'lodash/pick';
import type { IDataObject, IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { FhirClient } from '../fhir/client';
import { definitionsOf } from '../fhir/definitions';
import { changesFeed, lastUpdatedOf, snapshotFeed, type Watched } from '../fhir/feeds';
import { shaped } from '../fhir/output/shape';
import { versionOf } from '../fhir/operations/update';
import type { Pair } from '../fhir/search/query';
import type { Feed } from '../shared/polling/feeds';
import type { Api } from '../shared/request/api';
import type { Output } from '../shared/trigger/output';
import { REQUEST } from './answer/request';
import { fhirServer } from './api';
import { ACTIONABLE, isActionable } from './requestQuery';

/** What a workflow starts on. */
export type RequestEvent = 'newRequest' | 'changedRequest';

type Trigger = IPollFunctions | IWebhookFunctions | IHookFunctions;

export const eventOf = (node: Trigger): RequestEvent => node.getNodeParameter('event') as RequestEvent;

export const clientFor = async (api: Api): Promise<FhirClient> =>
	new FhirClient(api, fhirServer, await definitionsOf(fhirServer.version, fhirServer.beyond), {});

/** Whether a request is waiting for an answer. */
export const isOpen = (request: IDataObject): boolean => request.status === 'active' && isActionable(request);

/** What tells the versions of a request apart, where the server says. */
export const versionIn = (request: IDataObject): string =>
	versionOf(request) ?? String(lastUpdatedOf(request) ?? JSON.stringify([request.status, request.priority]));

const OPEN: Pair[] = [
	['status', 'active'],
	['_tag', ACTIONABLE],
];

/**
 * The requests to watch. Those that wait for an answer are listed whole, because only so each is reported once, however
 * often it is changed while it waits. Changes are asked for by their time, or found by comparing where requests carry none.
 *
 * @param state of the poll engine, which tells how the last poll went about it
 */
export async function requestFeed(
	client: FhirClient,
	event: RequestEvent,
	state: unknown,
): Promise<Feed<IDataObject>> {
	const watched: Watched = {
		type: REQUEST,
		filters: event === 'newRequest' ? OPEN : [],
		identity: [client.api.baseUrl, event],
		sortName: 'lastUpdated',
	};
	if (event === 'newRequest') return onlyOpen(snapshotFeed(client, watched, ['new'], () => undefined));
	const changes = changesFeed(client, watched, false);
	const known = (state as { type?: string } | undefined)?.type;
	const isTimed = known ? known === 'cursor' : await carriesTimes(changes);
	return isTimed
		? { ...changes, version: versionIn }
		: snapshotFeed(client, watched, ['new', 'changed'], (request) => omit(request, 'meta'));
}

/** A server may ignore a filter that it does not know. */
const onlyOpen = (feed: Extract<Feed<IDataObject>, { type: 'snapshot' }>): Feed<IDataObject> => ({
	...feed,
	async list(request) {
		const { records, next } = await feed.list(request);
		return { records: records.filter(isOpen), next };
	},
});

async function carriesTimes({ newest }: Extract<Feed<IDataObject>, { type: 'cursor' }>): Promise<boolean> {
	const { records } = (await newest?.()) ?? { records: [] };
	return records.every((record) => lastUpdatedOf(record) !== undefined);
}

/** What a person needs to know of a request. */
const SIMPLIFIED = [
	'reference',
	'status',
	'priority',
	'subject',
	'subjectDisplay',
	'requester',
	'requesterDisplay',
	'authoredOn',
	'payloadContent',
];

/** What comes out for a request. */
export async function requestJson(
	client: FhirClient,
	node: Trigger,
	request: IDataObject,
): Promise<IDataObject> {
	const happened = { event: eventOf(node) };
	const id = String(request.id);
	const about = { communicationRequestId: id };
	const output = node.getNodeParameter('output') as Output;
	if (output === 'id') return { ...happened, ...about, reference: `${REQUEST}/${id}` };
	const { resolvePeople } = node.getNodeParameter('options', {}) as { resolvePeople?: boolean };
	const values = { output, ...(resolvePeople && { resolveReferences: 'subject,requester' }) };
	const [json] = await shaped(client, values, [request]);
	if (output === 'raw') return { ...happened, ...about, record: json };
	return { ...happened, ...about, ...pick(json, SIMPLIFIED) };
}

/** The requests that changed last, where they carry times; else as the list has them. */
export async function recentRequests(feed: Feed<IDataObject>): Promise<IDataObject[]> {
	if (feed.type === 'cursor') return (await feed.newest?.())?.records ?? [];
	const { records } = await feed.list({});
	return [...records].sort((a, b) => (lastUpdatedOf(b) ?? 0) - (lastUpdatedOf(a) ?? 0));
}
