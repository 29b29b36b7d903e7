import { addDays, today, workday } from '../../sandbox/alfadocs/time';
import { refusal, useSandbox } from './client';

const client = useSandbox();
const list = async (params: object = {}) => await client.api.get('/appointments', { params });
const ids = async (params: object = {}) =>
	(await list(params)).data.data.map(({ id }: { id: number }) => id) as number[];

const booking = () => ({ date: `${workday(1)} 16:00:00`, colorId: 31, operatorId: 11 });
const FULL = {
	patientId: 1002,
	emailReminder: true,
	smsReminder: false,
	description: 'Controllo',
	allDay: false,
	type: 'inPractice',
	duration: 45,
	state: 'waiting',
	chairId: 21,
};

describe('list', () => {
	it('covers today to Sunday and two weeks more unless told', async () => {
		const { status, data } = await list();
		expect([status, data.status, data.count]).toEqual([200, 'success', data.data.length]);
		const dates = data.data.map(({ date }: { date: string }) => date) as string[];
		expect(dates).toEqual([...dates].sort());
		expect(dates.every((date) => date.slice(0, 10) >= today())).toBe(true);
		expect(dates.every((date) => date.slice(0, 10) <= addDays(today(), 20))).toBe(true);
		expect(await ids()).toContain(client.sandbox.seed.appointments.next.id);
	});

	it('includes both days of a range and filters by state and patient', async () => {
		const { next, cancelled, old } = client.sandbox.seed.appointments;
		const day = { dateStart: workday(1), dateEnd: workday(1) };
		expect(await ids(day)).toEqual([next.id, cancelled.id]);
		expect(await ids({ ...day, state: 'cancelled' })).toEqual([cancelled.id]);
		expect(await ids({ ...day, patientId: 1001 })).toEqual([next.id]);
		expect(await ids({ dateStart: addDays(today(), -90), dateEnd: addDays(today(), -60) })).toEqual([old.id]);
	});

	it.each([
		[{ dateStart: '2026-01-01', dateEnd: '2026-02-01' }, 'The maximum date range is 30 days'],
		[{ dateStart: '2026-01-02', dateEnd: '2026-01-01' }, 'The end date must not be before the start date'],
		[{ dateStart: '2026-02-30' }, 'dateStart must be a date in the format YYYY-MM-DD'],
		[{ dateEnd: '2026-01-01 00:00:00' }, 'dateEnd must be a date in the format YYYY-MM-DD'],
		[{ state: 'open' }, 'state must be one of absent, waiting, in_care, done, cancelled, confirmed'],
		[{ patientId: '1e3' }, 'patientId must be an integer'],
		[{ operatorId: 11 }, 'operatorId is not a known query parameter'],
	])('refuses %j', async (params, message) => {
		expect(refusal(await list(params))).toEqual([400, message]);
	});

	it('takes exactly 30 days, also over the change of the clock', async () => {
		expect((await list({ dateStart: '2026-03-10', dateEnd: '2026-04-09' })).status).toBe(200);
		expect((await list({ dateStart: '2026-10-10', dateEnd: '2026-11-10' })).status).toBe(400);
	});
});

