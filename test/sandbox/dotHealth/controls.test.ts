import { until, subscription, useDotHealth, useEndpoint, idsOf } from './client';

const client = useDotHealth();
const endpoint = useEndpoint();
const control = async (name: string, body: unknown = {}) => await client.bare.post(`/_sandbox/${name}`, body);
const view = async (name: string) => (await client.bare.get(`/_sandbox/${name}`)).data as unknown;

it('describes itself and records what reached it', async () => {
	const { sandbox, api } = client;
	expect(await view('')).toEqual({
		origin: sandbox.origin,
		baseUrl: `${sandbox.origin}/api/integrations/business/fhir/R5`,
		authUrl: `${sandbox.origin}/auth/api/integrations`,
		seed: sandbox.seed,
		credentials: sandbox.credentials,
	});
	await api.post('/Patient', { resourceType: 'Patient' });
	expect(sandbox.requests).toEqual([
		expect.objectContaining({ method: 'POST', body: { resourceType: 'Patient' }, status: 201 }),
	]);
});

it('makes, changes and revokes requests', async () => {
	const { data: made } = await control('create-request', {
		// As the command line sends it.
		patient: 67003,
		recipient: '45002',
		requester: '45004',
		priority: 'asap',
		text: 'Please send the chart.',
		lastUpdated: '2025-02-03T05:05:06.789+01:00',
	});
	const path = `/CommunicationRequest/${made.id}`;
	expect((await client.api.get(path)).data).toMatchObject({
		status: 'active',
		priority: 'asap',
		meta: { lastUpdated: '2025-02-03T04:05:06.789Z', tag: [{ code: 'actionable' }] },
		subject: { reference: 'Patient/67003' },
		recipient: [{ reference: 'Organization/45002' }],
		requester: { reference: 'Organization/45004' },
		payload: [{ contentString: 'Please send the chart.' }, {}],
	});
	await control('change-request', { id: made.id, status: 'on-hold', actionable: false });
	expect((await client.api.get(path)).data).toMatchObject({ status: 'on-hold', meta: { versionId: '2' } });
	await control('change-request', { id: made.id, actionable: true });
	expect((await client.api.get(path)).data.meta.tag).toHaveLength(1);
	const { data: revoked } = await control('revoke-request', { id: made.id });
	expect([revoked.status, revoked.meta.tag]).toEqual(['revoked', undefined]);
	const { data } = await control('seed-requests', { count: 3 });
	expect(data.ids).toHaveLength(3);
	expect(((await view('communication-requests')) as unknown[]).length).toBe(15);
});

it('plays a subscription', async () => {
	await control('configure', { handshake: 'beforeAnswer' });
	await control('handshake-delay', { ms: 1 });
	await client.api.post('/Subscription', subscription(endpoint.url));
	const [{ id, status }] = (await view('subscriptions')) as Array<{ id: string; status: string }>;
	expect(status).toBe('active');
	await control('heartbeat');
	await control('notify', { id: '12001' });
	await control('configure', { delivery: 'hold' });
	await control('create-request');
	await control('release-notifications', { order: 'reversed' });
	await until(() => endpoint.received.length === 4);
	const { data } = await control('send', { id, body: {}, headers: { Authorization: 'x' } });
	expect([data.status, endpoint.received[4].headers.authorization]).toEqual([200, 'x']);
	expect((await view('deliveries')) as unknown[]).toHaveLength(5);
	await control('subscription-status', { id, status: 'error' });
	expect((await control('reactivate', { id })).data).toEqual({ status: 'active' });
	await control('remove-subscription', { id });
	expect(await view('subscriptions')).toEqual([]);
});

it('switches, tokens and what was created are there over HTTP', async () => {
	await control('configure', { paramStyle: 'both', createAnswer: 'location' });
	expect(await view('switches')).toMatchObject({ paramStyle: 'both', firstPage: 1 });
	await client.api.post('/Bundle', {
		resourceType: 'Bundle',
		type: 'transaction',
		entry: [{ resource: { resourceType: 'Patient', gender: 'female' } }],
	});
	await client.api.post('/Patient', { resourceType: 'Patient', gender: 'male' });
	expect(await view('created')).toMatchObject([{ gender: 'female' }, { gender: 'male' }]);
	expect(await view('transactions')).toMatchObject([{ created: [expect.stringMatching(/^Patient\/9/)] }]);
	await control('expire-tokens');
	expect((await client.api.get('/Patient')).status).toBe(401);
	expect((await control('token-lifetime', { seconds: 1 })).status).toBe(200);
	expect((await control('revoke-tokens')).status).toBe(200);
});

it.each([
	['configure', { paramStyle: 'other' }],
	['configure', { colour: 'red' }],
	['configure', { firstPage: '0' }],
	['create-request', { status: 'open' }],
	['create-request', { lastUpdated: 'now' }],
	['change-request', { priority: 'stat' }],
	['seed-requests', { count: -1 }],
	['subscription-status', { id: '1', status: 'on' }],
	['send', { id: '1' }],
	['release-notifications', { order: 'any' }],
])('%s refuses %j', async (name, body) => {
	expect((await control(name, body)).status).toBe(400);
});

it.each(['revoke-request', 'notify', 'reactivate', 'remove-subscription'])(
	'%s knows the ids',
	async (name) => {
		expect((await control(name, { id: '1' })).status).toBe(404);
	},
);

it('a reset brings everything back', async () => {
	const { sandbox, api } = client;
	sandbox.configure({ firstPage: 0, unknownParams: 'ignored', createAnswer: 'outcome' });
	sandbox.setTokenLifetime(1);
	sandbox.revokeRequest(sandbox.seed.requests.urgent.id);
	await api.post('/Subscription', subscription(endpoint.url));
	await api.post('/Patient', { resourceType: 'Patient' });
	const { requests, created, transactions, deliveries } = sandbox;
	await control('reset');
	expect([sandbox.requests, sandbox.created, sandbox.transactions, sandbox.deliveries]).toEqual([
		[],
		[],
		[],
		[],
	]);
	expect([requests, created, transactions, deliveries]).toEqual([[], [], [], []]);
	expect((await api.get('/Patient')).status).toBe(401);
	const { data } = await client.bare.post(`${sandbox.authUrl}/token`, {
		grant_type: 'client_credentials',
		client_id: sandbox.credentials.clientId,
		client_secret: sandbox.credentials.clientSecret,
	});
	expect(data.expires_in).toBe(3600);
	const headers = { Authorization: `Bearer ${data.access_token}` };
	expect((await api.get('/Subscription', { headers })).data.entry).toBeUndefined();
	expect((await api.get('/Patient?_page=0', { headers })).status).toBe(400);
	const active = await api.get('/CommunicationRequest?status=active', { headers });
	expect(idsOf(active)).toContain(sandbox.seed.requests.urgent.id);
	expect((await api.post('/Patient', { resourceType: 'Patient' }, { headers })).data.id).toBe('900001');
});
