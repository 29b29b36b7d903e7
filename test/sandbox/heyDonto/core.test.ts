import { createHash } from 'node:crypto';

import type { AxiosResponse } from 'axios';

import { blame, refusal, useHeyDonto } from './client';

const client = useHeyDonto();
const row = {
	id: expect.any(Number) as number,
	createdAt: expect.any(String) as string,
	updatedAt: expect.any(String) as string,
};

describe('appointment types', () => {
	it('are created and changed', async () => {
		const { status, data } = await client.api.post('/appointment-type', { title: 'Whitening' });
		expect([status, data]).toEqual([201, { ...row, title: 'Whitening', isEnabled: true }]);
		const { id } = data as { id: number };
		const changed = await client.api.put(`/appointment-type/${id}`, {
			id,
			title: 'Bleaching',
			isEnabled: false,
		});
		expect([changed.status, changed.data]).toEqual([
			200,
			{ ...row, id, title: 'Bleaching', isEnabled: false },
		]);
		expect((await client.api.get('/appointment-type')).data.data).toContainEqual(changed.data);
		expect(blame(await client.api.put(`/appointment-type/${id}`, { id: 61, title: 'A' }))).toEqual([
			400,
			'id',
		]);
		expect(refusal(await client.api.put('/appointment-type/9', { title: 'A' }))[0]).toBe(404);
		expect(refusal(await client.api.put('/appointment-type', { id, title: 'A' }))[0]).toBe(404);
	});

	it('are changed by an id in the body when told', async () => {
		client.sandbox.configure({ appointmentTypeId: 'body' });
		const { status, data } = await client.api.put('/appointment-type', { id: 61, title: 'Recall' });
		expect([status, data]).toMatchObject([200, { id: 61, title: 'Recall' }]);
		expect(blame(await client.api.put('/appointment-type', { title: 'A' }))).toEqual([400, 'id']);
		expect(refusal(await client.api.put('/appointment-type/61', { title: 'A' }))[0]).toBe(404);
	});

	it.each([
		['title', {}],
		['title', { title: '' }],
		['title', { title: 7 }],
		['isEnabled', { title: 'A', isEnabled: 'yes' }],
		['colour', { title: 'A', colour: 'red' }],
		['id', { id: 5, title: 'A' }],
	])('are refused for their %s: %j', async (field, body) => {
		const answer = await client.api.post('/appointment-type', body);
		expect(blame(answer)).toEqual([400, field]);
		expect(answer.data.error).toBe('Bad Request');
	});
});

describe('brands', () => {
	it('belong to an organization, an old one or a new one', async () => {
		const { status, data } = await client.api.post('/brands', { title: 'Bright', organizationId: 12 });
		expect([status, data]).toMatchObject([
			201,
			{ title: 'Bright', organizationId: 12, clientAccount: { id: 1 } },
		]);
		const added = await client.api.post('/brands', {
			title: 'Fresh',
			isAddingNewOrganization: true,
			organizationTitle: 'Fresh Group',
		});
		const { data: organizations } = await client.api.get('/organization?title=fresh group');
		expect(organizations.data).toEqual([expect.objectContaining({ id: added.data.organizationId })]);
		expect(blame(await client.api.post('/brands', { title: 'A', organizationId: 99 }))).toEqual([
			400,
			'organizationId',
		]);
	});
});

describe('organizations', () => {
	it('are deleted', async () => {
		expect((await client.api.delete('/organization/13')).status).toBe(200);
		expect((await client.api.get('/organization')).data.meta.total).toBe(2);
		expect(refusal(await client.api.delete('/organization/13'))[0]).toBe(404);
	});
});

