import { Fingerprints } from '../../../nodes/shared/polling/fingerprints';
import { Records } from '../../../nodes/shared/polling/records';
import { pollWith, told, Vendor, visit, type Visit } from './vendor';

const DAY_MS = 86_400_000;

describe('deletions', () => {
	it.each([
		['numbers', ['7', '900', '12345678901234']],
		['UUIDs', ['6f1e3b0a-52f4-4f0e-9a55-0123456789ab', 'ffffffff-ffff-4fff-bfff-ffffffffffff']],
		['other names', ['a,b', ':x', '=y', 'ä "quoted"', '007', '']],
	])('name %s as they were', async (_, ids) => {
		const all = ids.map((id, number) => visit(number, { id }));
		const vendor = new Vendor(all);
		const list = async () => ({ records: vendor.visits });
		const feed = { ...vendor.snapshot, kinds: ['deleted'] as const, list };
		const { state } = await pollWith(feed, undefined);
		vendor.visits = [];
		const { events } = await pollWith(feed, state);
		expect(events).toEqual(expect.arrayContaining(ids.map((id) => ({ kind: 'deleted', id }))));
		expect(events).toHaveLength(ids.length);
	});

	it('wait for a second reading where a list has several pages', async () => {
		const vendor = new Vendor([1, 2, 3, 4].map((number) => visit(number)));
		const feed = { ...vendor.snapshot, kinds: ['new', 'deleted'] as const };
		const first = await pollWith(feed, undefined);
		vendor.visits = vendor.visits.filter(({ id }) => id !== 'v3');
		const second = await pollWith(feed, first.state);
		expect(second.events).toEqual([]);
		const third = await pollWith(feed, second.state);
		expect(third.events).toEqual([{ kind: 'deleted', id: 'v3' }]);
		expect((await pollWith(feed, third.state)).events).toEqual([]);
	});

	it('are not taken from a reading that had to begin again', async () => {
		const vendor = new Vendor([]);
		const { state } = await pollWith(vendor.snapshot, undefined);
		vendor.visits = [1, 2, 3, 4].map((number) => visit(number));
		const cut = await pollWith(vendor.snapshot, state, { budget: { ms: 60_000, events: 3 } });
		expect(told(cut.events)).toEqual(['new v1', 'new v2', 'new v3']);
		// The place is refused, and the first record leaves while the list is read again: the third slips past.
		let isRefused = false;
		const list: Vendor['snapshot']['list'] = async (request) => {
			const isFirst = request.page !== undefined && !isRefused;
			isRefused = true;
			if (isFirst) throw new Error('410');
			const page = await vendor.snapshot.list(request);
			if (request.page === undefined) vendor.visits = vendor.visits.slice(1);
			return page;
		};
		const again = await pollWith({ ...vendor.snapshot, list }, cut.state);
		expect(told(again.events)).toEqual(['new v4']);
		expect(told((await pollWith(vendor.snapshot, again.state)).events)).toEqual([]);
	});
});

describe('a window of days', () => {
	const feedOf = (vendor: Vendor, start: string, reportedEnd: string, listedEnd = reportedEnd) => ({
		...vendor.snapshot,
		days: {
			of: ({ day }: Visit) => day,
			listed: { start, end: listedEnd },
			reported: { start, end: reportedEnd },
		},
	});
	const on = (number: number, day: string) => visit(number, { day });

	it('takes in silently what comes with a new day, but not what is made on it later', async () => {
		const vendor = new Vendor([on(1, '2026-03-01'), on(2, '2026-03-03')]);
		const first = await pollWith(feedOf(vendor, '2026-03-01', '2026-03-02'), undefined);
		const second = await pollWith(feedOf(vendor, '2026-03-02', '2026-03-03'), first.state);
		expect(second.events).toEqual([]);
		vendor.put(on(3, '2026-03-03'));
		const third = await pollWith(feedOf(vendor, '2026-03-02', '2026-03-03'), second.state);
		expect(told(third.events)).toEqual(['new v3']);
	});

	it('tells from an older state what was made meanwhile, as far as more days were read than reported', async () => {
		const vendor = new Vendor([on(1, '2026-03-01')]);
		const { state } = await pollWith(feedOf(vendor, '2026-03-01', '2026-03-02', '2026-03-05'), undefined);
		vendor.put(on(2, '2026-03-05'));
		vendor.put(on(3, '2026-03-06'));
		const later = await pollWith(feedOf(vendor, '2026-03-04', '2026-03-06', '2026-03-09'), state);
		expect(told(later.events)).toEqual(['new v2']);
	});

	it('says nothing of days that are only read', async () => {
		const vendor = new Vendor([on(1, '2026-03-05')]);
		const feed = feedOf(vendor, '2026-03-01', '2026-03-02', '2026-03-05');
		const { state } = await pollWith(feed, undefined);
		vendor.put({ ...on(1, '2026-03-05'), name: 'Changed' });
		vendor.put(on(2, '2026-03-04'));
		const silent = await pollWith(feed, state);
		expect(silent.events).toEqual([]);
		vendor.put(on(1, '2026-03-02'));
		expect(told((await pollWith(feed, silent.state)).events)).toEqual(['changed v1']);
	});

	it('ends a reading with the days it began with', async () => {
		const vendor = new Vendor([1, 2, 3, 4, 5].map((number) => on(number, '2026-03-01')));
		const first = feedOf(vendor, '2026-03-01', '2026-03-02');
		const { state } = await pollWith(first, undefined, { budget: { ms: 60_000, requests: 2 } });
		vendor.requests = [];
		const next = await pollWith(feedOf(vendor, '2026-03-02', '2026-03-03'), state);
		expect(vendor.requests).toEqual(['list 2026-03-01 to 2026-03-02 from 4']);
		expect(next.state).toMatchObject({ days: { start: '2026-03-01', end: '2026-03-02' } });
	});
});

