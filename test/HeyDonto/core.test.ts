import type { IDataObject } from 'n8n-workflow';

import { byId, itemsOf } from '../support/bench';
import { startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

/** What reached the core API, without logins. A login may be kept from another test, and then be refused once. */
const requests = () =>
	bench.vendor.requests.filter(({ path, status }) => path !== '/auth/login' && status !== 401);
const lines = () => requests().map(({ method, path }) => `${method} ${path}`);
const last = () => requests().at(-1)!;
const withCredential = (changes: IDataObject) => ({
	credentials: { heyDontoApi: bench.credential({ siteId: '101', ...changes }) },
});
const run: HeyDontoBench['run'] = async (operation, parameters, options) =>
	await bench.run(operation, parameters, { ...withCredential({}), ...options });

const PDF = Buffer.from('%PDF-1.4 opening hours').toString('base64');
const input = [
	{ json: {}, binary: { data: { data: PDF, mimeType: 'application/pdf', fileName: 'hours.pdf' } } },
];

describe('lists', () => {
	const bySize = { returnAll: false, limit: 3 };

	it('are asked for page by page from 0, as many records as are wanted', async () => {
		const { items } = await run('code.getAll', bySize);
		expect(last()).toMatchObject({ path: '/code', query: { page: '0', pageSize: '3' } });
		expect(items).toHaveLength(3);
	});

	it.each(['paged', 'bare'] as const)(
		'of 130 records come out once each when they are %s',
		async (listShape) => {
			const titles = Array.from({ length: 130 - 3 }, (_, at) => `Kind ${at}`);
			await run('appointmentType.create', { title: '={{ $json.value }}' }, { input: itemsOf(...titles) });
			bench.vendor.requests.length = 0;
			bench.vendor.configure({ listShape });
			const { items } = await run('appointmentType.getAll', { returnAll: true });
			expect(new Set(items.map(({ json }) => json.id)).size).toBe(130);
			expect(requests().map(({ query }) => query.page)).toEqual(listShape === 'paged' ? ['0', '1'] : ['0']);
		},
	);

	it('are sorted as the documentation writes it', async () => {
		const options = { sortBy: 'categoryCode', sortDirection: 'desc' };
		const { items } = await run('code.getAll', { ...bySize, options });
		expect(last().query).toMatchObject({ 'sortBy[0][field]': 'categoryCode', 'sortBy[0][dir]': 'desc' });
		expect(items.map(({ json }) => json.categoryCode)).toEqual(['X5', 'X5', 'X5']);
	});

	it('cannot be sorted in a direction by nothing', async () => {
		const { error } = await run('code.getAll', { ...bySize, options: { sortDirection: 'desc' } });
		expect(error?.message).toContain("'Sort By' is empty");
		expect(bench.vendor.requests).toEqual([]);
	});

	it.each([true, false])(
		'of sites come without the passwords of their software, simplified: %s',
		async (simplify) => {
			const { items } = await run('site.getAll', { returnAll: true, simplify });
			expect(items).toHaveLength(2);
			expect(JSON.stringify(items)).not.toMatch(/cloudUserPassword|cloud phrase/);
			expect(items[0].json).toMatchObject({ id: 101, integrationType: 'PMS' });
		},
	);

	it('of free times carry what is asked for', async () => {
		const from = '={{ $now.toFormat("yyyy-MM-dd") }}';
		const to = '={{ $now.plus({ days: 14 }).toFormat("yyyy-MM-dd") }}';
		const dates = { startDate: from, endDate: to, returnAll: true };
		const filters = { practitionerId: byId(bench.vendor.seed.practitioners.chen.id) };
		const { items } = await run('availability.getAll', {
			...dates,
			filters,
			options: { includeSchedule: true },
		});
		expect(last()).toMatchObject({
			path: '/site/101/availability',
			query: { practitionerId: 'prac-chen', includeSchedule: 'true' },
		});
		expect(items.length).toBeGreaterThan(10);
		expect(items[0].json).toMatchObject({ schedule: { id: 'sched-chen' }, practitioners: null });
	});

	it('of free times refuse days in the wrong order', async () => {
		const { error } = await run('availability.getAll', {
			startDate: '2026-05-02',
			endDate: '2026-05-01',
		});
		expect(error?.message).toContain('The end of the date range is before its start');
		expect(bench.vendor.requests).toEqual([]);
	});
});

describe('the site', () => {
	const other = { options: { siteId: byId('102') } };

	it('is that of the credential', async () => {
		await run('assistant.getAll', { returnAll: true });
		expect(lines()).toEqual(['GET /site/101/assistant']);
	});

	it('is the one in the options before that, in the body too', async () => {
		await run('assistant.create', { assistantName: 'Other Site', ...other });
		expect(last()).toMatchObject({
			path: '/site/102/assistant',
			query: {},
			body: { assistantName: 'Other Site', siteId: 102 },
			status: 201,
		});
	});

	it.each(['assistant.getAll', 'assistant.create'] as const)(
		'is asked for before anything is sent when nobody named one: %s',
		async (operation) => {
			const parameters = { returnAll: true, assistantName: 'Nowhere' };
			const { error } = await run(operation, parameters, withCredential({ siteId: '' }));
			expect(error?.message).toBe('It is not known which site is meant [item 0]');
			expect(error?.description).toContain("Enter 'Site ID' in the credential");
			expect(bench.vendor.requests).toEqual([]);
		},
	);

	it('of the credential must be an ID', async () => {
		const { error } = await run('assistant.getAll', { returnAll: true }, withCredential({ siteId: 'main' }));
		expect(error?.message).toContain("'Site ID' of the credential is not an ID");
		expect(bench.vendor.requests).toEqual([]);
	});
});

describe('updates erase nothing that was not filled in', () => {
	it('of an appointment type', async () => {
		const { id } = bench.vendor.seed.core.appointmentTypes.cleaning;
		const updateFields = { isEnabled: false };
		const { items } = await run('appointmentType.update', {
			appointmentTypeId: byId(id),
			updateFields,
		});
		expect(lines()).toEqual(['GET /appointment-type', `PUT /appointment-type/${id}`]);
		expect(last()).toMatchObject({ body: { id, title: 'Cleaning', isEnabled: false }, status: 200 });
		expect(items[0].json).toMatchObject({ id, title: 'Cleaning', isEnabled: false });
	});

	it('of an appointment type at the address without an ID, should HeyDonto have that one', async () => {
		const { id } = bench.vendor.seed.core.appointmentTypes.cleaning;
		bench.vendor.configure({ appointmentTypeId: 'body' });
		const pathOverrides = '{ "/appointment-type/{appointmentTypeId}": "/appointment-type" }';
		const parameters = { appointmentTypeId: byId(id), updateFields: { title: 'Deep Cleaning' } };
		const { error } = await run('appointmentType.update', parameters, withCredential({ pathOverrides }));
		expect(error?.message).toBeUndefined();
		expect(last()).toMatchObject({
			path: '/appointment-type',
			query: {},
			body: { id, title: 'Deep Cleaning', isEnabled: true },
		});
	});

	it('of an appointment type that is not there', async () => {
		const parameters = { appointmentTypeId: byId('4040'), updateFields: { title: 'Nothing' } };
		const { error } = await run('appointmentType.update', parameters);
		expect(error).toMatchObject({ httpCode: '404', message: expect.stringContaining('[item 0]') });
		expect(lines()).toEqual(['GET /appointment-type']);
	});

	it('of an assistant', async () => {
		const { id } = bench.vendor.seed.core.assistant;
		const parameters = { siteAssistantId: byId(id), updateFields: { assistantName: 'Reception' } };
		const { items } = await run('assistant.update', parameters);
		const assistant = {
			id,
			siteId: 101,
			assistantName: 'Reception',
			assistantInstructions: 'Answer questions about opening hours.',
		};
		expect(last()).toMatchObject({ method: 'PUT', path: `/site/101/assistant/${id}`, body: assistant });
		expect(items[0].json).toMatchObject(assistant);
	});
});

describe('an address that HeyDonto told', () => {
	it('takes the place of ours', async () => {
		const pathOverrides = '{ "/dental-practices": "/dental-service" }';
		const { items } = await run(
			'dentalPractice.getAll',
			{ returnAll: true },
			withCredential({ pathOverrides }),
		);
		expect(lines()).toEqual(['GET /dental-service']);
		expect(items).toHaveLength(3);
	});

	it('must be written as JSON', async () => {
		const credential = withCredential({ pathOverrides: '/dental-practice' });
		const { error } = await run('dentalPractice.getAll', { returnAll: true }, credential);
		expect(error?.message).toContain("'Path Overrides' of the credential is not a JSON object");
		expect(bench.vendor.requests).toEqual([]);
	});
});

describe('files', () => {
	const file = { siteAssistantId: byId(111), binaryPropertyName: 'data' };

	it('go to an assistant whole, described in the address', async () => {
		const additionalFields = { description: 'When we are open' };
		const { items } = await run('assistant.uploadFile', { ...file, additionalFields }, { input });
		expect(last()).toMatchObject({
			path: '/site/101/assistant/111/files',
			query: { description: 'When we are open' },
			status: 201,
		});
		expect(items[0].json).toMatchObject({ name: 'hours.pdf', contentType: 'application/pdf', size: 22 });
		expect(bench.vendor.uploads()).toHaveLength(1);
	});

	it('that are empty are refused', async () => {
		const empty = [{ json: {}, binary: { data: { ...input[0].binary.data, data: '' } } }];
		const { error } = await run('assistant.uploadFile', file, { input: empty });
		expect(error?.message).toContain("The file in 'Input Binary Field' is empty");
		expect(bench.vendor.requests).toEqual([]);
	});
});

describe('a new site', () => {
	const site = {
		name: 'Lakeshore Dental Wilmette',
		street: '7 Juniper Crossing',
		city: 'Wilmette',
		zipCode: '60091',
		googlePlaceId: 'ChIJwilmette',
		clientAccountId: byId(1),
		organizationId: byId(11),
		brandId: byId(21),
		practiceManagementSystemId: byId(31),
		integrationType: 'CUSTOM',
		dentalServiceIds: [41, 42],
		dentalPracticeIds: '51, 52',
	};

	it('has its address in one object and the IDs of what it offers as text', async () => {
		const additionalFields = {
			address: '{ "lat": 42.07, "city": "Elsewhere" }',
			cloudUserPassword: 'hush-hush',
		};
		const { items, error } = await run('site.create', { ...site, additionalFields });
		expect(error?.message).toBeUndefined();
		expect(last().body).toEqual({
			name: 'Lakeshore Dental Wilmette',
			address: { lat: 42.07, street: '7 Juniper Crossing', city: 'Wilmette', zipCode: '60091' },
			googlePlaceId: 'ChIJwilmette',
			clientAccountId: 1,
			organizationId: 11,
			brandId: 21,
			practiceManagementSystemId: 31,
			integrationType: 'CUSTOM',
			dentalServiceIds: ['41', '42'],
			dentalPracticeIds: ['51', '52'],
			cloudUserPassword: 'hush-hush',
		});
		expect(items[0].json).toMatchObject({ name: site.name, isSyncActive: false });
		expect(JSON.stringify(items)).not.toContain('hush-hush');
	});

	it('is refused when more of its address is no object', async () => {
		const { error } = await run('site.create', { ...site, additionalFields: { address: '[42.07]' } });
		expect(error?.message).toContain("'More of the Address (JSON)' is not a JSON object");
		expect(bench.vendor.requests).toEqual([]);
	});
});

describe('periomeasures', () => {
	const measure = {
		patientId: byId('4701'),
		practitionerId: byId('4702'),
		perioExamNum: 5,
		perioMeasureNum: 9,
		sequenceType: '2',
		intTooth: 14,
		toothValue: -1,
		mBvalue: 105,
		bvalue: 2,
		dBvalue: 3,
		mLvalue: -1,
		lvalue: 0,
		dLvalue: 19,
	};

	it('are stored with numbers, and with the site', async () => {
		const { error } = await run('perioMeasure.create', measure);
		expect(error?.message).toBeUndefined();
		expect(last()).toMatchObject({ path: '/site/101/periomeasure', status: 201 });
		expect(last().body).toEqual({
			...measure,
			patientId: 4701,
			practitionerId: 4702,
			sequenceType: 2,
			siteId: 101,
		});
	});

	it.each([-2, 20, 99])('of %d do not exist', async (mBvalue) => {
		const { error } = await run('perioMeasure.create', { ...measure, mBvalue });
		expect(error?.message).toContain("'Mesial Buccal Value'");
		expect(bench.vendor.requests).toEqual([]);
	});

	it('of a patient and of an examination are picked from those of the site', async () => {
		const others = { patientId: byId('4801'), perioExamNum: 6 };
		await run('perioMeasure.create', { ...measure, ...others });
		const pick = async (filters: IDataObject) => {
			const { items } = await run('perioMeasure.getAll', { returnAll: true, filters });
			return items.map(({ json }) => [json.patientId, json.perioExamNum]);
		};
		expect(await pick({ patientId: byId('4801') })).toEqual([[4801, 6]]);
		expect(await pick({ perioExamNum: 5 })).toEqual([[4701, 5]]);
		expect(await pick({ patientId: byId('4801'), perioExamNum: 5 })).toEqual([]);
		expect(await pick({})).toHaveLength(2);
		expect(last().query).toEqual({});
	});
});
