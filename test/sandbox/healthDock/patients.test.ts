import { blame, refusal, useHealthDock } from './client';

const client = useHealthDock();
const PATIENT = {
	first_name: 'Neha',
	last_name: 'Kapoor',
	date_of_birth: '1990-02-28',
	gender: 'F',
	phone: '+91 98111 22233',
};
type Listed = { patients: Array<Record<string, unknown>>; pagination?: Record<string, number> };
const list = async (params: object = {}) =>
	(await client.api.get('/patients', { params })).data.data as Listed;
const ids = async (params: object = {}) => (await list(params)).patients.map(({ patient_id }) => patient_id);
const create = async (change: object = {}) => await client.api.post('/patients', { ...PATIENT, ...change });

describe('list', () => {
	it('is in the documented envelope', async () => {
		const { status, data } = await client.api.get('/patients');
		expect(status).toBe(200);
		expect(Object.keys(data as object)).toEqual(['success', 'data']);
		expect(data.success).toBe(true);
		expect(data.data.pagination).toEqual({ current_page: 1, total_pages: 1, total_count: 8 });
		expect(data.data.patients[0]).toEqual({
			patient_id: 'PAT100001',
			first_name: 'Aarav',
			last_name: 'Sharma',
			date_of_birth: '1984-06-15',
			gender: 'M',
			phone: '+91 98765 43210',
			abha_number: '12-3456-7890-1234',
			created_at: '2024-01-10T10:30:00Z',
		});
	});

	it('comes in pages of 25 unless told', async () => {
		client.sandbox.seedPatients(22);
		expect((await list()).pagination).toEqual({ current_page: 1, total_pages: 2, total_count: 30 });
		expect(await ids({ page: 2 })).toHaveLength(5);
		const { patients, pagination } = await list({ page: 2, limit: 7 });
		expect(patients.map(({ patient_id }) => patient_id)).toEqual((await ids()).slice(7, 14));
		expect(pagination).toEqual({ current_page: 2, total_pages: 5, total_count: 30 });
		expect(await list({ page: 9, limit: 7 })).toEqual({
			patients: [],
			pagination: { current_page: 9, total_pages: 5, total_count: 30 },
		});
	});

	it.each([
		[{ limit: 101 }, 'limit'],
		[{ limit: 0 }, 'limit'],
		[{ limit: 'ten' }, 'limit'],
		[{ page: 0 }, 'page'],
		[{ page: 1.5 }, 'page'],
		[{ search: '' }, 'search'],
		[{ offset: 0 }, 'offset'],
		[{ phone: '+91' }, 'phone'],
	])('refuses %j', async (params, field) => {
		expect(blame(await client.api.get('/patients', { params }))).toEqual([400, 'INVALID_REQUEST', field]);
	});

	it('takes a limit of 100', async () => {
		client.sandbox.seedPatients(200);
		expect(await ids({ limit: 100 })).toHaveLength(100);
	});

	it.each([
		['rohan', ['PAT100003', 'PAT100004']],
		['Verma', ['PAT100003', 'PAT100004']],
		['aarav sharma', ['PAT100001']],
		['sharma', ['PAT100001', 'PAT100005']],
		["D'Souza", ['PAT100008']],
		['PAT100002', ['PAT100002']],
		['pat100002', ['PAT100002']],
		['PAT10000', []],
		['98765', []],
		['23456789012345', []],
		['1984-06-15', []],
	])('searches %j by name or ID only', async (search, found) => {
		expect(await ids({ search })).toEqual(found);
	});

	it('has the seed as promised', async () => {
		const { seed } = client.sandbox;
		const { patients } = await list();
		expect(patients.map(({ patient_id }) => patient_id)).toEqual(
			Object.values(seed.patients).map(({ id }) => id),
		);
		const of = ({ id }: { id: string }) => patients.find(({ patient_id }) => patient_id === id);
		expect(of(seed.patients.priya)?.abha_number).toBe('23456789012345');
		expect(of(seed.patients.rohan)?.phone).not.toBe(of(seed.patients.otherRohan)?.phone);
		expect(of(seed.patients.dev)?.phone).toBe(of(seed.patients.priya)?.phone);
	});
});