describe('records that are followed', () => {
	const today = 20_000 * DAY_MS;
	/** Lists the newest two, and gives the others singly. */
	const followed = (vendor: Vendor) => ({
		...vendor.snapshot,
		list: async () => ({ records: vendor.page([...vendor.visits].reverse()).records }),
		follow: {
			days: 3,
			one: async (id: string) => {
				vendor.ask(`one ${id}`);
				return vendor.visits.find((one) => one.id === id);
			},
			settled: ({ name }: Visit) => name === 'Done',
		},
	});
	const at = (days: number) => ({ clock: () => today + days * DAY_MS });

	it('are asked for singly once they have left the list, until some days after their last change', async () => {
		const vendor = new Vendor([visit(1), visit(2)]);
		const feed = followed(vendor);
		const first = await pollWith(feed, undefined, at(0));
		expect(vendor.requests).toEqual([]);
		vendor.visits = [visit(1, { name: 'Changed' }), visit(2), visit(3), visit(4)];
		const second = await pollWith(feed, first.state, at(2));
		expect(told(second.events)).toEqual(['new v4', 'new v3', 'changed v1']);
		expect(vendor.requests).toEqual(['one v2', 'one v1']);
		vendor.requests = [];
		await pollWith(feed, second.state, at(4));
		expect(vendor.requests).toEqual(['one v1']);
	});

	it('are left alone when they are settled', async () => {
		const vendor = new Vendor([visit(1, { name: 'Done' }), visit(2)]);
		const first = await pollWith(followed(vendor), undefined, at(0));
		vendor.visits = [visit(1, { name: 'Done' }), visit(2), visit(3), visit(4)];
		await pollWith(followed(vendor), first.state, at(0));
		expect(vendor.requests).toEqual(['one v2']);
	});

	it('are no event and no failure while there is nothing to say of them', async () => {
		const vendor = new Vendor([visit(1), visit(2)]);
		const first = await pollWith(followed(vendor), undefined, at(0));
		vendor.visits = [visit(3), visit(4)];
		const second = await pollWith(followed(vendor), first.state, at(0));
		expect(told(second.events)).toEqual(['new v4', 'new v3']);
		vendor.visits = [visit(1, { name: 'Changed' }), visit(3), visit(4)];
		const third = await pollWith(followed(vendor), second.state, at(0));
		expect(told(third.events)).toEqual(['changed v1']);
	});

	it('do not stand in the way of each other, or of the list, when one cannot be read', async () => {
		const vendor = new Vendor([visit(1), visit(2)]);
		let { state } = await pollWith(followed(vendor), undefined, at(0));
		vendor.visits = [visit(1, { name: 'Changed' }), visit(2), visit(3), visit(4)];
		vendor.broken.set('one v2', new Error('500'));
		const events: string[] = [];
		for (let polls = 0; polls < 3; polls++) {
			if (polls === 2) vendor.put(visit(5));
			const result = await pollWith(followed(vendor), state, at(0));
			events.push(...told(result.events));
			state = result.state;
		}
		expect(events).toEqual(['new v4', 'new v3', 'changed v1', 'new v5']);
	});
});

describe('ids of which only hashes are kept', () => {
	it('tell changed from new when a record is read twice', async () => {
		const vendor = new Vendor([1, 2, 3].map((number) => visit(number)));
		const { state } = await pollWith(vendor.snapshot, undefined);
		const list: Vendor['snapshot']['list'] = async ({ page }) =>
			page === undefined
				? { records: [visit(1), visit(2)], next: '2' }
				: { records: [visit(2, { name: 'Changed' }), visit(3)] };
		const second = await pollWith({ ...vendor.snapshot, list }, state);
		expect(told(second.events)).toEqual(['changed v2']);
		expect(second.state).toMatchObject({ records: { ids: 'hash', count: 3 } });
	});

	it('stay two records when they share a hash', () => {
		class Colliding extends Fingerprints {
			id(): number {
				return 7;
			}
		}
		const shape = { hasContent: true, hasDays: false, needsIds: false };
		const hash = new Colliding('a key');
		const first = Records.none(shape, hash);
		expect([first.take('a', 1, 0), first.take('b', 2, 0)]).toEqual(['new', 'new']);
		for (const [, known] of first.entries()) known.now = false;
		const second = Records.unpack(first.pack(), shape, hash)!;
		expect([second.take('b', 2, 0), second.take('a', 1, 0)]).toEqual(['same', 'same']);
		expect(second.take('c', 3, 0)).toBe('new');
	});
});
