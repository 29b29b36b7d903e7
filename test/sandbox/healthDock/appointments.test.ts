import { blame, useHealthDock } from './client';

const client = useHealthDock();
const APPOINTMENT = { patient_id: 'PAT100001', doctor_id: 'DOC1', date_time: '2031-05-06T10:00:00+05:30' };
type Row = { appointment_id: string; date_time: string };
const rows = async (params: object = {}) =>
	(await client.api.get('/appointments', { params })).data.data.appointments as Row[];
const ids = async (params: object = {}) => (await rows(params)).map(({ appointment_id }) => appointment_id);
const create = async (change: object = {}) =>
	await client.api.post('/appointments', { ...APPOINTMENT, ...change });

describe('list', () => {
	it('is sorted by time, in the envelope', async () => {
		const { status, data } = await client.api.get('/appointments');
		expect(status).toBe(200);
		expect(data.data.pagination).toEqual({ current_page: 1, total_pages: 1, total_count: 5 });
		expect(await ids()).toEqual(['APT500004', 'APT500001', 'APT500002', 'APT500003', 'APT500005']);
		expect(data.data.appointments[1]).toEqual({
			appointment_id: 'APT500001',
			patient_id: 'PAT100001',
			doctor_id: 'DOC1',
			date_time: expect.stringMatching(/T10:00:00\+05:30$/) as string,
			duration: 30,
			type: 'consultation',
			status: 'scheduled',
		});
	});

	it('filters by doctor and status, together', async () => {
		expect(await ids({ doctor_id: 'DOC1' })).toEqual(['APT500004', 'APT500001', 'APT500003']);
		expect(await ids({ status: 'cancelled' })).toEqual(['APT500003']);
		expect(await ids({ doctor_id: 'DOC1', status: 'completed' })).toEqual(['APT500004']);
		expect(await ids({ doctor_id: 'DOC99' })).toEqual([]);
	});

	it("filters by the clinic's day, not by UTC's", async () => {
		const all = await rows();
		const late = all.find(({ appointment_id }) => appointment_id === 'APT500005');
		const day = String(late?.date_time).slice(0, 10);
		expect(await ids({ date: day })).toEqual(['APT500005']);
		await create({ date_time: '2031-05-06T19:00:00Z' });
		expect(await ids({ date: '2031-05-06' })).toEqual([]);
		expect(await ids({ date: '2031-05-07' })).toHaveLength(1);
	});

	it('comes in pages', async () => {
		const { data } = await client.api.get('/appointments', { params: { limit: 2, page: 3 } });
		expect(data.data.pagination).toEqual({ current_page: 3, total_pages: 3, total_count: 5 });
		expect(data.data.appointments).toHaveLength(1);
	});

	it.each([
		[{ date: '2031-5-6' }, 'date'],
		[{ date: '2031-02-30' }, 'date'],
		[{ status: 'booked' }, 'status'],
		[{ limit: 101 }, 'limit'],
		[{ patient_id: 'PAT100001' }, 'patient_id'],
	])('refuses %j', async (params, field) => {
		expect(blame(await client.api.get('/appointments', { params }))).toEqual([400, 'INVALID_REQUEST', field]);
	});

	it('has three shapes', async () => {
		client.sandbox.setListShape('array');
		const { data } = await client.api.get('/appointments', { params: { limit: 2 } });
		expect(data).toEqual({ success: true, data: [expect.anything(), expect.anything()] });
		client.sandbox.setListShape('bare');
		expect((await client.api.get('/appointments')).data).toHaveLength(5);
		client.sandbox.reset();
		expect(await ids()).toHaveLength(5);
		client.sandbox.setPagination('missing');
		expect((await client.api.get('/appointments')).data.data.pagination).toBeUndefined();
	});
});

describe('create', () => {
	it('answers 201 with the stored record', async () => {
		const { status, data } = await create();
		expect([status, data]).toEqual([
			201,
			{
				success: true,
				data: {
					...APPOINTMENT,
					appointment_id: expect.stringMatching(/^APT\d{6}$/) as string,
					duration: 30,
					type: null,
					status: 'scheduled',
				},
			},
		]);
		expect(await ids({ date: '2031-05-06' })).toEqual([data.data.appointment_id]);
	});

	it.each([
		{ date_time: '2031-05-06T10:00Z' },
		{ date_time: '2031-05-06T10:00:00.000Z' },
		{ duration: 45, type: 'follow-up' },
		{ type: 'procedure' },
	])('takes %j', async (change) => {
		const { status, data } = await create(change);
		expect([status, data.data]).toEqual([201, expect.objectContaining(change)]);
	});

	it.each([
		['patient_id', undefined],
		['doctor_id', ''],
		['date_time', undefined],
		['date_time', '2031-05-06T10:00:00'],
		['date_time', '2031-05-06'],
		['date_time', '2031-05-06 10:00:00+05:30'],
		['date_time', '2031-02-30T10:00:00Z'],
		['date_time', '2031-05-06T25:00:00Z'],
		['date_time', 1936144800],
		['duration', '30'],
		['duration', 0],
		['duration', 30.5],
		['type', 'surgery'],
		['status', 'confirmed'],
		['notes', 'x'],
	])('refuses %s: %j', async (field, value) => {
		expect(blame(await create({ [field]: value }))).toEqual([400, 'INVALID_REQUEST', field]);
		expect(await ids()).toHaveLength(5);
	});

	it('does not find a patient or a doctor who is not there', async () => {
		expect(blame(await create({ patient_id: 'PAT1' }))).toEqual([404, 'NOT_FOUND', 'patient_id']);
		expect(blame(await create({ doctor_id: 'DOC9' }))).toEqual([404, 'NOT_FOUND', 'doctor_id']);
		expect(await ids()).toHaveLength(5);
	});
});