describe('sites', () => {
	const SITE = {
		name: 'Lakeshore Dental Skokie',
		address: { street: '1 Main', city: 'Skokie', zipCode: '60076', lat: 42.03 },
		googlePlaceId: 'place-1',
		clientAccountId: 1,
		organizationId: 11,
		brandId: 21,
		practiceManagementSystemId: 31,
		integrationType: 'PMS',
		dentalServiceIds: ['41'],
		dentalPracticeIds: ['51'],
	};

	it('are created with an empty FHIR store, and tell the password as the documentation says', async () => {
		const { status, data } = await client.api.post('/site', {
			...SITE,
			cloudUserName: 'u',
			cloudUserPassword: 'very secret',
		});
		expect([status, data]).toMatchObject([201, { ...SITE, ...row, isSyncActive: false, deletedAt: null }]);
		expect(data.cloudUserPassword).toBe('very secret');
		expect((await client.api.get(`/site/${data.id}/fhir/patient`)).data.total).toBe(0);
	});

	it.each([
		['name', { name: undefined }],
		['address', { address: 'Main Street' }],
		['street', { address: { city: 'A', zipCode: '1' } }],
		['organizationId', { organizationId: '11' }],
		['organizationId', { organizationId: 99 }],
		['brandId', { brandId: undefined }],
		['integrationType', { integrationType: 'OTHER' }],
		['dentalServiceIds', { dentalServiceIds: 41 }],
		['dentalServiceIds.0', { dentalServiceIds: [41] }],
		['clientAccountId', { clientAccountId: 0 }],
		['fax', { fax: '1' }],
	])('are refused for their %s: %j', async (field, change) => {
		expect(blame(await client.api.post('/site', { ...SITE, ...change }))).toEqual([400, field]);
		expect((await client.api.get('/site')).data.meta.total).toBe(2);
	});
});

describe('assistants', () => {
	const PATH = '/site/101/assistant';

	it('are created, read, changed and deleted', async () => {
		const body = { siteId: 101, assistantName: 'Night', assistantInstructions: 'Be kind.' };
		const { status, data } = await client.api.post(PATH, body);
		expect([status, data]).toEqual([201, { ...row, ...body, files: [] }]);
		const one = `${PATH}/${data.id}`;
		expect((await client.api.get(PATH)).data).toHaveLength(4);
		expect((await client.api.put(one, { siteId: 101, assistantName: 'Day' })).data).toMatchObject({
			assistantName: 'Day',
			assistantInstructions: 'Be kind.',
		});
		expect((await client.api.get(one)).data.assistantName).toBe('Day');
		const { id } = data as { id: number };
		expect((await client.api.put(one, { ...body, id })).data).toMatchObject(body);
		expect(blame(await client.api.put(one, { ...body, id: 111 }))).toEqual([400, 'id']);
		const removed = await client.api.delete(one);
		expect([removed.status, removed.data]).toEqual([200, '']);
		expect(refusal(await client.api.get(one))[0]).toBe(404);
		expect((await client.api.get('/site/102/assistant')).data).toEqual([]);
	});

	it.each([
		['siteId', { assistantName: 'A' }],
		['siteId', { siteId: '101' }],
		['siteId', { siteId: 102 }],
		['assistantName', { siteId: 101, assistantName: 5 }],
		['name', { siteId: 101, name: 'A' }],
	])('are refused for their %s: %j', async (field, body) => {
		expect(blame(await client.api.post(PATH, body))).toEqual([400, field]);
	});

	it('are of a site that is there', async () => {
		expect(refusal(await client.api.get('/site/999/assistant'))).toEqual([404, 'Site not found']);
		expect(refusal(await client.api.get('/site/102/assistant/111'))[0]).toBe(404);
	});

	describe('files', () => {
		const upload = async (
			parts: Record<string, Blob | string>,
			path = `${PATH}/111/files?description=Prices`,
		) => {
			const form = new FormData();
			for (const [name, part] of Object.entries(parts)) {
				if (typeof part === 'string') form.append(name, part);
				else form.append(name, part, 'prices.txt');
			}
			return (await client.api.post(path, form)) as AxiosResponse;
		};

		it('are taken as one part', async () => {
			const bytes = Buffer.alloc(300_000, 'x');
			const { status, data } = await upload({ file: new Blob([bytes], { type: 'text/plain' }) });
			expect([status, data]).toEqual([
				201,
				{
					id: expect.any(Number) as number,
					name: 'prices.txt',
					contentType: 'text/plain',
					size: bytes.length,
					description: 'Prices',
				},
			]);
			expect((await client.api.get(`${PATH}/111`)).data.files).toEqual([data]);
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			expect(client.sandbox.uploads()).toEqual([{ ...(data as object), sha256 }]);
		});

		it('are refused any other way', async () => {
			const file = new Blob(['x']);
			expect(blame(await upload({ document: file }))).toEqual([400, 'document']);
			expect(blame(await upload({ file: 'text' }))).toEqual([400, 'file']);
			expect(blame(await upload({}))).toEqual([400, 'file']);
			expect(blame(await upload({ file }, `${PATH}/111/files?name=a`))).toEqual([400, 'name']);
			expect(refusal(await upload({ file }, `${PATH}/1/files`))[0]).toBe(404);
			expect(refusal(await client.api.post(`${PATH}/111/files`, { file: 'x' }))[0]).toBe(415);
			expect(client.sandbox.uploads()).toEqual([]);
		});
	});
});

