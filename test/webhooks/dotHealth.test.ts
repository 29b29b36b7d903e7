import { sleep, type IDataObject } from 'n8n-workflow';

import { DotHealthTrigger } from '../../nodes/DotHealth/DotHealthTrigger.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { TriggerBench } from '../support/webhooks';

/** What is particular to Dot Health: it is subscribed to, calls with IDs only, and its calls may get lost. */
let sandbox: Sandbox;
let bench: TriggerBench;
const load = () => new DotHealthTrigger();

beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
}, 60_000);
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	sandbox.dotHealth.reset();
	bench = await TriggerBench.start(load, {
		parameters: {
			authentication: 'clientCredentials',
			event: 'newRequest',
			output: 'simplified',
			severalEvents: 'itemPerEvent',
			options: { resolvePeople: false },
		},
		credentials: { dotHealthApi: credential() as never },
		webhookId: 'any',
	});
});
afterEach(async () => await bench.close());

const credential = (changes: IDataObject = {}) => ({
	environment: 'custom',
	baseUrl: sandbox.dotHealth.baseUrl,
	authUrl: sandbox.dotHealth.authUrl,
	clientId: sandbox.dotHealth.credentials.clientId,
	clientSecret: sandbox.dotHealth.credentials.clientSecret,
	organizationId: '',
	pathOverrides: '{}',
	sessionToken: '',
	...changes,
});
const set = (parameters: IDataObject) => Object.assign(bench.installation.parameters, parameters);
const subscriptions = () => sandbox.dotHealth.resources('Subscription');
const ids = () => bench.executions.flat().map(({ json }) => json.communicationRequestId);
const { emma, liam } = { emma: '67001', liam: '67002' };
const ask = (more = {}) => String(sandbox.dotHealth.createRequest({ patient: emma, ...more }).id);

/** Deliveries are made after the answer to whoever caused them. */
const settled = async (isDone: () => boolean) => {
	for (let tries = 0; tries < 200 && !isDone(); tries++) await sleep(1);
	await sleep(50);
};

describe('the subscription', () => {
	it('is made when the workflow is published, and answers the handshake', async () => {
		await bench.publish();
		await settled(() => subscriptions()[0]?.status === 'active');
		expect(subscriptions()).toMatchObject([
			{
				status: 'active',
				topic: 'communication-request',
				endpoint: bench.url,
				content: 'id-only',
				name: expect.stringMatching(/^n8n\/[0-9a-f]{16}\/workflow-\d+\/trigger\/live$/),
				channelType: { code: 'rest-hook' },
				parameter: [{ name: 'Authorization', value: expect.stringMatching(/^Bearer [\w-]{43}$/) }],
			},
		]);
		const years = (Date.parse(String(subscriptions()[0].end)) - Date.now()) / 31_557_600_000;
		expect(years).toBeGreaterThan(9.9);
		expect(bench.executions).toEqual([]);
	});

	it('is found again after a restart', async () => {
		await bench.publish();
		const [before] = subscriptions();
		bench.restart();
		await bench.publish();
		expect(subscriptions()).toEqual([expect.objectContaining({ id: before.id })]);
	});

	it('is made anew for another address, and the old one goes', async () => {
		await bench.publish();
		bench.publicOrigin = 'http://localhost:1';
		await bench.publish();
		expect(subscriptions().map(({ endpoint }) => endpoint)).toEqual([bench.url]);
	});

	it.each(['error', 'off'])('is made anew when it is in the state %s', async (status) => {
		await bench.publish();
		const [{ id }] = subscriptions();
		sandbox.dotHealth.setSubscriptionStatus(String(id), status);
		await bench.publish();
		expect(subscriptions()).toHaveLength(1);
		expect(subscriptions()[0].id).not.toBe(id);
	});

	it('leaves those of others alone', async () => {
		const other = await TriggerBench.start(load, bench.installation);
		await other.publish();
		await bench.publish();
		expect(subscriptions()).toHaveLength(2);
		await bench.unpublish();
		expect(subscriptions().map(({ endpoint }) => endpoint)).toEqual([other.url]);
		await other.close();
	});

	it('of a test is another one than that of the published workflow', async () => {
		await bench.publish();
		bench.mode = 'manual';
		await bench.publish();
		expect(subscriptions().map(({ name }) => String(name).split('/').pop())).toEqual(['live', 'test']);
		await bench.unpublish();
		expect(subscriptions().map(({ name }) => String(name).split('/').pop())).toEqual(['live']);
	});

	it('is gone when the workflow is unpublished, also if somebody was faster', async () => {
		await bench.publish();
		sandbox.dotHealth.removeSubscription(String(subscriptions()[0].id));
		await expect(bench.unpublish()).resolves.toBe(true);
		expect(subscriptions()).toEqual([]);
	});

	it('cannot be made with a wrong secret, and says why', async () => {
		bench.installation.credentials = { dotHealthApi: credential({ clientSecret: 'wrong-secret' }) as never };
		await expect(bench.publish()).rejects.toThrow(/^Dot Health/);
	});
});

