import { refusal, useSandbox } from './client';

const client = useSandbox();
const root = async (path: string) =>
	await client.bare.get(`/api/v1${path}`, { headers: { 'X-Api-Key': client.sandbox.credentials.apiKey } });

describe('context', () => {
	it('says which practice and archive the key is for', async () => {
		const { status, data } = await root('/me');
		expect([status, data.status]).toEqual([200, 'success']);
		expect(data.data).toMatchObject({ practiceId: 101, archiveId: 201 });
		expect(data.data).toHaveProperty('ownerEmail');
	});

	it('reads the practice at one of two paths', async () => {
		expect((await root('/practices')).data).toMatchObject({ status: 'success', data: { id: 101 } });
		expect(refusal(await root('/practices/101'))).toEqual([404, 'Not found']);
		client.sandbox.setPracticePath('withId');
		expect(refusal(await root('/practices'))).toEqual([404, 'Not found']);
		expect((await root('/practices/101')).data.data.id).toBe(101);
		expect(refusal(await root('/practices/102'))).toEqual([403, 'Access denied']);
	});
});

describe.each([
	['/accounts', 3],
	['/appointment-booking-reasons', 2],
	['/chairs', 3],
	['/colors', 3],
	['/operators', 3],
	['/payment-types', 3],
	['/specialties', 2],
	['/custom-object-fields', 4],
])('%s', (path, count) => {
	it('is a counted list', async () => {
		const { status, data } = await client.api.get(path);
		expect([status, data.status, data.count]).toEqual([200, 'success', count]);
		expect(data.data).toHaveLength(count);
	});

	it('takes no unknown parameter', async () => {
		expect(refusal(await client.api.get(`${path}?foo=1`))).toEqual([
			400,
			'foo is not a known query parameter',
		]);
	});
});

it('booking reasons have numbers as text', async () => {
	expect((await client.api.get('/appointment-booking-reasons')).data.data[1]).toMatchObject({
		duration: '60',
		sequenceNumber: '2',
		price: '125.12',
	});
});

it('operators are filtered', async () => {
	const ids = async (params: object) =>
		(await client.api.get('/operators', { params })).data.data.map(
			({ id }: { id: number }) => id,
		) as number[];
	expect(await ids({ ignoreDeleted: true })).toEqual([11, 12]);
	expect(await ids({ ignoreDeleted: false })).toEqual([11, 12, 13]);
	expect(await ids({ italianFiscalCode: 'GLLSFN75C12F205K' })).toEqual([12]);
	const answer = await client.api.get('/operators?ignoreDeleted=1');
	expect(refusal(answer)).toEqual([400, 'ignoreDeleted must be true or false']);
});

describe('custom object fields', () => {
	const field = { objectType: 'patient', label: 'Height', technicalName: 'height', type: 'single_line_text' };
	const create = async (change: object = {}) =>
		await client.api.post('/custom-object-fields', { ...field, ...change });

	it('are filtered by the object type in the path', async () => {
		expect((await client.api.get('/custom-object-fields/care_plan')).data.data).toEqual([
			expect.objectContaining({ id: 6004 }),
		]);
		expect(refusal(await client.api.get('/custom-object-fields/bill'))).toEqual([
			400,
			'objectType must be one of patient, care_plan',
		]);
	});

	it('can be used as soon as they are created', async () => {
		const patient = { firstName: 'A', lastName: 'B', _height: '180' };
		expect((await client.api.post('/patients', patient)).status).toBe(400);
		const { status, data } = await create();
		expect([status, data.data]).toEqual([200, { ...field, choices: [], id: expect.any(Number) as number }]);
		expect((await client.api.post('/patients', patient)).data.data._height).toBe('180');
		expect((await create({ type: 'dropdown', technicalName: 'size', choices: ['s', 'l'] })).status).toBe(200);
		expect((await client.api.post('/patients', { ...patient, _size: 'm' })).status).toBe(400);
		expect((await client.api.post('/patients', { ...patient, _size: 'l' })).status).toBe(200);
	});

	it.each([
		[{ label: undefined }, 'label is required'],
		[{ objectType: 'bill' }, 'objectType must be one of patient, care_plan'],
		[{ type: 'number' }, 'type must be one of single_line_text, single_checkbox, dropdown'],
		[{ type: 'dropdown' }, 'choices is required'],
		[{ type: 'dropdown', choices: [1] }, 'choices.0 must be string'],
		[{ technicalName: 'anxiety' }, 'technicalName anxiety is already used'],
		[{ required: true }, 'required is not a known field'],
	])('refuse %j', async (change, message) => {
		expect(refusal(await create(change))).toEqual([400, message]);
	});
});

describe('care plans', () => {
	it('come as an object, with codes by tooth', async () => {
		expect((await client.api.get('/care-plans/3001')).data).toEqual({
			status: 'success',
			data: {
				id: 3001,
				patientId: 1001,
				name: 'Piano di cura 1',
				state: 'open',
				deleted: false,
				schemeCodes: {
					16: [{ code: 'OTT', name: 'Otturazione', done: false }],
					general: [{ code: 'IGI', name: 'Igiene orale', done: true }],
				},
			},
		});
		expect(refusal(await client.api.get('/care-plans/1'))).toEqual([404, 'Care plan not found']);
	});

	it('say as a text whether they are signed', async () => {
		const status = async (id: number) =>
			(await client.api.get(`/care-plans/${id}/signature-status`)).data as object;
		expect(await status(3001)).toEqual({ status: 'success', isSigned: 'false' });
		expect(await status(3002)).toEqual({ status: 'success', isSigned: 'true' });
	});

	it('have entries', async () => {
		const { data } = await client.api.get('/care-plans/3003/care-plan-entries/3103');
		expect(data).toMatchObject({ status: 'success', data: { id: 3103, price: 650.5 } });
		expect(refusal(await client.api.get('/care-plans/3001/care-plan-entries/3103'))).toEqual([
			404,
			'Care plan entry not found',
		]);
	});

	it('of a patient are a bare list', async () => {
		const { data } = await client.api.get('/patients/1001/care-plans');
		expect(data.map(({ id }: { id: number }) => id)).toEqual([3001, 3002]);
		expect((await client.api.get('/patients/1/care-plans')).status).toBe(404);
	});
});
