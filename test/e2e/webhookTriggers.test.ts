/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { setTimeout as pause } from 'node:timers/promises';

import {
	installTarball,
	startN8n,
	userFolder,
	type Credential,
	type RunningN8n,
	type SavedWorkflow,
	type WorkflowRun,
} from '../../scripts/host';
import { dentalReferralsCredential } from './support/dentalReferrals';
import { packed } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

/** Of its own, because it is killed and started again. */
let n8n: RunningN8n;
let folder: string;
let sandbox: Sandbox;
let healthDock: SavedWorkflow;
let dentalReferrals: SavedWorkflow;

const start = async (port = 5720) => {
	n8n = await startN8n({ userFolder: folder, port });
	await n8n.client.signIn();
};

const healthDockCredential = (webhookSecret: string): Credential => ({
	name: 'HealthDock',
	type: 'healthDockApi',
	data: {
		environment: 'custom',
		baseUrl: sandbox.healthDock.baseUrl,
		apiKey: sandbox.healthDock.credentials.apiKey,
		webhookSecret,
	},
});

/** A trigger and a last step. n8n makes the trigger's address. */
const save = async (type: string, { type: credential, name }: Credential, parameters: object) =>
	await n8n.client.saveWorkflow({
		name: type,
		nodes: [
			{
				id: 'trigger',
				name: 'Trigger',
				type: `${packed().name}.${type}`,
				typeVersion: 1,
				position: [0, 0],
				parameters: { ...parameters },
				credentials: { [credential]: { name } },
			},
			{
				id: 'last',
				name: 'Last',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: 'Last', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});

/** As the editor shows it. */
const urlOf = ({ nodes: [{ webhookId }] }: SavedWorkflow, path: string, endpoint = 'webhook') =>
	`${n8n.origin}/${endpoint}/${webhookId}/${path}`;
const events = (endpoint?: string) => urlOf(healthDock, 'events', endpoint);
const filesReady = () => urlOf(dentalReferrals, 'files-ready');

/** The executions of a workflow, the newest first, once there are no more to come. */
async function runsOf({ id }: SavedWorkflow): Promise<WorkflowRun[]> {
	await pause(1_000);
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await n8n.client.rest<{ results: Array<{ id: string }> }>(
		'GET',
		`/executions?filter=${filter}`,
	);
	return await Promise.all(results.map(async (found) => await n8n.client.waitForExecution(found.id)));
}
const itemsOf = ({ nodes }: WorkflowRun) => nodes.at(-1)?.items ?? [];

beforeAll(async () => {
	folder = userFolder('e2e-webhooks', { fresh: true });
	await installTarball(folder, packed());
	sandbox = await newSandbox();
	await start();
}, 180_000);

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

test('HealthDock: cannot be published without the secret, and says so', async () => {
	const credential = healthDockCredential('');
	await n8n.client.saveCredential(credential);
	healthDock = await save('healthDockTrigger', credential, { event: 'any' });
	await expect(n8n.client.publish(healthDock)).rejects.toThrow("'Webhook Secret' of the credential is empty");
	await n8n.client.unpublish(healthDock).catch(() => undefined);
});

test('HealthDock: an event starts an execution, and nothing else does', async () => {
	const { healthDock: vendor } = sandbox;
	await n8n.client.saveCredential(healthDockCredential(vendor.credentials.webhookSecret));
	healthDock = await save('healthDockTrigger', healthDockCredential(''), { event: 'any' });
	await n8n.client.publish(healthDock);

	expect((await vendor.emit({ url: events(), data: { first_name: 'Asha' } })).status).toBe(200);
	const again = await Promise.all([1, 2, 3].map(async () => (await vendor.replay()).status));
	expect(again).toEqual([200, 200, 200]);
	for (const forgery of ['otherSecret', 'noSignature', 'alteredData', 'alteredTime'] as const)
		expect([forgery, (await vendor.forge(forgery, { url: events() })).status]).toEqual([forgery, 401]);

	const runs = await runsOf(healthDock);
	expect(runs).toMatchObject([{ status: 'success', error: undefined }]);
	expect(itemsOf(runs[0]).map(({ json }) => json)).toEqual([
		expect.objectContaining({ event: 'patient.created', first_name: 'Asha' }),
	]);
});

test('Dental Referrals: the PDFs of a referral start an execution with them', async () => {
	const credential = dentalReferralsCredential(sandbox, 'Dental Referrals');
	await n8n.client.saveCredential(credential);
	dentalReferrals = await save('dentalReferralsTrigger', credential, {});
	await n8n.client.publish(dentalReferrals);

	const { urn } = sandbox.dentalReferrals.seed.referrals.sent;
	expect((await sandbox.dentalReferrals.filesReady(filesReady(), urn)).status).toBe(200);
	expect((await sandbox.dentalReferrals.filesReady(filesReady(), urn)).status).toBe(200);
	const runs = await runsOf(dentalReferrals);
	expect(runs).toMatchObject([{ status: 'success', error: undefined }]);
	expect(itemsOf(runs[0])).toMatchObject([
		{ json: { referral_urn: urn }, binary: { file_1: { fileName: `${urn}.pdf` }, file_2: {} } },
	]);
});

test('when n8n was killed, events go on, and those before start nothing a second time', async () => {
	const { healthDock: health, dentalReferrals: dental } = sandbox;
	const { port, pid } = n8n;
	process.kill(pid, 'SIGKILL');
	await n8n.exited;
	await start(port);
	expect(n8n.port).toBe(port);

	const { urn } = dental.seed.referrals.sent;
	expect((await health.replay()).status).toBe(200);
	expect((await dental.filesReady(filesReady(), urn)).status).toBe(200);
	expect([await runsOf(healthDock), await runsOf(dentalReferrals)].map(({ length }) => length)).toEqual([
		1, 1,
	]);

	expect((await health.emit({ url: events() })).status).toBe(200);
	expect((await dental.filesReady(filesReady())).status).toBe(200);
	expect([await runsOf(healthDock), await runsOf(dentalReferrals)].map(({ length }) => length)).toEqual([
		2, 2,
	]);
}, 180_000);

test('HealthDock: a test listens until an event comes, and shows what is signed', async () => {
	const { healthDock: vendor } = sandbox;
	const listening = await n8n.client.rest('POST', `/workflows/${healthDock.id}/run`, {
		workflowData: await n8n.client.rest('GET', `/workflows/${healthDock.id}`),
		triggerToStartFrom: { name: 'Trigger' },
	});
	expect(listening).toMatchObject({ waitingForWebhook: true });
	expect((await vendor.forge('otherSecret', { url: events('webhook-test') })).status).toBe(401);
	expect((await vendor.emit({ url: events('webhook-test') })).status).toBe(200);
	const [run] = await runsOf(healthDock);
	expect(itemsOf(run)[0].json).toMatchObject({
		verification: { signedPart: 'bodyText', eventAndTimeAreSigned: true },
	});
});
