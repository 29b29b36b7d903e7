import { DateTime } from 'luxon';

import { startAlfaDocsBench, type AlfaDocsBench } from '../support/alfaDocs';
import { byId } from '../support/bench';

let bench: AlfaDocsBench;
beforeAll(async () => {
	bench = await startAlfaDocsBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const daysAgo = (days: number) =>
	DateTime.now().setZone('Europe/Rome').minus({ days }).toFormat('yyyy-MM-dd');
const bill = () => byId(bench.vendor.seed.bills.mario.id);
const payment = (liabilityId = bench.vendor.seed.billLiabilities.marioFirst.id) => ({
	billId: bill(),
	liabilityId: byId(liabilityId),
	amount: 120,
	date: daysAgo(0),
	direction: 'incoming',
	accountId: byId(bench.vendor.seed.accounts.cash.id),
});
const sent = (method: string) => bench.requests().filter((request) => request.method === method);
const retry = { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } };

describe('Bill Liability: Pay', () => {
	it('records the payment, then removes the liability', async () => {
		const { items } = await bench.run('billLiability.pay', payment());
		expect(items[0].json).toMatchObject({ transactionId: expect.any(Number), liabilityDeleted: true });
		expect(bench.requests().map(({ method }) => method)).toEqual(['GET', 'POST', 'DELETE']);
		expect(sent('POST')[0].body).toEqual({
			billId: bench.vendor.seed.bills.mario.id,
			amount: 120,
			date: daysAgo(0),
			direction: 'incoming',
			accountId: bench.vendor.seed.accounts.cash.id,
		});
		const left = await bench.run('billLiability.getAll', { billId: bill(), returnAll: true });
		expect(left.items.map(({ json }) => json.id)).toEqual([bench.vendor.seed.billLiabilities.marioSecond.id]);
	});

	it('comes out as data when the liability cannot be removed, so that Retry On Fail does not pay twice', async () => {
		bench.vendor.fault({ kind: 'status', status: 403, match: { method: 'DELETE' }, times: Infinity });
		const { items, error } = await bench.run('billLiability.pay', payment(), retry);
		expect(error).toBeUndefined();
		expect(sent('POST')).toHaveLength(1);
		expect(items[0].json).toMatchObject({
			transactionId: expect.any(Number),
			liabilityDeleted: false,
			message: expect.stringContaining('do not pay again'),
		});
		expect(items[0].json).not.toHaveProperty('error');
	});

	it.each(['resetAfterStoring', 'resetBeforeStoring'] as const)(
		'does not pay twice when the payment ends in %s',
		async (kind) => {
			bench.vendor.fault({ kind, match: { method: 'POST' }, times: 1 });
			const { items, error } = await bench.run('billLiability.pay', payment(), retry);
			expect(error).toBeUndefined();
			expect(sent('POST')).toHaveLength(1);
			expect(items[0].json).toMatchObject({
				transactionId: null,
				paymentUnclear: true,
				liabilityDeleted: false,
			});
			expect(sent('DELETE')).toHaveLength(0);
		},
	);

	it('takes the liability as removed when the answer was lost and it is gone', async () => {
		bench.vendor.fault({ kind: 'resetAfterStoring', match: { method: 'DELETE' } });
		const { items } = await bench.run('billLiability.pay', payment());
		expect(items[0].json).toMatchObject({ liabilityDeleted: true });
		expect(sent('DELETE').map(({ status }) => status)).toEqual([0, 404]);
	});

	it('pays nothing when the liability is not open', async () => {
		await bench.run('billLiability.pay', payment());
		const { error } = await bench.run('billLiability.pay', payment());
		expect(error?.message).toContain("'Liability' is not an open liability of this bill");
		expect(sent('POST')).toHaveLength(1);
	});

	it('fails like any other operation when the vendor refuses the payment', async () => {
		const { error } = await bench.run('billLiability.pay', { ...payment(), accountId: byId(999) });
		expect(error).toMatchObject({ httpCode: '400', message: expect.stringContaining("'Account'") });
		expect(sent('DELETE')).toHaveLength(0);
	});
});

describe('ranges of days', () => {
	const windows = () => bench.requests().map(({ query }) => [query.dateStart, query.dateEnd]);
	const span = (start: string, end: string) =>
		DateTime.fromISO(end).diff(DateTime.fromISO(start), 'days').days;

	it('cuts a long range into what the vendor takes and gives one list', async () => {
		const filters = { dateStart: daysAgo(100), dateEnd: daysAgo(0) };
		const { items, error } = await bench.run('appointment.getAll', {
			returnAll: true,
			simplify: true,
			filters,
		});
		expect(error).toBeUndefined();
		const { next, past, old } = bench.vendor.seed.appointments;
		const ids = items.map(({ json }) => json.id);
		expect(ids).toEqual(expect.arrayContaining([past.id, old.id]));
		expect(ids).not.toContain(next.id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const [start, end] of windows()) expect(span(start as string, end as string)).toBeLessThan(30);
		expect(windows()[0][0]).toBe(filters.dateStart);
		expect(windows().at(-1)?.[1]).toBe(filters.dateEnd);
	});

	it('gives a record once that two pieces of a range both bring', async () => {
		const body = { status: 'success', count: 1, data: [{ id: 5, date: '2026-01-31 09:00:00' }] };
		bench.vendor.fault({ kind: 'body', body, match: { path: '/appointments' }, times: Infinity });
		const filters = { dateStart: '2026-01-01', dateEnd: '2026-03-31' };
		const { items } = await bench.run('appointment.getAll', { returnAll: true, simplify: true, filters });
		expect(items).toHaveLength(1);
		expect(windows()).toHaveLength(3);
	});

	it('asks no further when the limit is reached', async () => {
		const filters = { dateStart: daysAgo(300), dateEnd: daysAgo(0) };
		const { items } = await bench.run('bill.getAll', { returnAll: false, limit: 1, filters });
		expect(items).toHaveLength(1);
		expect(windows().length).toBeLessThan(9);
	});

	it('leaves the range to the vendor when there is none', async () => {
		await bench.run('transaction.getAll', { returnAll: true });
		expect(bench.requests()[0].query).toEqual({});
	});

	it.each(['bill', 'transaction'])(
		'reaches until today when only the first day of %ss is given',
		async (resource) => {
			await bench.run(`${resource}.getAll`, { returnAll: true, filters: { dateStart: daysAgo(40) } });
			expect(windows().at(-1)?.[1]).toBe(daysAgo(0));
			expect(windows()).toHaveLength(2);
		},
	);

	it('keeps the filters in every piece', async () => {
		const filters = {
			dateStart: daysAgo(60),
			dateEnd: daysAgo(0),
			patientId: byId(1001),
			state: 'confirmed',
		};
		await bench.run('appointment.getAll', { returnAll: true, simplify: true, filters });
		for (const { query } of bench.requests())
			expect(query).toMatchObject({ patientId: '1001', state: 'confirmed' });
	});
});
