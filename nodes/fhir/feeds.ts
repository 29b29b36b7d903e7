import type { IDataObject } from 'n8n-workflow';

import type { CursorFeed, Page, SnapshotFeed } from '../shared/polling/feeds';
import { pageAt } from './bundles';
import type { FhirClient } from './client';
import { versionOf } from './operations/update';
import { encoded, type Pair } from './search/query';

/** Which records a feed watches. */
export interface Watched {
	type: string;
	/** What narrows the search. */
	filters: Pair[];
	/** The parameters that decide what the list holds: the type, the filters, and where it is asked for. */
	identity: unknown;
	/** Name by which the server sorts by the time of the last change; `_lastUpdated` in FHIR. */
	sortName?: string;
}

/** So much later than it says may a change become visible: servers' clocks differ, and transactions take their time. */
const OVERLAP_MS = 2 * 60_000;

export const lastUpdatedOf = ({ meta }: IDataObject): number | undefined => {
	const { lastUpdated } = (meta ?? {}) as { lastUpdated?: string };
	const time = lastUpdated === undefined ? NaN : Date.parse(lastUpdated);
	return Number.isNaN(time) ? undefined : time;
};

const idOf = ({ id }: IDataObject): string => String(id);

async function page(
	client: FhirClient,
	type: string,
	query: Pair[],
	place?: string,
): Promise<Page<IDataObject>> {
	const start = `${client.pathOf(type)}?${encoded(query)}`;
	const { matches, next } = await pageAt(client, type, place ?? start, start);
	return { records: matches.flatMap(({ resource }) => (resource ? [resource] : [])), next };
}

/**
 * Records in the order of their changes (FHIR, `_lastUpdated`).
 *
 * @param tellsApart whether an event has to say if the record is new; costs a request for its history
 */
export function changesFeed(
	client: FhirClient,
	{ type, filters, identity, sortName = '_lastUpdated' }: Watched,
	tellsApart: boolean,
): CursorFeed<IDataObject> {
	const count: Pair = ['_count', String(client.server.pageSize)];
	return {
		type: 'cursor',
		identity,
		overlapMs: OVERLAP_MS,
		id: idOf,
		version: (record) => versionOf(record) ?? String((record.meta as IDataObject | undefined)?.lastUpdated),
		changedAt: lastUpdatedOf,
		async changedSince({ since, page: place }) {
			const from: Pair[] =
				since === undefined ? [] : [['_lastUpdated', `ge${new Date(since).toISOString()}`]];
			return await page(client, type, [...filters, ...from, ['_sort', sortName], count], place);
		},
		newest: async () => await page(client, type, [...filters, ['_sort', `-${sortName}`], count]),
		...(tellsApart && {
			kindOf: async (record, knownUpTo = -Infinity) =>
				(await createdAt(client, type, idOf(record))) > knownUpTo ? 'new' : 'changed',
		}),
	};
}

/** When the oldest version of a record came to be, in ms since 1970; -Infinity when its history does not say. */
async function createdAt(client: FhirClient, type: string, id: string): Promise<number> {
	let oldest: number | undefined;
	for await (const { matches } of client.history(type, id)) {
		for (const { resource } of matches) {
			const time = resource && lastUpdatedOf(resource);
			if (time !== undefined) oldest = Math.min(oldest ?? Infinity, time);
		}
	}
	return oldest ?? -Infinity;
}

/**
 * All records, to be compared with those that were there before.
 *
 * @param kinds what becomes an event; for deletions alone, the server is asked for the ids only
 */
export function snapshotFeed(
	client: FhirClient,
	{ type, filters, identity }: Watched,
	kinds: SnapshotFeed<IDataObject>['kinds'],
	content: (record: IDataObject) => unknown,
): SnapshotFeed<IDataObject> {
	const idsOnly: Pair[] = kinds.every((kind) => kind === 'deleted') ? [['_elements', 'id']] : [];
	const count: Pair = ['_count', String(client.server.pageSize)];
	return {
		type: 'snapshot',
		identity,
		kinds,
		id: idOf,
		content,
		list: async ({ page: place }) => await page(client, type, [...filters, ...idsOnly, count], place),
	};
}