describe('create', () => {
	it('stores every documented field; what is created is found', async () => {
		const sent = { ...booking(), ...FULL };
		const { status, data } = await client.api.post('/appointments', sent);
		expect([status, data.status]).toEqual([200, 'success']);
		expect((await client.api.get(`/appointments/${data.data.id}`)).data.data).toMatchObject({
			...sent,
			createdThroughApi: true,
		});
		expect(await ids({ state: 'waiting' })).toEqual([data.data.id]);
	});

	it.each([
		[{ date: undefined }, 'date is required'],
		[{ colorId: undefined }, 'colorId is required'],
		[{ date: '2026-12-01' }, 'date must be a date in the format YYYY-MM-DD HH:mm:ss'],
		[{ date: '2026-12-01T10:00:00Z' }, 'date must be a date in the format YYYY-MM-DD HH:mm:ss'],
		[{ colorId: '31' }, 'colorId must be integer'],
		[{ colorId: 99 }, 'colorId 99 does not exist'],
		[{ operatorId: 13 }, 'operatorId 13 does not exist'],
		[{ patientId: 1013 }, 'patientId 1013 does not exist'],
		[{ chairId: 99 }, 'chairId 99 does not exist'],
		[{ duration: 0 }, 'duration must be >= 1'],
		[{ duration: 30.5 }, 'duration must be integer'],
		[{ allDay: 'false' }, 'allDay must be boolean'],
		[{ type: 'phone' }, 'type must be one of telehealth, inPractice'],
		[{ state: 'string' }, 'state must be one of absent, waiting, in_care, done, cancelled, confirmed'],
		[{ description: 5 }, 'description must be string'],
		[{ carePlanId: 3001 }, 'carePlanId is not a known field'],
	])('refuses %j and stores nothing', async (change, message) => {
		const before = await ids();
		const answer = await client.api.post('/appointments', { ...booking(), ...change });
		expect(refusal(answer)).toEqual([400, message]);
		expect(await ids()).toEqual(before);
	});

	it('refuses a double booking of the same operator, from the first to the last minute', async () => {
		const at = async (time: string, rest: object = {}) =>
			(await client.api.post('/appointments', { ...booking(), date: `${workday(1)} ${time}:00`, ...rest }))
				.status;
		expect(await at('16:00', { duration: 60 })).toBe(200);
		expect(await at('16:30')).toBe(409);
		expect(await at('15:45')).toBe(409);
		expect(await at('16:59', { duration: 1 })).toBe(409);
		expect(await at('17:00')).toBe(200);
		expect(await at('15:30')).toBe(200);
		expect(await at('16:00', { operatorId: 12 })).toBe(200);
		expect(await at('16:00', { state: 'cancelled' })).toBe(200);
		expect(await at('16:00', { operatorId: undefined })).toBe(200);
		expect(await at('08:00', { allDay: true })).toBe(409);
		expect(await at('10:00', { operatorId: 12 })).toBe(200);
	});

	it('lets a test take the slot just before', async () => {
		client.sandbox.takeNextSlot();
		const answer = await client.api.post('/appointments', booking());
		expect(refusal(answer)).toEqual([409, 'The slot is already taken']);
		expect((await client.api.post('/appointments', booking())).status).toBe(409);
		const later = { ...booking(), date: `${workday(1)} 17:00:00` };
		expect((await client.api.post('/appointments', later)).status).toBe(200);
	});
});

describe('update', () => {
	const path = '/appointments/2001';
	const same = () => ({ date: `${workday(1)} 09:00:00`, colorId: 31 });

	it('changes the given fields only', async () => {
		const { status, data } = await client.api.patch(path, { ...same(), state: 'cancelled' });
		expect([status, data.data.state]).toEqual([200, 'cancelled']);
		expect((await client.api.get(path)).data.data).toMatchObject({
			state: 'cancelled',
			patientId: 1001,
			description: 'Otturazione',
		});
	});

	it('demands date and colorId', async () => {
		expect(refusal(await client.api.patch(path, { colorId: 31 }))).toEqual([400, 'date is required']);
		const { date } = same();
		expect(refusal(await client.api.patch(path, { date }))).toEqual([400, 'colorId is required']);
	});

	it('moves into a free slot, not into a taken one; its own does not count', async () => {
		expect((await client.api.patch(path, { ...same(), duration: 60 })).status).toBe(200);
		await client.api.post('/appointments', booking());
		expect((await client.api.patch(path, booking())).status).toBe(409);
		expect((await client.api.get(path)).data.data.date).toBe(same().date);
	});

	it('is PATCH, or PUT if so switched', async () => {
		const answer = await client.api.put(path, same());
		expect(refusal(answer)).toEqual([405, 'Method not allowed']);
		expect(answer.headers.allow).toBe('GET, PATCH');
		client.sandbox.setUpdateVerb('PUT');
		expect((await client.api.put(path, same())).status).toBe(200);
		expect((await client.api.patch(path, same())).status).toBe(405);
	});

	it('needs an appointment', async () => {
		expect(refusal(await client.api.patch('/appointments/1', same()))).toEqual([
			404,
			'Appointment not found',
		]);
		expect(refusal(await client.api.get('/appointments/1'))).toEqual([404, 'Appointment not found']);
	});
});

it('has care plan entries, in an envelope without a count', async () => {
	const { data } = await client.api.get('/appointments/2001/care-plan-entries');
	expect(data).toEqual({ status: 'success', data: [expect.objectContaining({ id: 3101, tooth: '16' })] });
	expect((await client.api.get('/appointments/2002/care-plan-entries')).data.data).toEqual([]);
	expect((await client.api.get('/appointments/1/care-plan-entries')).status).toBe(404);
});
