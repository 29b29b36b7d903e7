import { sleep } from '../client';
import { subscription, until, useDotHealth, useEndpoint } from './client';

const client = useDotHealth();
const endpoint = useEndpoint();
let id = '';

beforeEach(async () => {
	client.sandbox.configure({ handshake: 'beforeAnswer' });
	await client.api.post('/Subscription', subscription(endpoint.url));
	[{ id }] = client.sandbox.resources('Subscription');
	endpoint.received.length = 0;
});

interface Status {
	type: string;
	eventsSinceSubscriptionStart: string;
	notificationEvent?: Array<{ eventNumber: string; focus: { reference: string } }>;
}

/** What the received Bundles say of themselves. */
const told = (): Status[] => endpoint.received.map(({ json }) => json.entry[0].resource as unknown as Status);
const numbers = () => told().map(({ eventsSinceSubscriptionStart }) => eventsSinceSubscriptionStart);
const focus = ({ notificationEvent = [] }: Status) => notificationEvent[0]?.focus.reference.split('/').pop();
const arrived = async (count: number) => {
	await until(() => endpoint.received.length === count);
	await sleep(20);
	expect(endpoint.received).toHaveLength(count);
};

it('a new request is told by its address alone', async () => {
	const { baseUrl } = client.sandbox;
	const made = client.sandbox.createRequest();
	await arrived(1);
	const [{ headers, json }] = endpoint.received;
	expect(headers).toMatchObject({
		authorization: 'Bearer secret-token-abc-123',
		'content-type': 'application/fhir+json',
	});
	const reference = `${baseUrl}/CommunicationRequest/${made.id}`;
	expect(json).toMatchObject({ resourceType: 'Bundle', type: 'subscription-notification' });
	expect(json.entry[0].resource).toEqual({
		resourceType: 'SubscriptionStatus',
		id: expect.any(String) as string,
		status: 'active',
		type: 'event-notification',
		eventsSinceSubscriptionStart: '1',
		notificationEvent: [{ eventNumber: '1', timestamp: expect.any(String) as string, focus: { reference } }],
		subscription: { reference: `${baseUrl}/Subscription/${id}` },
		topic: 'communication-request',
	});
	expect(json.entry.slice(1)).toEqual([
		{
			fullUrl: reference,
			request: { method: 'POST', url: 'CommunicationRequest' },
			response: { status: '201' },
		},
	]);
	expect((await client.api.get(reference)).data).toMatchObject({ id: made.id, status: 'active' });
});

it('every change of a request is told, numbered and in order; other resources are not', async () => {
	const { urgent, routine } = client.sandbox.seed.requests;
	client.sandbox.changeRequest(routine.id, { priority: 'asap' });
	client.sandbox.revokeRequest(urgent.id);
	await client.api.post('/Patient', { resourceType: 'Patient', name: [{ family: 'Roy' }] });
	await client.api.post('/Bundle', {
		resourceType: 'Bundle',
		type: 'transaction',
		entry: [
			{
				resource: {
					resourceType: 'Communication',
					status: 'completed',
					replaces: [{ reference: `CommunicationRequest/${routine.id}` }],
				},
			},
		],
	});
	client.sandbox.notify(urgent.id);
	await arrived(4);
	expect(numbers()).toEqual(['1', '2', '3', '4']);
	expect(told().map(focus)).toEqual([routine.id, urgent.id, routine.id, urgent.id]);
	expect(endpoint.received[0].json.entry[1].request).toEqual({
		method: 'PUT',
		url: `CommunicationRequest/${routine.id}`,
	});
	const { data } = await client.api.get(`/CommunicationRequest/${urgent.id}`);
	expect([data.status, data.meta.tag]).toEqual(['revoked', undefined]);
});

it('a heartbeat says how many events there were, and nothing else', async () => {
	client.sandbox.createRequest();
	client.sandbox.sendHeartbeat();
	await arrived(2);
	expect(told()[1]).toMatchObject({ type: 'heartbeat', eventsSinceSubscriptionStart: '1' });
	expect(told()[1].notificationEvent).toBeUndefined();
	expect(endpoint.received[1].json.entry).toHaveLength(1);
});

it('each subscriber is told, with numbers of its own', async () => {
	client.sandbox.createRequest();
	const parameter = [{ name: 'Authorization', value: 'Bearer second' }];
	await client.api.post('/Subscription', subscription(endpoint.url, { parameter }));
	client.sandbox.createRequest();
	await arrived(4);
	const seen = endpoint.received.map(({ headers }, index) => [headers.authorization, numbers()[index]]);
	expect(seen).toEqual(
		expect.arrayContaining([
			['Bearer secret-token-abc-123', '2'],
			['Bearer second', '1'],
		]),
	);
});

