import { failure, sleep, useSandbox } from './client';

const client = useSandbox();
const PATIENT = { firstName: 'A', lastName: 'B' };
const total = async () => (await client.api.get('/patients')).data.total as number;

it('latency: the answer is late and right', async () => {
	client.sandbox.fault({ kind: 'latency', ms: 150 });
	const start = Date.now();
	expect(await total()).toBe(12);
	expect(Date.now() - start).toBeGreaterThanOrEqual(145);
	const next = Date.now();
	await total();
	expect(Date.now() - next).toBeLessThan(140);
});

it('latency: a client that gave up has stored all the same', async () => {
	client.sandbox.fault({ kind: 'latency', ms: 100 });
	expect(await failure(client.api.post('/patients', PATIENT, { timeout: 30 }))).toBe('ECONNABORTED');
	await sleep(150);
	expect(await total()).toBe(13);
});

it('latency: a reset ends the wait and nothing is stored', async () => {
	client.sandbox.fault({ kind: 'latency', ms: 60_000 });
	const waiting = failure(client.api.post('/patients', PATIENT));
	await sleep(50);
	client.sandbox.reset();
	expect(await waiting).toBe('ECONNRESET');
	expect(await total()).toBe(12);
});

it.each([
	[{ kind: 'status', status: 429, headers: { 'Retry-After': '2' } }, 429, '2'],
	[{ kind: 'status', status: 429 }, 429, undefined],
	[{ kind: 'status', status: 500 }, 500, undefined],
	[{ kind: 'status', status: 503 }, 503, undefined],
] as const)(
	'%j answers once, in the shape of the vendor, and stores nothing',
	async (fault, status, wait) => {
		client.sandbox.fault(fault);
		const answer = await client.api.post('/patients', PATIENT);
		expect([answer.status, answer.headers['retry-after']]).toEqual([status, wait]);
		expect(answer.data).toEqual({ error: expect.any(String) as string });
		expect(await total()).toBe(12);
	},
);

it('status: with a body of its own', async () => {
	client.sandbox.fault({ kind: 'status', status: 409, body: { error: 'taken' } });
	const { status, data } = await client.api.get('/chairs');
	expect([status, data]).toEqual([409, { error: 'taken' }]);
});

it('reset before storing', async () => {
	client.sandbox.fault({ kind: 'resetBeforeStoring' });
	expect(await failure(client.api.post('/patients', PATIENT))).toBe('ECONNRESET');
	expect(client.sandbox.requests).toEqual([expect.objectContaining({ body: PATIENT, status: 0 })]);
	expect(await total()).toBe(12);
});

it('reset after storing', async () => {
	client.sandbox.fault({ kind: 'resetAfterStoring' });
	expect(await failure(client.api.post('/patients', PATIENT))).toBe('ECONNRESET');
	expect(client.sandbox.requests).toEqual([expect.objectContaining({ body: PATIENT, status: 0 })]);
	expect(await total()).toBe(13);
});

it('expired token: hits a bearer token, not a key', async () => {
	client.sandbox.fault({ kind: 'expiredToken' });
	expect(await total()).toBe(12);
	const headers = { Authorization: 'Bearer x' };
	const answer = await client.bare.get('/api/v1/me', { headers });
	expect([answer.status, answer.data]).toEqual([401, { error: 'The access token has expired' }]);
	expect((await client.bare.get('/api/v1/me', { headers })).data).toEqual({
		error: 'Authentication required',
	});
});

it('slow body: the head comes at once, the body in pieces', async () => {
	client.sandbox.fault({ kind: 'slowBody', ms: 200, chunks: 4, times: 2 });
	const start = Date.now();
	const { data, headers } = await client.api.get('/patients', { responseType: 'stream' });
	expect(Date.now() - start).toBeLessThan(150);
	expect(headers['content-length']).toBeUndefined();
	const pieces: Buffer[] = [];
	for await (const piece of data as AsyncIterable<Buffer>) pieces.push(piece);
	expect(Date.now() - start).toBeGreaterThanOrEqual(190);
	expect(pieces.length).toBeGreaterThan(1);
	expect(JSON.parse(Buffer.concat(pieces).toString('utf8'))).toMatchObject({ total: 12 });
	const file = await client.api.get('/patients/1001/documents/7001/download');
	expect(String(file.data)).toContain('%PDF');
});

it('redirect', async () => {
	client.sandbox.fault({ kind: 'redirect', status: 307, location: 'http://elsewhere.example/' });
	const { status, headers } = await client.api.get('/patients');
	expect([status, headers.location]).toEqual([307, 'http://elsewhere.example/']);
});

it('body: another envelope, broken JSON, a web page', async () => {
	client.sandbox.fault({ kind: 'body', body: { items: [] } });
	client.sandbox.fault({ kind: 'body', body: '{"status":' });
	client.sandbox.fault({ kind: 'body', body: '<html></html>', contentType: 'text/html', status: 502 });
	expect((await client.api.get('/patients')).data).toEqual({ items: [] });
	const broken = await client.api.get('/patients');
	expect([broken.data, broken.headers['content-type']]).toEqual([
		'{"status":',
		'application/json; charset=utf-8',
	]);
	const page = await client.api.get('/patients');
	expect([page.status, page.data, page.headers['content-type']]).toEqual([502, '<html></html>', 'text/html']);
});

describe('which requests are hit', () => {
	it('by method and path, as often as told, in the order given', async () => {
		client.sandbox.fault({ kind: 'status', status: 500, match: { method: 'post' }, times: 2 });
		client.sandbox.fault({ kind: 'status', status: 503, match: { path: '/patients' } });
		client.sandbox.fault({
			kind: 'status',
			status: 504,
			match: { path: /\/patients\/\d+$/g },
			times: Infinity,
		});
		expect((await client.api.get('/chairs')).status).toBe(200);
		expect((await client.api.get('/patients/1001')).status).toBe(504);
		expect((await client.api.post('/patients', PATIENT)).status).toBe(500);
		expect((await client.api.post('/patients', PATIENT)).status).toBe(500);
		expect((await client.api.post('/patients', PATIENT)).status).toBe(503);
		expect((await client.api.post('/patients', PATIENT)).status).toBe(200);
		for (let i = 0; i < 5; i++) expect((await client.api.get('/patients/1001')).status).toBe(504);
		client.sandbox.clearFaults();
		expect((await client.api.get('/patients/1001')).status).toBe(200);
	});

	it('by a latency together with another fault', async () => {
		client.sandbox.fault({ kind: 'status', status: 500 });
		client.sandbox.fault({ kind: 'latency', ms: 60 });
		const start = Date.now();
		expect((await client.api.get('/chairs')).status).toBe(500);
		expect(Date.now() - start).toBeGreaterThanOrEqual(55);
	});
});
