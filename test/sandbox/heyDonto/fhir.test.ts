import { refusal, outcome, useHeyDonto } from './client';

const client = useHeyDonto();
const PATIENT = { resourceType: 'Patient', name: [{ family: 'Quill', given: ['Jo'] }], gender: 'unknown' };
const BASES = ['/fhir', '/site/101/fhir'];

describe.each(BASES)('%s', (base) => {
	it('creates, reads, changes, deletes and remembers', async () => {
		const { api, sandbox } = client;
		const created = await api.post(`${base}/patient`, PATIENT);
		const { id } = created.data as { id: string };
		expect([created.status, created.data]).toMatchObject([201, PATIENT]);
		expect(created.headers).toMatchObject({
			'content-type': 'application/fhir+json; charset=utf-8',
			etag: 'W/"1"',
			location: `${sandbox.origin}${base}/patient/${id}/_history/1`,
			'last-modified': new Date(String(created.data.meta.lastUpdated)).toUTCString(),
		});

		const one = `${base}/patient/${id}`;
		const read = await api.get(one);
		expect([read.status, read.data, read.headers.etag]).toEqual([200, created.data, 'W/"1"']);

		const body = { ...PATIENT, id, active: false };
		const changed = await api.put(one, body, { headers: { 'If-Match': 'W/"1"' } });
		expect([changed.status, changed.headers.etag]).toEqual([200, 'W/"2"']);
		expect(outcome(await api.put(one, body, { headers: { 'If-Match': 'W/"1"' } }))[0]).toBe(412);

		expect(outcome(await api.delete(one))).toEqual([200, 'All OK']);
		expect(outcome(await api.get(one))[0]).toBe(410);
		const { data: history } = await api.get(`${one}/history`);
		expect(history.entry.map(({ request }: { request: { method: string } }) => request.method)).toEqual([
			'DELETE',
			'PUT',
			'POST',
		]);
		expect(history.entry[0].fullUrl).toBe(sandbox.origin + one);
	});

	it('searches, page by page, with links of its own', async () => {
		const { api, sandbox } = client;
		const { status, data } = await api.get(`${base}/patient`);
		expect([status, data.type, data.total, data.entry.length]).toEqual([200, 'searchset', 30, 20]);
		expect(data.entry[0]).toMatchObject({
			fullUrl: `${sandbox.origin}${base}/patient/pt-1001`,
			search: { mode: 'match' },
		});
		const { url } = data.link.find(({ relation }: { relation: string }) => relation === 'next') as {
			url: string;
		};
		expect(url.startsWith(`${sandbox.origin}${base}/patient?_page_token=`)).toBe(true);
		expect((await api.get(url)).data.entry).toHaveLength(10);
		expect(outcome(await api.get(`${base}/patient?colour=red`))[0]).toBe(400);
		const family = encodeURIComponent('Núñez');
		expect((await api.get(`${base}/patient?family:exact=${family}`)).data.total).toBe(1);
	});

	it('executes a Bundle that is posted to the base, and stores one that is posted to /bundle', async () => {
		const { api } = client;
		const bundle = {
			resourceType: 'Bundle',
			type: 'transaction',
			entry: [{ resource: PATIENT, request: { method: 'POST', url: 'Patient' } }],
		};
		const executed = await api.post(base, bundle);
		expect([executed.status, executed.data.type]).toEqual([200, 'transaction-response']);
		expect((await api.get(`${base}/patient?family=quill`)).data.total).toBe(1);
		const stored = await api.post(`${base}/bundle`, bundle);
		expect([stored.status, stored.data]).toMatchObject([201, { type: 'transaction' }]);
		expect((await api.get(`${base}/patient?family=quill`)).data.total).toBe(1);
		expect((await api.get(`${base}/bundle`)).data.total).toBe(1);
	});
});

