import { sleep } from '../client';
import { ALL_OK, blame, subscription, until, useDotHealth, useEndpoint, type Entry } from './client';

const client = useDotHealth();
const endpoint = useEndpoint();

const post = async (change: object = {}) =>
	await client.api.post('/Subscription', subscription(endpoint.url, change));
const stored = () => client.sandbox.resources('Subscription');
const statuses = () => stored().map(({ status }) => status);
const list = async (query = '') =>
	((await client.api.get(`/Subscription${query}`)).data.entry ?? []) as Entry[];

describe('creation', () => {
	it('is answered without an id, and the endpoint is asked afterwards', async () => {
		client.sandbox.setHandshakeDelay(200);
		const { status, headers, data } = await post();
		expect([status, data, headers.location]).toEqual([201, ALL_OK, undefined]);
		expect(statuses()).toEqual(['requested']);
		await until(() => statuses()[0] === 'active');
		expect(endpoint.received).toHaveLength(1);
	});

	it('tells the id in a header when it is switched', async () => {
		const { baseUrl } = client.sandbox;
		client.sandbox.configure({ subscriptionLocation: 'location' });
		const located = (await post()).headers;
		client.sandbox.configure({ subscriptionLocation: 'contentLocation' });
		const described = (await post()).headers;
		const [first, second] = stored().map(({ id }) => `${baseUrl}/Subscription/${id}`);
		expect([located.location, described['content-location']]).toEqual([`${first}/_history/1`, second]);
		expect(described.location).toBeUndefined();
	});

	it.each([
		['topic', { topic: 'patient' }, 'not-supported Subscription.topic'],
		['channelType', { channelType: { code: 'email' } }, 'not-supported Subscription.channelType.code'],
		['content', { content: 'full-resource' }, 'not-supported Subscription.content'],
		['no content', { content: undefined }, 'not-supported Subscription.content'],
		['contentType', { contentType: 'text/plain' }, 'not-supported Subscription.contentType'],
		['endpoint', { endpoint: 'clinic' }, 'value Subscription.endpoint'],
		['no endpoint', { endpoint: undefined }, 'value Subscription.endpoint'],
		['a past end', { end: '2024-08-07T11:15:18Z' }, 'value Subscription.end'],
		['no end', { end: undefined }, 'value Subscription.end'],
		['an end without a time', { end: '2099-01-01' }, 'value Subscription.end'],
		['status', { status: 'active' }, 'not-supported Subscription.status'],
		[
			'a filter',
			{ filterBy: [{ filterParameter: 'status', value: 'active' }] },
			'not-supported Subscription.filterBy',
		],
		[
			'a header of the server',
			{ parameter: [{ name: 'Content-Type', value: 'text/plain' }] },
			'value Subscription.parameter[0].name',
		],
		['an unknown element', { channel: {} }, 'structure Subscription.channel'],
	])('refuses %s', async (_, change, expected) => {
		expect(blame(await post(change))).toEqual([400, expected]);
		expect([stored(), endpoint.received]).toEqual([[], []]);
	});

	it('takes the status that R5 asks for, and demands it when it is switched', async () => {
		expect((await post({ status: 'requested' })).status).toBe(201);
		client.sandbox.configure({ deviations: 'refused' });
		expect(blame(await post({ filterBy: undefined }))).toEqual([400, 'required Subscription.status']);
	});
});

