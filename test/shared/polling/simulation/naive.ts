import type { Page, PollEvent } from '../../../../nodes/shared/polling/feeds';
import type { Strategy } from './host';
import type { MakeStrategy } from './property';
import { LATENESS_MS } from './scenario';
import type { Server } from './server';
import { reportedDays } from './snapshotSimulation';
import type { Version } from './world';

/**
 * What one would write first. Each is given all the requests it wants and stands beside the engine under the same
 * claims, which it must break: tests of the tests.
 */

const keyOf = ({ id, version }: Version): string => `${id}:${version}`;

const eventsOf = (records: Version[]): Array<PollEvent<Version>> =>
	records.map((record) => ({ kind: record.version === 1 ? 'new' : 'changed', id: record.id, record }));

const timeOf = (records: Version[]): number => Math.max(...records.map(({ time }) => time), 0);

/** Follows the links of a list to its end. */
async function all(read: (page?: string) => Promise<Page<Version>>): Promise<Version[]> {
	const records: Version[] = [];
	for (let page: string | undefined, isFirst = true; isFirst || page !== undefined; isFirst = false) {
		const answer = await read(page);
		records.push(...answer.records);
		page = answer.next;
	}
	return records;
}

/** A strategy from what it finds: its first poll has no events. */
const strategy =
	<S>(find: (state: S | undefined) => Promise<{ found: Version[]; state: S }>): Strategy =>
	async (state) => {
		const { found, state: next } = await find(state as S | undefined);
		return { events: state === undefined ? [] : eventsOf(found), state: next, hasMore: false };
	};

/** The next poll asks for what changed since this one, by a clock that is even the vendor's own. */
export const sinceNow: MakeStrategy = (server) =>
	strategy<{ since: number }>(async (state) => {
		const since = server.vendorClock();
		const found = await all(
			async (page) => await server.changedSince({ since: state?.since ?? since, page }),
		);
		return { found, state: { since } };
	});

/** The next poll asks for what changed after the newest change of this one. */
export const strictlyAfter: MakeStrategy = (server) =>
	strategy<{ upTo: number }>(async (state) => {
		const since = (state?.upTo ?? 0) + 1;
		const found = await all(async (page) => await server.changedSince({ since, page }));
		return { found, state: { upTo: Math.max(state?.upTo ?? 0, timeOf(found)) } };
	});

/** Only the newest page is looked at. */
export const newestPage: MakeStrategy = (server) =>
	strategy<string[]>(async (state) => {
		const { records } = await server.newest();
		const found = records.filter((record) => !state?.includes(keyOf(record)));
		return { found, state: [...(state ?? []), ...records.map(keyOf)] };
	});

/** What is known at the newest time is remembered, but nothing of the time before. */
export const boundaryOnly: MakeStrategy = (server) => overlapping(server, 0);

/** The overlap is right, but the list is read by its links while it changes. */
export const pagedThrough: MakeStrategy = (server) => overlapping(server, LATENESS_MS);

const overlapping = (server: Server, overlap: number): Strategy =>
	strategy<{ upTo: number; known: string[] }>(async (state) => {
		const since = (state?.upTo ?? 0) - overlap;
		const read = await all(async (page) => await server.changedSince({ since, page }));
		const found = read.filter((record) => !state?.known.includes(keyOf(record)));
		const unique = [...new Map(found.map((record) => [keyOf(record), record])).values()];
		const known = [...(state?.known ?? []), ...unique.map(keyOf)];
		return { found: unique, state: { upTo: Math.max(state?.upTo ?? 0, timeOf(read)), known } };
	});

/** What does not fit one poll is dropped. */
export const droppedBacklog: MakeStrategy = (server) =>
	strategy<{ upTo: number; known: string[] }>(async (state) => {
		const { records } = await server.changedSince({ since: (state?.upTo ?? 0) - LATENESS_MS });
		const found = records.filter((record) => !state?.known.includes(keyOf(record)));
		const upTo = timeOf((await server.newest()).records);
		return { found, state: { upTo, known: [...(state?.known ?? []), ...found.map(keyOf)] } };
	});

type Snapshot = Record<string, number>;

const snapshotOf = (records: Version[]): Snapshot =>
	Object.fromEntries(records.map(({ id, version }) => [id, version]));

const differing = (records: Version[], state: Snapshot = {}): Version[] =>
	Object.values(Object.fromEntries(records.map((record) => [record.id, record]))).filter(
		({ id, version }) => state[id] !== version,
	);

/** What one reading misses is forgotten. */
export const forgetful: MakeStrategy = (server) =>
	strategy<Snapshot>(async (state) => {
		const read = await all(async (page) => await server.list(page, false));
		return { found: differing(read, state), state: snapshotOf(read) };
	});

/** What one reading misses is reported as deleted. */
export const hasty: MakeStrategy = (server) => async (state) => {
	const read = await all(async (page) => await server.list(page, false));
	const now = snapshotOf(read);
	const gone = Object.keys((state as Snapshot | undefined) ?? {}).filter((id) => !(id in now));
	const deleted = gone.map((id): PollEvent<Version> => ({ kind: 'deleted', id }));
	const events = state ? [...eventsOf(differing(read, state as Snapshot)), ...deleted] : [];
	return { events, state: now, hasMore: false };
};

/** Only the first page is looked at. */
export const firstPage: MakeStrategy = (server) =>
	strategy<Snapshot>(async (state) => {
		const { records } = await server.list(undefined, true);
		return { found: differing(records, state), state: { ...state, ...snapshotOf(records) } };
	});

/** Only ids are compared. */
export const idsOnly: MakeStrategy = (server) =>
	strategy<Snapshot>(async (state) => {
		const read = await all(async (page) => await server.list(page, false));
		const found = differing(read).filter(({ id }) => state && !(id in state));
		return { found, state: { ...state, ...snapshotOf(read) } };
	});

/** What rolls into the window of days is taken for new. */
export const rollingIn: MakeStrategy = (server) =>
	strategy<Snapshot>(async (state) => {
		const { start, end } = reportedDays(server);
		const read = await server.inDays(start, end);
		return { found: differing(read, state), state: { ...state, ...snapshotOf(read) } };
	});
