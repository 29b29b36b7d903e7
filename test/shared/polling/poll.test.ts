import { PollRefusal } from '../../../nodes/shared/polling/refusal';
import { pollWith, told, Vendor, visit } from './vendor';

const some = () => new Vendor([visit(1), visit(2), visit(3)]);

describe.each(['cursor', 'snapshot'] as const)('a %s feed', (type) => {
	it('takes in what is there without events, then tells what comes', async () => {
		const vendor = some();
		const first = await pollWith(vendor[type], undefined);
		expect(first).toMatchObject({ events: [], isSeeding: true, hasMore: false });
		vendor.put(visit(4));
		const second = await pollWith(vendor[type], first.state);
		expect(second).toMatchObject({ isSeeding: false, hasMore: false });
		expect(second.events.map(({ id }) => id)).toEqual(['v4']);
		expect((await pollWith(vendor[type], second.state)).events).toEqual([]);
	});

	it.each<[string, (state: object) => unknown]>([
		['of another version', (state) => ({ ...state, v: 2 })],
		['that is no state', () => 'nonsense'],
		['of another kind of feed', (state) => ({ ...state, type: type === 'cursor' ? 'snapshot' : 'cursor' })],
		[
			'that is cut off',
			({ records, ...state }: { records?: object }) => ({
				...state,
				seen: 1,
				records: { ...records, count: 99 },
			}),
		],
	])('starts anew from a state %s', async (_, spoil) => {
		const vendor = some();
		const { state } = await pollWith(vendor[type], undefined);
		vendor.put(visit(4));
		const result = await pollWith(vendor[type], spoil(state));
		expect(result).toMatchObject({ events: [], isSeeding: true });
		vendor.put(visit(5));
		expect((await pollWith(vendor[type], result.state)).events.map(({ id }) => id)).toEqual(['v5']);
	});

	it('starts anew when the parameters or the key have changed', async () => {
		const vendor = some();
		const { state } = await pollWith(vendor[type], undefined);
		vendor.put(visit(4));
		const other = { ...vendor[type], identity: { practice: 2 } };
		expect(await pollWith(other, state)).toMatchObject({ events: [], isSeeding: true });
		expect(await pollWith(vendor[type], state, { key: 'other' })).toMatchObject({
			events: [],
			isSeeding: true,
		});
		const same = { ...vendor[type], identity: { practice: 1 } };
		expect((await pollWith(same, state)).events).toHaveLength(1);
	});

	it('fails with what the request came to grief with, and can then poll from the same state', async () => {
		const vendor = some();
		const { state } = await pollWith(vendor[type], undefined);
		vendor.put(visit(4));
		const failure = new Error('429');
		const ask = vendor.ask.bind(vendor);
		vendor.ask = () => {
			throw failure;
		};
		await expect(pollWith(vendor[type], state)).rejects.toBe(failure);
		await expect(pollWith(vendor[type], undefined)).rejects.toBe(failure);
		vendor.ask = ask;
		expect((await pollWith(vendor[type], state)).events).toHaveLength(1);
	});

	it('keeps nothing of a record but what recognises it', async () => {
		const vendor = some();
		const { state } = await pollWith(vendor[type], undefined);
		expect(JSON.stringify(state)).not.toMatch(/Invented|v1|v2|v3|practice|a key/);
	});

	it('starts no request once the time is up', async () => {
		const vendor = new Vendor(Array.from({ length: 20 }, (_, number) => visit(number)));
		const clock = () => vendor.requests.length;
		Object.assign(vendor.cursor, { newest: undefined });
		const result = await pollWith(vendor[type], undefined, { clock, budget: { ms: 3 } });
		expect(vendor.requests).toHaveLength(3);
		expect(result.hasMore).toBe(true);
	});

	it('hands over one event even when there is no room or time, and the rest later', async () => {
		const vendor = some();
		let { state } = await pollWith(vendor[type], undefined);
		for (const number of [4, 5, 6]) vendor.put(visit(number));
		const events: string[] = [];
		for (let polls = 0; polls < 10; polls++) {
			const result = await pollWith(vendor[type], state, { budget: { ms: 0, events: 0 } });
			expect(result.events.length).toBeLessThanOrEqual(1);
			events.push(...result.events.map(({ id }) => id));
			state = result.state;
		}
		expect(events).toEqual(['v4', 'v5', 'v6']);
	});
});

describe('a request that does not go through after others did', () => {
	it('ends the poll with what it has got, and fails the next one', async () => {
		const vendor = some();
		const { state } = await pollWith(vendor.snapshot, undefined);
		const failure = new Error('500');
		vendor.put(visit(1, { name: 'Changed' }));
		vendor.visits.sort((a, b) => a.time - b.time);
		vendor.broken.set('list from 2', failure);
		const result = await pollWith(vendor.snapshot, state);
		expect(told(result.events)).toEqual(['changed v1']);
		expect(result).toMatchObject({ hasMore: true, stoppedBy: failure });
		await expect(pollWith(vendor.snapshot, result.state)).rejects.toBe(failure);
		vendor.broken.clear();
		vendor.put(visit(4));
		expect(told((await pollWith(vendor.snapshot, result.state)).events)).toEqual(['new v4']);
	});

	it('fails the poll when nothing was achieved before', async () => {
		const vendor = some();
		const { state } = await pollWith(vendor.cursor, undefined);
		const failure = new Error('500');
		for (const number of [4, 5, 6]) vendor.put(visit(number));
		vendor.broken.set('since 5000', failure);
		const result = await pollWith(vendor.cursor, state);
		expect(result).toMatchObject({ stoppedBy: failure, hasMore: true });
		expect(told(result.events)).toEqual(['changed v4', 'changed v5']);
		await expect(pollWith(vendor.cursor, result.state)).rejects.toBe(failure);
	});
});