describe('a call', () => {
	beforeEach(async () => {
		await bench.publish();
		await settled(() => subscriptions()[0]?.status === 'active');
	});

	it('about a new request starts the workflow once, however often it comes', async () => {
		sandbox.dotHealth.configure({ delivery: 'repeat' });
		const id = ask({ priority: 'urgent' });
		await settled(() => bench.executions.length > 0);
		expect(bench.executions.flat().map(({ json }) => json)).toEqual([
			expect.objectContaining({
				event: 'newRequest',
				communicationRequestId: id,
				priority: 'urgent',
				status: 'active',
				subject: `Patient/${emma}`,
			}),
		]);
	});

	it('names the patient when people are looked up', async () => {
		set({ options: { resolvePeople: true } });
		ask();
		await settled(() => bench.executions.length > 0);
		expect(bench.executions[0][0].json.subjectDisplay).toContain('MacDonald');
	});

	it('holds no more than the ID when that is what was chosen', async () => {
		set({ output: 'id' });
		const id = ask();
		await settled(() => bench.executions.length > 0);
		expect(bench.executions[0][0].json).toEqual({
			event: 'newRequest',
			communicationRequestId: id,
			reference: `CommunicationRequest/${id}`,
		});
	});

	it('about a request that does not wait for an answer starts nothing, unless changes were chosen', async () => {
		ask({ status: 'revoked', actionable: false });
		await settled(() => false);
		expect(bench.executions).toEqual([]);
		set({ event: 'changedRequest' });
		sandbox.dotHealth.revokeRequest('12001');
		await settled(() => bench.executions.length > 0);
		expect(bench.executions.flat()[0].json).toMatchObject({ event: 'changedRequest', status: 'revoked' });
	});

	it.each(['r5', 'r4b', 'backport', 'resource', 'identity', 'reference', 'empty'] as const)(
		'is understood in the form %s',
		async (notificationShape) => {
			sandbox.dotHealth.configure({ notificationShape });
			const id = ask();
			await settled(() => bench.executions.length > 0);
			expect(ids()).toEqual([id]);
		},
	);

	it('that got lost is made up for with the next one', async () => {
		const first = ask();
		await settled(() => bench.executions.length > 0);
		sandbox.dotHealth.configure({ delivery: 'drop' });
		const lost = [ask(), ask({ patient: liam })];
		await settled(() => false);
		sandbox.dotHealth.configure({ delivery: 'deliver' });
		const next = ask();
		await settled(() => bench.executions.flat().length >= 4);
		expect(ids().sort()).toEqual([first, ...lost, next].sort());
	});

	it('that got lost is made up for with a heartbeat', async () => {
		sandbox.dotHealth.configure({ delivery: 'drop' });
		const lost = ask();
		await settled(() => false);
		sandbox.dotHealth.configure({ delivery: 'deliver' });
		await sandbox.dotHealth.sendHeartbeat();
		await settled(() => bench.executions.length > 0);
		expect(ids()).toEqual([lost]);
		await sandbox.dotHealth.sendHeartbeat();
		await settled(() => false);
		expect(ids()).toEqual([lost]);
	});

	it('that was missed while the subscription was gone is made up for', async () => {
		sandbox.dotHealth.removeSubscription(String(subscriptions()[0].id));
		const missed = ask();
		bench.restart();
		await bench.publish();
		await settled(() => subscriptions()[0]?.status === 'active');
		const next = ask();
		await settled(() => bench.executions.flat().length >= 2);
		expect(ids().sort()).toEqual([missed, next].sort());
	});

	it.each([
		['no token', {}],
		['another token', { authorization: 'Bearer forged' }],
		['the client secret itself', { authorization: 'Bearer sandbox' }],
	])('with %s is turned away', async (_, headers) => {
		const body = JSON.stringify({ resourceType: 'CommunicationRequest', id: '12001' });
		const { status } = await bench.call({
			body,
			headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
		});
		expect(status).toBe(401);
		expect(bench.executions).toEqual([]);
	});

	it('that points to another host is not followed', async () => {
		const token = (subscriptions()[0].parameter as Array<{ value: string }>)[0].value;
		const before = sandbox.dotHealth.requests.length;
		const { status } = await bench.call({
			body: JSON.stringify({ reference: 'https://evil.example/CommunicationRequest/12001' }),
			headers: { 'content-type': 'application/fhir+json', authorization: token },
		});
		expect(status).toBe(200);
		expect(bench.executions).toEqual([]);
		expect(sandbox.dotHealth.requests.length).toBe(before);
	});

	it('is to be repeated while Dot Health cannot be asked', async () => {
		sandbox.dotHealth.fault({ kind: 'status', status: 500, match: { method: 'GET' }, times: Infinity });
		const token = (subscriptions()[0].parameter as Array<{ value: string }>)[0].value;
		const call = {
			body: JSON.stringify({ resourceType: 'CommunicationRequest', id: '12001' }),
			headers: { 'content-type': 'application/fhir+json', authorization: token },
		};
		expect((await bench.call(call)).status).toBe(503);
		sandbox.dotHealth.clearFaults();
		expect((await bench.call(call)).status).toBe(200);
		expect(ids()).toEqual(['12001']);
	}, 60_000);
});

it('what is remembered holds nothing of a patient', async () => {
	await bench.publish();
	await settled(() => subscriptions()[0]?.status === 'active');
	ask();
	await settled(() => bench.executions.length > 0);
	const stored = JSON.stringify(bench.stored);
	expect(stored).not.toMatch(/MacDonald|Emma|67001|Bearer/);
	expect(stored.length).toBeLessThan(64_000);
});