describe('create', () => {
	it('answers 201 with the stored record, and twice makes two', async () => {
		const { status, data } = await create({ abha_number: '91-1111-2222-3333' });
		expect([status, data]).toEqual([
			201,
			{
				success: true,
				data: {
					...PATIENT,
					patient_id: expect.stringMatching(/^PAT\d{6}$/) as string,
					abha_number: '91-1111-2222-3333',
					created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
				},
			},
		]);
		const again = await create();
		expect(again.data.data.patient_id).not.toBe(data.data.patient_id);
		expect((await ids()).slice(-2)).toEqual([data.data.patient_id, again.data.data.patient_id]);
	});

	it.each([{ abha_number: '91111122223333' }, { gender: 'Other' }, { date_of_birth: '2000-02-29' }])(
		'takes %j',
		async (change) => {
			const { status, data } = await create(change);
			expect([status, data.data]).toEqual([201, expect.objectContaining(change)]);
		},
	);

	it.each([
		['first_name', undefined],
		['first_name', ''],
		['last_name', 1],
		['date_of_birth', undefined],
		['date_of_birth', '28/02/1990'],
		['date_of_birth', '1990-02-30'],
		['date_of_birth', '1990-02-28T00:00:00Z'],
		['gender', 'm'],
		['gender', 'Male'],
		['gender', undefined],
		['phone', 9811122233],
		['phone', undefined],
		['abha_number', '1234'],
		['abha_number', '123456789012345'],
		['abha_number', '1234-5678-9012-34'],
		['abha_number', 12345678901234],
		['abha_number', null],
		['email', 'a@example.com'],
		['patient_id', 'PAT1'],
	])('refuses %s: %j', async (field, value) => {
		const answer = await create({ [field]: value });
		const [, { message, details }] = refusal(answer);
		expect(blame(answer)).toEqual([400, 'INVALID_REQUEST', field]);
		expect(message).toBe('The request parameters are invalid');
		expect(details?.issue).toContain(field);
		expect(await ids()).toHaveLength(8);
	});
});

describe('switches', () => {
	it('leave the pagination out', async () => {
		client.sandbox.setPagination('missing');
		expect(Object.keys(await list({ limit: 3 }))).toEqual(['patients']);
		expect(await ids({ limit: 3, page: 3 })).toHaveLength(2);
	});

	it('let patients come while a client pages', async () => {
		client.sandbox.addPatientsWhilePaging(2);
		const totals: unknown[] = [];
		for (const page of [1, 2, 3, 4]) totals.push((await list({ page, limit: 3 })).pagination?.total_count);
		expect(totals).toEqual([8, 9, 10, 10]);
		expect((await ids()).slice(0, 8)).toEqual(
			Object.values(client.sandbox.seed.patients).map(({ id }) => id),
		);
	});

	it('list the newest first, so that a page moves on under the client', async () => {
		client.sandbox.setPatientOrder('newestFirst');
		client.sandbox.addPatientsWhilePaging(1);
		const first = await ids({ limit: 4 });
		const second = await ids({ limit: 4, page: 2 });
		expect(first[0]).toBe('PAT100008');
		expect(second[0]).toBe(first[3]);
	});

	it('are back after a reset', async () => {
		client.sandbox.setPagination('missing');
		client.sandbox.setPatientOrder('newestFirst');
		client.sandbox.addPatientsWhilePaging(5);
		client.sandbox.seedPatients(3);
		client.sandbox.reset();
		await list();
		expect((await list()).pagination?.total_count).toBe(8);
		expect((await ids())[0]).toBe('PAT100001');
	});
});
