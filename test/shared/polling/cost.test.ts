import { randomUUID } from 'node:crypto';

import * as fc from 'fast-check';

import { BitReader, BitWriter, orderFor } from '../../../nodes/shared/polling/bits';
import type { CursorFeed, SnapshotFeed } from '../../../nodes/shared/polling/feeds';
import { poll, type PollResult } from '../../../nodes/shared/polling/poll';

interface Patient {
	id: string;
	version: number;
	time: number;
}

const STORED = 100_000;
const PAGE = 100;
const NOON = Date.parse('2026-03-01T12:00:00Z');

/** A store that is always sorted by time, and its requests. */
class Store {
	requests = 0;

	readonly patients: Patient[];

	constructor(timeOf: (number: number) => number) {
		this.patients = Array.from({ length: STORED }, (_, n) => ({ id: `p${n}`, version: 1, time: timeOf(n) }));
	}

	add(...times: number[]): void {
		for (const time of times) this.patients.push({ id: `p${this.patients.length}`, version: 1, time });
	}

	get feed(): CursorFeed<Patient> {
		return {
			type: 'cursor',
			identity: 'store',
			overlapMs: 300_000,
			id: ({ id }) => id,
			version: ({ version }) => String(version),
			changedAt: ({ time }) => time,
			changedSince: async ({ since = 0, page = '0' }) => {
				this.requests += 1;
				const from = this.patients.findIndex(({ time }) => time >= since);
				const at = from < 0 ? this.patients.length : from + Number(page);
				const isLast = at + PAGE >= this.patients.length;
				const records = this.patients.slice(at, at + PAGE);
				return { records, ...(!isLast && { next: String(Number(page) + PAGE) }) };
			},
			newest: async () => {
				this.requests += 1;
				return { records: this.patients.slice(-PAGE).reverse(), next: '1' };
			},
		};
	}

	async poll(state: unknown, requests = Infinity, events = Infinity): Promise<PollResult<Patient>> {
		this.requests = 0;
		const budget = { ms: 3_600_000, requests, events };
		return await poll(this.feed, { state: JSON.parse(JSON.stringify(state ?? null)), key: 'k', budget });
	}
}

const sizeOf = ({ state }: { state: unknown }): number => JSON.stringify(state).length;

describe('a feed with a cursor over 100,000 records', () => {
	it.each<[string, (number: number) => number]>([
		['changed over years', (n) => NOON - (STORED - n) * 600_000],
		['changed within seconds', (n) => NOON - Math.floor((STORED - n) / 10)],
		['changed at the very same time', () => NOON],
	])('%s starts with one request and polls with one', async (_, timeOf) => {
		const store = new Store(timeOf);
		const first = await store.poll(undefined);
		expect([first.events.length, store.requests]).toEqual([0, 1]);
		const second = await store.poll(first.state);
		expect([second.events.length, store.requests]).toEqual([0, 1]);
		store.add(NOON + 1);
		const third = await store.poll(second.state);
		expect(third.events.map(({ id }) => id)).toEqual([`p${STORED}`]);
		const fourth = await store.poll(third.state);
		expect([fourth.events.length, store.requests]).toEqual([0, 1]);
		expect(Math.max(...[first, second, third, fourth].map(sizeOf))).toBeLessThan(1_200);
	});

	it('reads it all once where it cannot be asked for the newest, in as many polls as that takes', async () => {
		const store = new Store((n) => NOON - (STORED - n) * 600_000);
		Object.defineProperty(store, 'feed', { value: { ...store.feed, newest: undefined } });
		let result = await store.poll(undefined, 300);
		for (let polls = 1; result.hasMore; polls++) {
			expect(polls).toBeLessThan(5);
			result = await store.poll(result.state, 300);
		}
		expect(result.events).toEqual([]);
		expect([(await store.poll(result.state)).events.length, store.requests]).toEqual([0, 1]);
	});

	it('reads a time that 4,500 records share once more in the next poll, and then no more', async () => {
		const store = new Store((n) => NOON - (STORED - n) * 600_000);
		let result = await store.poll(undefined);
		store.add(...Array.from({ length: 4_500 }, () => NOON + 1));
		const costs: number[] = [];
		const sizes: number[] = [];
		let events = 0;
		for (let polls = 0; polls < 4; polls++) {
			result = await store.poll(result.state);
			events += result.events.length;
			costs.push(store.requests);
			sizes.push(sizeOf(result));
		}
		expect(events).toBe(4_500);
		expect(costs).toEqual([48, 91, 1, 1]);
		expect(Math.max(...sizes)).toBeLessThan(36_000);
	});

	it('gets through a backlog of many times the budget, and its state stays small', async () => {
		const store = new Store((n) => NOON - (STORED - n) * 600_000);
		let result = await store.poll(undefined);
		// Groups of 3,000 share a time: as many as a page, or a poll, can never hold.
		store.add(...Array.from({ length: 12_000 }, (_, n) => NOON + Math.floor(n / 3_000)));
		const ids: string[] = [];
		let largest = 0;
		do {
			result = await store.poll(result.state, 20, 500);
			ids.push(...result.events.map(({ id }) => id));
			largest = Math.max(largest, sizeOf(result));
			expect(store.requests).toBeLessThanOrEqual(20);
		} while (result.hasMore);
		expect(new Set(ids).size).toBe(12_000);
		expect(ids).toHaveLength(12_000);
		expect(largest).toBeLessThan(64_000);
	});

	it('holds 8,000 records of one time within its figure, and refuses more', async () => {
		const times = (count: number) => Array.from({ length: count }, () => NOON + 1);
		const store = new Store((n) => NOON - (STORED - n) * 600_000);
		const { state } = await store.poll(undefined);
		store.add(...times(8_000));
		const full = await store.poll(state, 75);
		expect(full.hasMore).toBe(true);
		const rest = await store.poll(full.state, 75);
		expect(Math.max(sizeOf(full), sizeOf(rest))).toBeLessThan(64_000);
		store.add(...times(1));
		await expect(store.poll(state)).rejects.toMatchObject({ reason: 'tooLarge' });
	});
});

