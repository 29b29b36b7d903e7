import { useHealthDock } from './client';

const client = useHealthDock({ rateLimit: true });
const control = async (name: string, body: unknown = {}) => await client.bare.post(`/_sandbox/${name}`, body);

it('the switches are there over HTTP', async () => {
	const { api } = client;
	expect((await control('pagination', { mode: 'missing' })).data).toEqual({ ok: true });
	expect((await api.get('/patients')).data.data.pagination).toBeUndefined();
	await control('list-shape', { shape: 'bare' });
	expect((await api.get('/appointments')).data).toHaveLength(5);
	await control('patient-order', { order: 'newestFirst' });
	const { ids } = (await control('seed-patients', { count: 2 })).data as { ids: string[] };
	expect(ids).toHaveLength(2);
	expect((await api.get('/patients')).data.data.patients[0].patient_id).toBe(ids[1]);
	await control('add-patients-while-paging', { count: 1 });
	await api.get('/patients');
	expect((await api.get('/patients')).data.data.patients).toHaveLength(11);
	await control('rate-limit-window', { limit: 1, windowMs: 5000 });
	expect([(await api.get('/patients')).status, (await api.get('/patients')).status]).toEqual([200, 429]);
	expect((await control('token-lifetime', { seconds: 1 })).status).toBe(200);
	await control('reset');
	const { data } = await api.get('/patients');
	expect([data.data.patients.length, data.data.pagination.total_count]).toEqual([8, 8]);
});

it.each([
	['pagination', { mode: 'other' }],
	['list-shape', { shape: 'table' }],
	['seed-patients', {}],
	['rate-limit-window', { limit: -1 }],
	['rate-limit-window', { seconds: 1 }],
])('%s refuses %j', async (name, body) => {
	expect((await control(name, body)).status).toBe(400);
});

it('describes itself and records what reached it', async () => {
	const { sandbox, bare, api } = client;
	expect((await bare.get('/_sandbox/')).data).toEqual({
		origin: sandbox.origin,
		baseUrl: `${sandbox.origin}/v1`,
		seed: sandbox.seed,
		credentials: sandbox.credentials,
	});
	await api.get('/patients?limit=1');
	expect(sandbox.requests).toEqual([
		expect.objectContaining({ path: '/v1/patients', query: { limit: '1' }, status: 200 }),
	]);
});