describe('periodontal measures', () => {
	const PATH = '/site/101/periomeasure';
	const MEASURE = {
		siteId: 101,
		patientId: 17,
		practitionerId: 18,
		perioMeasureNum: 2,
		perioExamNum: 1,
		sequenceType: 4,
		intTooth: 3,
		toothValue: -1,
		mBvalue: 5,
		bvalue: 2,
		dBvalue: 3,
		mLvalue: 4,
		lvalue: 2,
		dLvalue: -1,
	};

	it('are created and listed without an envelope', async () => {
		const { status, data } = await client.api.post(PATH, MEASURE);
		expect([status, data]).toEqual([201, { ...row, ...MEASURE }]);
		expect((await client.api.get(PATH)).data).toEqual([expect.objectContaining({ id: 121 }), data]);
		expect(blame(await client.api.get(`${PATH}?patientId=17`))).toEqual([400, 'patientId']);
		expect((await client.api.get('/site/102/periomeasure')).data).toEqual([]);
	});

	it.each([
		['sequenceType', 8],
		['intTooth', 0],
		['intTooth', 33],
		['intTooth', '3'],
		['toothValue', 20],
		['toothValue', -2],
		['bvalue', 2.5],
		['secDateTEntry', '2024-05-01'],
		['patientId', null],
		['patientId', 'pt-1001'],
		['siteId', 102],
		['lvalue', undefined],
		['colour', 'red'],
	])('are refused for %s: %j', async (field, value) => {
		expect(blame(await client.api.post(PATH, { ...MEASURE, [field]: value }))).toEqual([400, field]);
	});
});

describe('availability', () => {
	type Free = {
		scheduleId: string;
		start: string;
		schedule: unknown;
		practitioners: unknown;
		locations: unknown;
	};
	const days = { startDate: '2000-01-01', endDate: '2100-01-01' };
	const free = async (params: object = {}) =>
		(await client.api.get('/site/101/availability', { params: { ...days, ...params } })).data.data as Free[];

	it('is what is free in the FHIR store', async () => {
		const all = await free();
		expect(all).toHaveLength(98);
		expect(all[0]).toMatchObject({
			scheduleId: 'sched-chen',
			schedule: null,
			practitioners: null,
			locations: null,
		});
		const { data: slot } = await client.api.get(`/fhir/slot/${client.sandbox.seed.slots.free.id}`);
		expect(all.map(({ start }) => start)).toContain(slot.start);
		await client.api.put(`/fhir/slot/${slot.id}`, { ...slot, status: 'busy' });
		expect(await free()).toHaveLength(97);
		const day = String(slot.start).slice(0, 10);
		// Chen had five that day, of which two are gone now.
		expect(await free({ startDate: day, endDate: day, practitionerId: 'prac-chen' })).toHaveLength(3);
		expect(await free({ practitionerId: 'prac-brooks' })).toEqual([]);
	});

	it('brings the records along that it is asked for', async () => {
		const [one] = await free({ includeSchedule: true, includePractitioner: true, includeLocation: true });
		expect(one).toMatchObject({
			schedule: { resourceType: 'Schedule', id: 'sched-chen' },
			practitioners: [{ resourceType: 'Practitioner', id: 'prac-chen' }],
			locations: [{ resourceType: 'Location', id: 'loc-evanston' }],
		});
	});

	it.each([
		['startDate', { startDate: undefined }],
		['endDate', { endDate: undefined }],
		['startDate', { startDate: '2024-02-30' }],
		['endDate', { endDate: '1999-12-31' }],
		['includeSchedule', { includeSchedule: 1 }],
		['page', { page: 0 }],
	])('is refused for %s: %j', async (field, change) => {
		const params = { ...days, ...change };
		expect(blame(await client.api.get('/site/101/availability', { params }))).toEqual([400, field]);
	});
});