describe('the state of a list of 20,000 records', () => {
	const listOf = (ids: string[], kinds: SnapshotFeed<string>['kinds']): SnapshotFeed<string> => ({
		type: 'snapshot',
		identity: 'store',
		kinds,
		id: (id) => id,
		content: (id) => id,
		list: async () => ({ records: ids }),
	});
	const count = 20_000;
	const poll20 = async (ids: string[], kinds: SnapshotFeed<string>['kinds']) =>
		await poll(listOf(ids, kinds), { state: undefined, key: 'k', budget: { ms: 60_000 } });
	const idsOf = (idOf: (number: number) => unknown, length = count) =>
		Array.from({ length }, (_, number) => String(idOf(number)));
	const all = ['new', 'changed', 'deleted'] as const;

	it.each([
		['numbers in a row', idsOf((n) => 500_000 + n), all, 101_000],
		['scattered numbers', idsOf((n) => n * 50_000 + ((n * 7_919) % 50_000)), all, 158_000],
		['UUIDs that need not be told again', idsOf(() => randomUUID()), ['new', 'changed'] as const, 160_000],
	])('stays small with %s', async (_, ids, kinds, figure) => {
		const { state } = await poll20(ids, kinds);
		expect(sizeOf({ state })).toBeLessThan(figure);
		const again = await poll(listOf([...ids, '1'], kinds), { state, key: 'k', budget: { ms: 60_000 } });
		expect(again.events.map(({ id }) => id)).toEqual(['1']);
	});

	it('holds 6,000 UUIDs that have to be told when they are deleted, and refuses more than fit', async () => {
		const uuids = idsOf(() => randomUUID());
		expect(sizeOf(await poll20(uuids.slice(0, 6_000), ['deleted']))).toBeLessThan(160_000);
		await expect(poll20(uuids, ['deleted'])).rejects.toMatchObject({ reason: 'tooLarge' });
	});
});

describe('numbers as bits', () => {
	const number = fc.oneof(
		fc.nat({ max: 300 }),
		fc.maxSafeNat().map((n) => n % 10 ** 14),
	);

	it('come back as they were', () => {
		fc.assert(
			fc.property(fc.array(number), fc.array(fc.nat({ max: 2 ** 26 - 1 })), (gaps, contents) => {
				const order = orderFor(gaps);
				const writer = new BitWriter();
				for (const gap of gaps) writer.writeGolomb(gap, order);
				for (const content of contents) writer.write(content, 26);
				const reader = new BitReader(writer.toString());
				expect(gaps.map(() => reader.readGolomb(order))).toEqual(gaps);
				expect(contents.map(() => reader.read(26))).toEqual(contents);
				expect(reader.isOver).toBe(false);
				reader.read(8);
				expect(reader.isOver).toBe(true);
			}),
		);
	});
});
