import { addDays, today } from '../../sandbox/alfadocs/time';
import { refusal, useSandbox } from './client';

const client = useSandbox();
const ids = async (path: string, params: object = {}) => {
	const { status, data } = await client.api.get(path, { params });
	expect([status, data.status, data.count]).toEqual([200, 'success', data.data.length]);
	return data.data.map(({ id }: { id: number }) => id) as number[];
};

describe('bills', () => {
	it('are those of the last 31 days unless told, and are filtered', async () => {
		const { mario, giulia, credit, proforma, supplier, old } = client.sandbox.seed.bills;
		expect(await ids('/bills')).toEqual([mario.id, giulia.id, credit.id, proforma.id, supplier.id]);
		expect(await ids('/bills', { type: 'partial' })).toEqual([giulia.id]);
		expect(await ids('/bills', { direction: 'outgoing' })).toEqual([supplier.id]);
		expect(await ids('/bills', { carePlanId: 3001 })).toEqual([mario.id]);
		const range = { dateStart: addDays(today(), -60), dateEnd: addDays(today(), -60) };
		expect(await ids('/bills', range)).toEqual([old.id]);
	});

	it('are read one by one', async () => {
		expect((await client.api.get('/bills/4001')).data).toMatchObject({
			status: 'success',
			data: { amount: 200 },
		});
		expect(refusal(await client.api.get('/bills/1'))).toEqual([404, 'Bill not found']);
	});

	it('lose a liability when it is deleted', async () => {
		expect(await ids('/bills/4001/liabilities')).toEqual([4101, 4102]);
		expect((await client.api.delete('/bills/4001/liabilities/4101')).data).toEqual({ status: 'success' });
		expect(await ids('/bills/4001/liabilities')).toEqual([4102]);
		expect(refusal(await client.api.delete('/bills/4001/liabilities/4101'))).toEqual([
			404,
			'Bill liability not found',
		]);
		expect((await client.api.delete('/bills/4002/liabilities/4102')).status).toBe(404);
		expect((await client.api.get('/bills/1/liabilities')).status).toBe(404);
	});

	it('refuse filters that are not known', async () => {
		expect(refusal(await client.api.get('/bills?type=open'))).toEqual([
			400,
			'type must be one of full, partial, credit, proforma',
		]);
		expect(refusal(await client.api.get('/bills?patientId=1'))[0]).toBe(400);
	});
});

describe.each(['/bills', '/transactions'])('the range of %s', (path) => {
	it.each([
		['2026-01-01', '2026-02-01', 200],
		['2026-01-01', '2026-02-02', 400],
		['2026-02-01', '2026-01-31', 400],
		['2026-02-31', '2026-03-02', 400],
	])('%s to %s is answered with %d', async (dateStart, dateEnd, status) => {
		expect((await client.api.get(path, { params: { dateStart, dateEnd } })).status).toBe(status);
	});
});

describe('transactions', () => {
	const sent = () => ({ amount: 23.12, date: today(), direction: 'incoming', accountId: 41 });

	it('are the undeleted ones of the last 31 days unless told', async () => {
		const { card, outgoing, old } = client.sandbox.seed.transactions;
		expect(await ids('/transactions')).toEqual([card.id, outgoing.id]);
		expect(await ids('/transactions', { direction: 'outgoing' })).toEqual([outgoing.id]);
		const range = { dateStart: addDays(today(), -70), dateEnd: addDays(today(), -50) };
		expect(await ids('/transactions', range)).toEqual([old.id]);
	});

	it('what is created is found', async () => {
		const full = { billId: 4001, paymentTypeId: 52, relatedToInsurance: true, sistemaTsExpenseType: 'tk2' };
		const { status, data } = await client.api.post('/transactions', { ...sent(), ...full });
		expect([status, data]).toEqual([
			200,
			{ status: 'success', data: { ...sent(), ...full, id: expect.any(Number) as number } },
		]);
		expect(await ids('/transactions', { billId: 4001 })).toEqual([data.data.id]);
		// The liability stays until the caller deletes it.
		expect(await ids('/bills/4001/liabilities')).toHaveLength(2);
	});

	it.each([
		[{ amount: undefined }, 'amount is required'],
		[{ date: undefined }, 'date is required'],
		[{ direction: undefined }, 'direction is required'],
		[{ accountId: undefined }, 'accountId is required'],
		[{ amount: '23.12' }, 'amount must be number'],
		[{ date: '2026-01-01 00:00:00' }, 'date must be a date in the format YYYY-MM-DD'],
		[{ direction: 'in' }, 'direction must be one of incoming, outgoing'],
		[{ accountId: 43 }, 'accountId 43 does not exist'],
		[{ billId: 1 }, 'billId 1 does not exist'],
		[{ paymentTypeId: 1 }, 'paymentTypeId 1 does not exist'],
		[{ relatedToInsurance: 1 }, 'relatedToInsurance must be boolean'],
		[{ note: 'x' }, 'note is not a known field'],
	])('refuse %j', async (change, message) => {
		expect(refusal(await client.api.post('/transactions', { ...sent(), ...change }))).toEqual([400, message]);
		expect(await ids('/transactions')).toHaveLength(2);
	});

	it('refuse an expense type that is not in the list', async () => {
		expect((await client.api.post('/transactions', { ...sent(), sistemaTsExpenseType: 'zz' })).status).toBe(
			400,
		);
	});
});