it('begins a list again where the place to go on from is refused', async () => {
	const vendor = some();
	const first = await pollWith(vendor.snapshot, undefined, { budget: { ms: 60_000, requests: 1 } });
	expect(first.hasMore).toBe(false);
	for (const number of [4, 5, 6]) vendor.put(visit(number));
	const cut = await pollWith(vendor.snapshot, first.state, { budget: { ms: 60_000, requests: 2 } });
	expect(cut.hasMore).toBe(true);
	vendor.requests = [];
	vendor.broken.set('list from 4', new Error('410'));
	const failing = await pollWith(vendor.snapshot, cut.state);
	expect(vendor.requests).toEqual(['list from 4', 'list', 'list from 2', 'list from 4']);
	expect(failing.stoppedBy).toEqual(new Error('410'));

	const answers = vendor.ask.bind(vendor);
	let refusals = 1;
	vendor.broken.clear();
	vendor.ask = (what) => {
		answers(what);
		if (what === 'list from 4' && refusals-- > 0) throw new Error('410');
	};
	const result = await pollWith(vendor.snapshot, cut.state);
	expect(result).toMatchObject({ hasMore: false });
	expect(result).not.toHaveProperty('stoppedBy');
	expect(told([...cut.events, ...result.events])).toEqual(['new v4', 'new v5', 'new v6']);
});

describe('a feed that cannot be polled', () => {
	const refusalOf = async (vendor: Vendor, state?: unknown, change = {}) =>
		await pollWith({ ...vendor.cursor, newest: undefined, ...change }, state).then(
			() => undefined,
			(error: unknown) => (error instanceof PollRefusal ? error.reason : error),
		);

	it.each([
		['untimed', { changedAt: () => undefined }],
		['unsorted', { changedAt: ({ time }: { time: number }) => -time }],
	])('is refused as %s', async (reason, change) => {
		expect(await refusalOf(some(), undefined, change)).toBe(reason);
	});

	it('is refused when it lists everything instead of what changed', async () => {
		const vendor = some();
		const { state } = await pollWith({ ...vendor.cursor, overlapMs: 0 }, undefined);
		const changedSince = async ({ page }: { page?: string }) => vendor.page(vendor.visits, page);
		expect(await refusalOf(vendor, state, { overlapMs: 0, changedSince })).toBe('unfiltered');
	});

	it('is refused when a page leads to itself', async () => {
		const same = new Vendor([1, 2, 3, 4].map((number) => visit(number, { time: 1_000 })));
		const list = async () => ({ records: same.visits.slice(0, 2), next: 'again' });
		expect(await refusalOf(same, undefined, { changedSince: list })).toBe('repeats');
		await expect(pollWith({ ...same.snapshot, list }, undefined)).rejects.toMatchObject({
			reason: 'repeats',
		});
	});

	it('says what to do', async () => {
		const refusal = await pollWith({ ...some().cursor, changedAt: () => NaN }, undefined).catch(
			(error) => error,
		);
		expect(refusal.message).toBe('The service does not say when a record was changed');
		expect(refusal.description).toContain('Watch another kind of record');
	});
});

describe('new and changed with a cursor', () => {
	it('asks once for each event, and says up to when all is known', async () => {
		const vendor = some();
		const asked: Array<number | undefined> = [];
		const feed = {
			...vendor.cursor,
			kindOf: async ({ version }: { version: number }, knownUpTo?: number) => {
				asked.push(knownUpTo);
				return version === 1 ? ('new' as const) : ('changed' as const);
			},
		};
		const { state } = await pollWith(feed, undefined);
		expect(asked).toEqual([]);
		vendor.put(visit(4));
		vendor.put(visit(1, { version: 2, time: 4_500 }));
		expect(told((await pollWith(feed, state)).events)).toEqual(['new v4', 'changed v1']);
		expect(asked).toEqual([3_000, 3_000]);
	});

	it('asks no more once the time is up, but for the first event', async () => {
		const vendor = some();
		const { state } = await pollWith(vendor.cursor, undefined);
		vendor.put(visit(4));
		vendor.put(visit(5));
		let asked = 0;
		const kindOf = () => (asked++ < 9 ? ('new' as const) : ('changed' as const));
		const budget = { ms: 0 };
		const first = await pollWith({ ...vendor.cursor, kindOf }, state, { budget });
		expect([told(first.events), asked, first.hasMore]).toEqual([['new v4'], 1, true]);
		const second = await pollWith({ ...vendor.cursor, kindOf }, first.state, { budget });
		expect([told(second.events), asked]).toEqual([['new v5'], 2]);
	});

	it('leaves an event for later when the answer does not come', async () => {
		const vendor = some();
		const { state } = await pollWith(vendor.cursor, undefined);
		vendor.put(visit(4));
		vendor.put(visit(5));
		let answers = 1;
		const kindOf = async () => {
			if (answers-- <= 0) throw new Error('500');
			return 'new' as const;
		};
		const cut = await pollWith({ ...vendor.cursor, kindOf }, state);
		expect(told(cut.events)).toEqual(['new v4']);
		await expect(pollWith({ ...vendor.cursor, kindOf }, cut.state)).rejects.toThrow('500');
		answers = 1;
		expect(told((await pollWith({ ...vendor.cursor, kindOf }, cut.state)).events)).toEqual(['new v5']);
	});
});