describe('the handshake', () => {
	it('carries the chosen header and names the subscription', async () => {
		await post({ contentType: 'application/json' });
		await until(() => statuses()[0] === 'active');
		const [{ id }] = stored();
		const [{ headers, json }] = endpoint.received;
		expect(headers).toMatchObject({
			authorization: 'Bearer secret-token-abc-123',
			'content-type': 'application/json',
		});
		expect(json).toMatchObject({ resourceType: 'Bundle', type: 'subscription-notification' });
		expect(json.entry).toHaveLength(1);
		expect(json.entry[0].resource).toEqual({
			resourceType: 'SubscriptionStatus',
			id: expect.any(String) as string,
			status: 'requested',
			type: 'handshake',
			eventsSinceSubscriptionStart: '0',
			subscription: { reference: `${client.sandbox.baseUrl}/Subscription/${id}` },
			topic: 'communication-request',
		});
	});

	it.each([401, 404, 500, 302])('that is answered with %i ends in error', async (status) => {
		endpoint.statuses.push(status);
		await post();
		await until(() => statuses()[0] === 'error');
		expect(endpoint.received).toHaveLength(1);
		expect(client.sandbox.deliveries).toMatchObject([{ url: endpoint.url, attempt: 1, status }]);
	});

	it('ends in error where nobody is, and never leaves loopback', async () => {
		await post({ endpoint: 'http://127.0.0.1:1/' });
		await post({ endpoint: 'https://n8n.example/webhook' });
		await until(() => statuses().join() === 'error,error');
		const errors = client.sandbox.deliveries.map(({ error }) => error);
		expect(new Set(errors)).toEqual(new Set(['ECONNREFUSED', 'The sandbox calls loopback addresses only']));
	});

	it('comes before the answer, or never, when it is switched', async () => {
		client.sandbox.configure({ handshake: 'beforeAnswer' });
		await post();
		expect(statuses()).toEqual(['active']);
		client.sandbox.configure({ handshake: 'never' });
		await post();
		await sleep(50);
		expect([statuses(), endpoint.received.length]).toEqual([['active', 'requested'], 1]);
	});

	it('follows also when the answer is lost', async () => {
		client.sandbox.fault({ kind: 'resetAfterStoring' });
		await expect(post()).rejects.toMatchObject({ code: 'ECONNRESET' });
		await until(() => statuses()[0] === 'active');
	});

	it('is repeated when the vendor takes it up again', async () => {
		endpoint.statuses.push(500);
		await post();
		await until(() => statuses()[0] === 'error');
		expect(await client.sandbox.reactivate(stored()[0].id)).toEqual({ status: 'active' });
		endpoint.statuses.push(401);
		expect(await client.sandbox.reactivate(stored()[0].id)).toEqual({ status: 'error' });
	});
});

describe('the list', () => {
	beforeEach(() => client.sandbox.configure({ handshake: 'beforeAnswer' }));

	it('has ids in the addresses only, unless told otherwise, and no paging', async () => {
		await post();
		const { data } = await client.api.get('/Subscription?topic=communication-request&status=active');
		const [{ id, meta, ...elements }] = stored();
		const fullUrl = `${client.sandbox.baseUrl}/Subscription/${id}`;
		const { end } = elements;
		expect(elements).toEqual(subscription(endpoint.url, { end, status: 'active' }));
		expect(data).toEqual({
			resourceType: 'Bundle',
			type: 'searchset',
			entry: [{ fullUrl, resource: elements }],
		});
		client.sandbox.configure({ subscriptionIds: true });
		expect((await list())[0].resource).toEqual({ id, meta, ...elements });
		expect((await client.api.get(fullUrl)).data).toMatchObject({ id, status: 'active' });
		expect(blame(await client.api.get('/Subscription?_count=1'))).toEqual([400, 'invalid _count']);
	});

	it('is searched by topic and status', async () => {
		endpoint.statuses.push(200, 500);
		await post({ name: 'a' });
		await post({ name: 'b' });
		const names = async (query: string) => (await list(query)).map(({ resource }) => resource.name);
		expect(await names('?status=error')).toEqual(['b']);
		expect(await names('?status=active,error&topic=communication-request')).toEqual(['a', 'b']);
		expect(await names('?topic=other')).toEqual([]);
		expect((await client.api.get('/Subscription?status=on')).status).toBe(400);
		expect((await client.api.get('/Subscription?_status=error')).status).toBe(400);
		client.sandbox.configure({ paramStyle: 'underscore' });
		expect(await names('?_status=error')).toEqual(['b']);
	});

	it('says that one is off when its time is up', async () => {
		await post({ end: new Date(Date.now() + 500).toISOString() });
		expect(statuses()).toEqual(['active']);
		await sleep(550);
		client.sandbox.createRequest();
		expect((await list()).map(({ resource }) => resource.status)).toEqual(['off']);
		expect(endpoint.received).toHaveLength(1);
	});
});

describe('deletion', () => {
	beforeEach(() => client.sandbox.configure({ handshake: 'beforeAnswer' }));

	it('ends it, once', async () => {
		await post();
		const path = `/Subscription/${stored()[0].id}`;
		const { status, data } = await client.api.delete(path);
		expect([status, data, await list()]).toEqual([200, ALL_OK, []]);
		expect(blame(await client.api.delete(path))).toEqual([404, 'not-found']);
		expect(blame(await client.api.get(path))).toEqual([404, 'not-found']);
		client.sandbox.createRequest();
		await sleep(30);
		expect(endpoint.received).toHaveLength(1);
	});

	it('may be the vendor’s, or a status of the vendor’s', async () => {
		await post();
		await post();
		const [first, second] = stored();
		client.sandbox.removeSubscription(first.id);
		client.sandbox.setSubscriptionStatus(second.id, 'error');
		expect(statuses()).toEqual(['error']);
		client.sandbox.createRequest();
		await sleep(30);
		expect(endpoint.received).toHaveLength(2);
	});
});
