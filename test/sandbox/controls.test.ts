import axios from 'axios';

import { startSandbox } from '../../sandbox';
import { failure, sleep, useSandbox } from './client';

const client = useSandbox();
const control = async (name: string, body: unknown = {}) => await client.bare.post(`/_sandbox/${name}`, body);

describe('records', () => {
	it('hold what reached the vendor', async () => {
		const before = Date.now();
		await client.api.post('/patients', { firstName: 'È', lastName: 'B' });
		await client.api.get('/patients?limit=1&a=1&a=2');
		expect(client.sandbox.requests).toHaveLength(2);
		const [post, get] = client.sandbox.requests;
		expect(post).toMatchObject({
			method: 'POST',
			path: '/api/v1/practices/101/archives/201/patients',
			query: {},
			body: { firstName: 'È', lastName: 'B' },
			rawBytes: 33,
			status: 200,
		});
		expect(post.headers['x-api-key']).toBe(client.sandbox.credentials.apiKey);
		expect(post.at).toBeGreaterThanOrEqual(before);
		expect(get).toMatchObject({
			query: { limit: '1', a: ['1', '2'] },
			body: undefined,
			rawBytes: 0,
			status: 400,
		});
	});

	it('hold refused requests too, with what could be read of them', async () => {
		const headers = { 'Content-Type': 'application/json' };
		await client.api.post('/patients', Buffer.from('{broken'), { headers });
		await client.bare.post(
			'/nowhere',
			new URLSearchParams([
				['a', '1'],
				['b', '2'],
				['b', '3'],
			]),
		);
		expect(client.sandbox.requests).toEqual([
			expect.objectContaining({ body: undefined, rawBytes: 7, status: 400 }),
			expect.objectContaining({ body: { a: '1', b: ['2', '3'] }, status: 404 }),
		]);
	});

	it('are read and cleared over HTTP, which is not recorded', async () => {
		await client.api.get('/chairs');
		const { data } = await client.bare.get('/_sandbox/requests');
		expect(data).toEqual([expect.objectContaining({ method: 'GET', status: 200 })]);
		await client.bare.delete('/_sandbox/requests');
		expect((await client.bare.get('/_sandbox/requests')).data).toEqual([]);
		expect(client.sandbox.requests).toEqual([]);
	});
});

describe('faults over HTTP', () => {
	it('are switched on and off', async () => {
		const fault = { kind: 'status', status: 500, times: 'always', match: { pathPattern: '/patients/\\d+$' } };
		expect((await control('faults', [fault, { kind: 'status', status: 503 }])).data).toEqual({ ok: true });
		expect((await client.api.get('/chairs')).status).toBe(503);
		expect((await client.api.get('/patients/1001')).status).toBe(500);
		expect((await client.api.get('/patients/1001')).status).toBe(500);
		await client.bare.delete('/_sandbox/faults');
		expect((await client.api.get('/patients/1001')).status).toBe(200);
	});

	it.each([
		[{ kind: 'explode' }],
		[{ kind: 'status' }],
		[{ kind: 'status', status: 500, retries: 1 }],
		[{ kind: 'latency', ms: 'long' }],
		[{ kind: 'expiredToken', times: 0 }],
		[{ kind: 'redirect', status: 200, location: '/' }],
	])('refuse %j', async (fault) => {
		expect((await control('faults', fault)).status).toBe(400);
	});
});

it('reset brings everything back', async () => {
	const { sandbox, api } = client;
	await api.delete('/patients/1001');
	sandbox.fault({ kind: 'status', status: 500 });
	sandbox.setUpdateVerb('PUT');
	sandbox.setPracticePath('withId');
	sandbox.setDownloadOrigin('http://x.example');
	sandbox.takeNextSlot();
	const { requests } = sandbox;
	expect((await control('reset')).data).toEqual({ ok: true });
	expect(sandbox.requests).toBe(requests);
	expect(requests).toEqual([]);
	expect((await api.get('/patients')).data.total).toBe(12);
	const names = { firstName: 'Mario', lastName: 'Rossi' };
	expect((await api.patch('/patients/1001', names)).status).toBe(200);
	const { data } = await api.get('/patients/1001/documents/7001');
	expect(data.data.downloadUrl).toContain(sandbox.origin);
});

it('the switches of the vendor are there over HTTP', async () => {
	const { api, sandbox, bare } = client;
	const names = { firstName: 'Mario', lastName: 'Rossi' };
	await control('update-verb', { verb: 'PUT' });
	expect((await api.put('/patients/1001', names)).status).toBe(200);
	await control('practice-path', { form: 'withId' });
	expect((await api.get(`${sandbox.baseUrl}/practices/101`)).status).toBe(200);
	await control('download-origin', { url: 'http://x.example' });
	expect((await api.get('/patients/1001/documents/7001')).data.data.downloadUrl).toContain('//x.example/');
	expect((await control('seed-patients', { count: 3 })).data.ids).toHaveLength(3);
	expect((await api.get('/patients')).data.total).toBe(15);
	expect((await control('token-lifetime', { seconds: 1 })).status).toBe(200);
	expect((await control('take-next-slot')).status).toBe(200);
	expect((await control('update-verb', { verb: 'POST' })).status).toBe(400);
	const { data } = await bare.get('/_sandbox/');
	expect(data).toMatchObject({ baseUrl: sandbox.baseUrl, seed: { patients: { mario: { id: 1001 } } } });
});

describe('life-cycle', () => {
	it('listens on loopback only and two do not meet', async () => {
		const other = await startSandbox();
		expect(other.alfaDocs.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		other.alfaDocs.seedPatients(1);
		expect((await client.api.get('/patients')).data.total).toBe(12);
		await other.close();
		expect(await failure(axios.get(other.alfaDocs.origin, { proxy: false }))).toBe('ECONNREFUSED');
	});

	it('closes at once, whatever is still open', async () => {
		const other = await startSandbox({ rateLimit: false });
		const get = async () =>
			await axios.get(`${other.alfaDocs.origin}/_`, { proxy: false, validateStatus: () => true });
		other.alfaDocs.fault({ kind: 'latency', ms: 60_000 });
		const waiting = failure(get());
		await sleep(50);
		const start = Date.now();
		await other.close();
		expect(await waiting).toBe('ECONNRESET');
		expect(Date.now() - start).toBeLessThan(1000);
	});

	it('refuses a taken port', async () => {
		const port = Number(new URL(client.sandbox.origin).port);
		await expect(startSandbox({ ports: { alfaDocs: port } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});
});