it('keeps each site to itself, and the main one under /fhir too', async () => {
	const { api } = client;
	const total = async (base: string) =>
		(await api.get(`${base}/patient?family=johnson`)).data.total as number;
	expect(await Promise.all([...BASES, '/site/102/fhir'].map(total))).toEqual([3, 3, 1]);
	const { data } = await api.post('/site/102/fhir/patient', PATIENT);
	expect((await api.get(`/site/102/fhir/patient/${data.id}`)).status).toBe(200);
	expect((await api.get(`/fhir/patient/${data.id}`)).status).toBe(404);
	expect(refusal(await api.get('/site/999/fhir/patient'))).toEqual([404, 'Site not found']);
});

it.each([
	['GET', '/fhir/Patient'],
	['GET', '/fhir/patients'],
	['GET', '/fhir/allergyintolerance'],
	['GET', '/fhir/encounter'],
	['GET', '/fhir/Endpoint'],
	['GET', '/fhir/end-point'],
	['GET', '/fhir/metadata'],
	['GET', '/fhir'],
	['GET', '/fhir/patient/'],
	['GET', '/fhir/patient/pt-1001%2F_history'],
	['GET', '/fhir/patient/pt_1001'],
	['GET', '/fhir/patient/pt-1001/_history'],
	['GET', '/fhir/patient/pt-1001/history/1'],
	['POST', '/fhir/patient/_search'],
	['POST', '/fhir/patient/pt-1001'],
	['PUT', '/fhir/patient?identifier=1'],
	['DELETE', '/fhir/patient'],
	['PATCH', '/fhir/patient/pt-1001'],
])('%s %s is not there', async (method, url) => {
	const answer = await client.api.request({ method, url, data: method === 'GET' ? undefined : PATIENT });
	expect(refusal(answer)).toEqual([404, `Cannot ${method} ${url.split('?')[0]}`]);
});

it('takes both JSON types and no other, and only a resource', async () => {
	const { api } = client;
	const send = async (text: string, type: string) =>
		await api.post('/fhir/patient', Buffer.from(text), { headers: { 'Content-Type': type } });
	const text = JSON.stringify(PATIENT);
	for (const type of ['application/json', 'application/fhir+json; charset=utf-8']) {
		expect((await send(text, type)).status).toBe(201);
	}
	for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
		expect(outcome(await send(text, type))[0]).toBe(415);
	}
	for (const wrong of ['', '{"resourceType":', '[]', 'null', '"x"']) {
		expect(outcome(await send(wrong, 'application/json'))[0]).toBe(400);
	}
	expect(outcome(await api.post('/fhir/patient?_pretty=true', PATIENT))[0]).toBe(400);
	expect(outcome(await api.get('/fhir/patient/pt-1001?_elements=name'))[0]).toBe(400);
	expect(outcome(await api.post('/fhir/person', PATIENT))[0]).toBe(400);
});

it('says where a resource is not valid', async () => {
	const { status, data } = await client.api.post('/fhir/patient', { ...PATIENT, birthDate: '1.2.1990' });
	expect([status, data.issue[0]]).toMatchObject([
		400,
		{ code: 'structure', expression: ['Patient.birthDate'] },
	]);
});

it('creates once by If-None-Exist', async () => {
	const create = async (criteria: string) =>
		(await client.api.post('/fhir/patient', PATIENT, { headers: { 'If-None-Exist': criteria } })).status;
	expect(await create('family=quill')).toBe(201);
	expect(await create('family=quill')).toBe(200);
	expect(await create('family=johnson')).toBe(412);
	expect(await create('')).toBe(400);
});

it('gives a Binary as JSON, or as the file that it is', async () => {
	const { api, sandbox } = client;
	const { id, contentType } = sandbox.seed.binary;
	const get = async (Accept: string) =>
		await api.get(`/fhir/binary/${id}`, { headers: { Accept }, responseType: 'text', transformResponse: [] });
	for (const accept of ['*/*', 'application/fhir+json', 'application/json, text/plain, */*']) {
		const { headers, data } = await get(accept);
		expect(headers['content-type']).toContain('application/fhir+json');
		expect(JSON.parse(data as string)).toMatchObject({ resourceType: 'Binary', contentType });
	}
	const { headers, data } = await get('application/pdf');
	expect(headers['content-type']).toBe('application/pdf');
	expect(data).toMatch(/^%PDF-1\.4\n/);

	const made = await api.post('/fhir/binary', {
		resourceType: 'Binary',
		contentType: 'text/plain',
		data: 'SGk=',
	});
	const file = await api.get(`/fhir/binary/${made.data.id}`, { headers: { Accept: 'text/plain' } });
	expect([made.status, file.data]).toEqual([201, 'Hi']);
	expect((await api.get('/fhir/binary')).data.total).toBe(2);
});

