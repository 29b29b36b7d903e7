import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { FhirClient } from '../fhir/client';
import { definitionsOf } from '../fhir/definitions';
import { changesFeed, snapshotFeed } from '../fhir/feeds';
import { viewOf } from '../fhir/output/shape';
import { rawPairs, searchPairs } from '../fhir/search/query';
import { filterRows } from '../fhir/search/form';
import { unwrapLocator } from '../shared/operation/fields';
import type { Feed, PollEvent } from '../shared/polling/feeds';
import type { Api } from '../shared/request/api';
import type { Output } from '../shared/trigger/output';
import type { PolledTrigger } from '../shared/trigger/polled';
import { heyDonto } from './api';
import { fhirServer } from './fhir';

type Wanted = 'created' | 'createdOrUpdated' | 'updated' | 'deleted';

interface Options {
	rawQuery?: string;
	siteId?: unknown;
}

const wanted = (node: IPollFunctions): Wanted => node.getNodeParameter('event') as Wanted;
const typeIn = (node: IPollFunctions): string => node.getNodeParameter('resourceType') as string;

async function clientFor(api: Api, node: IPollFunctions): Promise<FhirClient> {
	const { siteId } = node.getNodeParameter('options', {}) as Options;
	const site = unwrapLocator(siteId);
	const values = site === undefined || site === '' ? {} : { siteId: Number(site) };
	return new FhirClient(api, fhirServer, await definitionsOf(fhirServer.version), values);
}

async function feed(api: Api, node: IPollFunctions): Promise<Feed<IDataObject>> {
	const client = await clientFor(api, node);
	const type = typeIn(node);
	const { zone } = api;
	const rows = filterRows(node.getNodeParameter('filters', {}), zone);
	const { rawQuery = '' } = node.getNodeParameter('options', {}) as Options;
	const filters = [
		...searchPairs(client.definitions, type, rows, { zone, assertFile: () => undefined }),
		...rawPairs(rawQuery),
	];
	const event = wanted(node);
	const watched = { type, filters, identity: [api.baseUrl, client.pathOf(type), filters] };
	if (event === 'deleted') return snapshotFeed(client, watched, ['deleted'], () => undefined);
	return changesFeed(client, watched, event !== 'createdOrUpdated');
}

/** What happened, and as much of the record as was chosen. */
async function json(
	{ id, ...event }: PollEvent<IDataObject>,
	api: Api,
	node: IPollFunctions,
): Promise<IDataObject> {
	const type = typeIn(node);
	const happened = { event: wanted(node) };
	const about = { ...happened, resourceType: type, id, reference: `${type}/${id}` };
	const output = node.getNodeParameter('output') as Output;
	if (event.kind === 'deleted' || happened.event === 'deleted' || output === 'id') return about;
	if (output === 'raw') return { ...happened, record: event.record };
	return { ...happened, ...viewOf(await clientFor(api, node), { output }, event.record) };
}

export const watching: PolledTrigger<IDataObject> = {
	vendor: heyDonto,
	feed,
	json,
	isWanted({ kind }, node) {
		const event = wanted(node);
		if (event === 'created') return kind === 'new';
		return event === 'updated' ? kind === 'changed' : true;
	},
};