it('what the endpoint refuses is not sent again, and the subscription stays', async () => {
	endpoint.statuses.push(500);
	client.sandbox.createRequest();
	client.sandbox.createRequest();
	await arrived(2);
	expect(numbers()).toEqual(['1', '2']);
	expect(client.sandbox.resources('Subscription')[0].status).toBe('active');
});

describe('delivery', () => {
	it('may drop events, which leaves a gap', async () => {
		client.sandbox.createRequest();
		client.sandbox.configure({ delivery: 'drop' });
		client.sandbox.createRequest();
		client.sandbox.configure({ delivery: 'deliver' });
		client.sandbox.createRequest();
		await arrived(2);
		expect(numbers()).toEqual(['1', '3']);
	});

	it('may repeat them', async () => {
		client.sandbox.configure({ delivery: 'repeat' });
		client.sandbox.createRequest();
		await arrived(2);
		expect(numbers()).toEqual(['1', '1']);
		expect(endpoint.received[0].text).toBe(endpoint.received[1].text);
	});

	it('may hold them and send them in another order', async () => {
		client.sandbox.configure({ delivery: 'hold' });
		for (let left = 3; left > 0; left -= 1) client.sandbox.createRequest();
		await sleep(30);
		expect(endpoint.received).toEqual([]);
		client.sandbox.releaseNotifications('reversed');
		await arrived(3);
		expect(numbers()).toEqual(['3', '2', '1']);
		client.sandbox.createRequest();
		client.sandbox.releaseNotifications();
		await arrived(4);
		client.sandbox.releaseNotifications();
		await arrived(4);
	});

	it('ends with the subscription, also for what was held', async () => {
		client.sandbox.configure({ delivery: 'hold' });
		client.sandbox.createRequest();
		client.sandbox.removeSubscription(id);
		client.sandbox.releaseNotifications();
		await sleep(30);
		expect(endpoint.received).toEqual([]);
	});

	it('ends with a reset', async () => {
		client.sandbox.configure({ delivery: 'hold' });
		client.sandbox.createRequest();
		client.sandbox.reset();
		client.sandbox.releaseNotifications();
		client.sandbox.sendHeartbeat();
		await sleep(30);
		expect([endpoint.received, client.sandbox.deliveries]).toEqual([[], []]);
	});
});

describe('shapes', () => {
	const made = async (shape: 'r4b' | 'backport' | 'resource' | 'identity' | 'reference' | 'empty') => {
		client.sandbox.configure({ notificationShape: shape });
		const request = client.sandbox.createRequest();
		await arrived(1);
		return request;
	};

	it('are a history in R4B', async () => {
		const request = await made('r4b');
		const [{ json }] = endpoint.received;
		expect([json.type, json.entry[0].resource?.resourceType]).toEqual(['history', 'SubscriptionStatus']);
		expect(focus(told()[0])).toBe(request.id);
	});

	it('are a history with Parameters in R4', async () => {
		const request = await made('backport');
		const [{ json }] = endpoint.received;
		const { resourceType, parameter } = json.entry[0].resource as {
			resourceType: string;
			parameter: Array<Record<string, unknown>>;
		};
		expect([json.type, resourceType]).toEqual(['history', 'Parameters']);
		const names = 'subscription topic status type events-since-subscription-start notification-event';
		expect(parameter.map(({ name }) => name)).toEqual(names.split(' '));
		const reference = `${client.sandbox.baseUrl}/CommunicationRequest/${request.id}`;
		expect(parameter[5].part).toContainEqual({ name: 'focus', valueReference: { reference } });
	});

	it('are the resource, what names it, or nothing', async () => {
		expect(endpoint.received).toEqual([]);
		const request = await made('resource');
		expect(endpoint.received[0].json).toEqual(request);
		const next = async (notificationShape: 'identity' | 'reference' | 'empty') => {
			endpoint.received.length = 0;
			client.sandbox.configure({ notificationShape });
			client.sandbox.notify(request.id);
			await arrived(1);
			return endpoint.received[0].text;
		};
		const { resourceType, id: which } = request;
		expect(JSON.parse(await next('identity'))).toEqual({ resourceType, id: which });
		const reference = `${resourceType}/${which}`;
		expect(JSON.parse(await next('reference'))).toEqual({ type: resourceType, reference });
		expect(await next('empty')).toBe('');
		client.sandbox.sendHeartbeat();
		await arrived(2);
		expect(endpoint.received[1].json.entry[0].resource).toMatchObject({ type: 'heartbeat' });
	});
});

it('anything can be sent, with other headers', async () => {
	endpoint.statuses.push(401);
	const delivery = await client.sandbox.send(id, { any: 'thing' }, { Authorization: 'Bearer forged' });
	expect(delivery).toMatchObject({ url: endpoint.url, status: 401 });
	const [{ headers, json }] = endpoint.received;
	expect([headers.authorization, json]).toEqual(['Bearer forged', { any: 'thing' }]);
});
