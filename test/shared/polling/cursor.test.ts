import { pollWith, told, Vendor, visit } from './vendor';

/** Single cases out of the simulation, which finds them rarely, with pages of two. */
const TIME = 10_000;
const crowd = (...numbers: number[]) => numbers.map((number) => visit(number, { time: TIME }));

/** Lets something happen before a request is answered, the first time that it is made. */
function once(vendor: Vendor, request: string, happens: () => void): void {
	const ask = vendor.ask.bind(vendor);
	let isDone = false;
	vendor.ask = (what) => {
		ask(what);
		if (what === request && !isDone) {
			isDone = true;
			happens();
		}
	};
}

const remove = (vendor: Vendor, id: string) => () => {
	vendor.visits = vendor.visits.filter((one) => one.id !== id);
};

describe('a time that more records share than a page holds', () => {
	it('is read again in the next poll when it is the newest, for more may get it', async () => {
		const vendor = new Vendor([visit(1)]);
		const first = await pollWith(vendor.cursor, undefined);
		vendor.visits = [visit(1), ...crowd(2, 3, 4)];
		const second = await pollWith(vendor.cursor, first.state);
		expect(told(second.events)).toEqual(['changed v2', 'changed v3', 'changed v4']);
		expect(second.hasMore).toBe(true);
		vendor.visits.push(...crowd(5));
		const third = await pollWith(vendor.cursor, second.state);
		expect(told(third.events)).toEqual(['changed v5']);
		vendor.requests = [];
		const fourth = await pollWith(vendor.cursor, third.state);
		expect([fourth.events, vendor.requests]).toEqual([[], [`since ${TIME + 1}`]]);
	});

	it('is read until nothing can have slipped past while others left', async () => {
		const vendor = new Vendor([visit(1)]);
		const { state } = await pollWith(vendor.cursor, undefined);
		vendor.visits = [visit(1), ...crowd(2, 3, 4, 5, 6, 7), visit(8, { time: TIME + 1 })];
		// In the first reading v6 moves from the third page to the second, and in the next one on to the first.
		once(vendor, `since ${TIME} from 4`, () => {
			remove(vendor, 'v2')();
			once(vendor, `since ${TIME} from 2`, () => ['v3', 'v4'].forEach((id) => remove(vendor, id)()));
		});
		const { events } = await pollWith(vendor.cursor, state);
		expect(told(events)).toContain('changed v6');
		expect(events).toHaveLength(7);
	});

	it('does not tell again of a known record that slips past', async () => {
		const vendor = new Vendor(crowd(1, 2));
		const first = await pollWith(vendor.cursor, undefined);
		vendor.visits = crowd(3, 4, 1, 2);
		once(vendor, `since ${TIME} from 2`, remove(vendor, 'v3'));
		const second = await pollWith(vendor.cursor, first.state);
		expect(told(second.events)).toEqual(['changed v3', 'changed v4']);
		const third = await pollWith(vendor.cursor, second.state);
		expect(third).toMatchObject({ events: [], hasMore: false });
	});
});

it('finds what becomes visible late, behind the newest time', async () => {
	const vendor = new Vendor([visit(1), visit(20)]);
	const { state } = await pollWith(vendor.cursor, undefined);
	vendor.visits.push(visit(3, { time: 15_000 }), visit(4, { time: 14_999 }));
	expect(told((await pollWith(vendor.cursor, state)).events)).toEqual(['changed v3']);
});

it('tells of every version that it meets, and calls a record new once', async () => {
	const vendor = new Vendor([visit(1)]);
	const feed = { ...vendor.cursor, kindOf: () => 'new' as const };
	const { state } = await pollWith(feed, undefined);
	vendor.visits.push(visit(2), visit(3), visit(4));
	once(vendor, 'since 2000', () => vendor.put(visit(2, { version: 2, time: 5_000 })));
	const { events } = await pollWith(feed, state);
	expect(told(events)).toEqual(['new v2', 'new v3', 'new v4', 'changed v2']);
});