it('takes files larger than a text may be, as Base64 only', async () => {
	const { api } = client;
	const data = Buffer.alloc(3_000_000, 'xyz').toString('base64');
	const send = async (body: object) =>
		await api.post('/fhir/binary', { resourceType: 'Binary', contentType: 'text/plain', ...body });
	const { status, data: made } = await send({ data });
	expect([status, made.data.length]).toEqual([201, data.length]);
	const file = await api.get(`/fhir/binary/${made.id}`, { headers: { Accept: 'text/plain' } });
	expect(file.data).toHaveLength(3_000_000);
	expect(outcome(await send({ data: `${data}!` }))[0]).toBe(400);
	expect(outcome(await send({ language: 'x'.repeat(1_100_000) }))[0]).toBe(400);
	const content = [{ attachment: { contentType: 'text/plain', data } }];
	const document = { resourceType: 'DocumentReference', status: 'current', content };
	expect((await api.post('/fhir/document-reference', document)).status).toBe(201);
});

describe('switches', () => {
	it('take types as FHIR writes them', async () => {
		const { api, sandbox } = client;
		sandbox.configure({ pathStyle: 'pascal' });
		const { data } = await api.get('/fhir/AllergyIntolerance');
		expect([data.total, data.entry[0].fullUrl]).toEqual([
			3,
			`${sandbox.origin}/fhir/AllergyIntolerance/allergy-penicillin`,
		]);
		expect((await api.get('/fhir/allergy-intolerance')).status).toBe(404);
	});

	it('take FHIR’s own word for the history', async () => {
		client.sandbox.configure({ historySegment: '_history' });
		expect((await client.api.get('/fhir/patient/pt-1001/_history')).data.total).toBe(1);
		expect((await client.api.get('/fhir/patient/pt-1001/history')).status).toBe(404);
	});

	it('answer a deletion with nothing', async () => {
		client.sandbox.configure({ deleteAnswer: 'empty' });
		const { status, data } = await client.api.delete('/fhir/patient/pt-1001');
		expect([status, data]).toEqual([204, '']);
		expect((await client.api.delete('/fhir/patient/pt-1001')).status).toBe(410);
	});

	it('lead to another host, or round in a circle, and count nothing', async () => {
		const { api, sandbox } = client;
		const page = async () => {
			const { data } = await api.get('/fhir/patient?_count=5');
			const links = data.link as Array<{ relation: string; url: string }>;
			const url = (relation: string) => links.find((link) => link.relation === relation)?.url;
			return { total: data.total as number | undefined, self: url('self'), next: url('next') };
		};
		sandbox.configure({ nextLink: 'foreign', total: 'absent' });
		const foreign = await page();
		expect(foreign.total).toBeUndefined();
		expect(foreign.self?.startsWith(sandbox.origin)).toBe(true);
		expect(foreign.next).toMatch(/^http:\/\/localhost:\d+\/fhir\/patient\?_count=5&_page_token=\S+$/);
		sandbox.configure({ nextLink: 'repeated', total: 'present' });
		const repeated = await page();
		expect([repeated.total, repeated.next]).toEqual([30, repeated.self]);
	});
});

it('stamps writes with a clock that can be wrong', async () => {
	client.sandbox.setClockSkew(3_600_000);
	const { data } = await client.api.post('/fhir/patient', PATIENT);
	expect(Date.parse(String(data.meta.lastUpdated)) - Date.now()).toBeGreaterThan(3_500_000);
});
