/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { setTimeout as pause } from 'node:timers/promises';

import {
	installTarball,
	startN8n,
	userFolder,
	type RunningN8n,
	type SavedWorkflow,
	type StoredExecution,
	type Workflow,
	type WorkflowRun,
} from '../../scripts/host';
import { packed } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';
import { triggerCases, type TriggerCase } from './support/triggers';

/** Of its own, because it is stopped, killed and started again. */
let n8n: RunningN8n;
let folder: string;
let sandbox: Sandbox;

const workflows = new Map<TriggerCase, SavedWorkflow>();
const webhookId = (at: number) => `5b6f2c1e-0d3a-4c88-9f41-${String(at).padStart(12, '0')}`;
const urlOf = (entry: TriggerCase) =>
	`${n8n.origin}/webhook/${webhookId(triggerCases.indexOf(entry))}/${entry.path}`;

const workflowOf = (entry: TriggerCase, at: number): Workflow => {
	const credential = entry.credential(sandbox);
	return {
		name: `Triggered by ${entry.node}`,
		nodes: [
			{
				id: `trigger-${at}`,
				name: 'Trigger',
				type: `${packed().name}.${entry.node}`,
				typeVersion: 1,
				position: [0, 0],
				parameters: entry.parameters,
				credentials: { [credential.type]: { name: credential.name } },
				webhookId: webhookId(at),
			},
			{
				id: `last-${at}`,
				name: 'Last',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: 'Last', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
	};
};

const start = async (port?: number) => {
	n8n = await startN8n({ userFolder: folder, port: port ?? 5710 });
	await n8n.client.signIn();
};

/** Ends n8n as a power cut does: it has no chance to save anything. */
const kill = async () => {
	process.kill(n8n.pid, 'SIGKILL');
	await n8n.exited;
};

const runsOf = async (entry: TriggerCase): Promise<WorkflowRun[]> => {
	const { id } = workflows.get(entry)!;
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await n8n.client.rest<{ results: StoredExecution[] }>(
		'GET',
		`/executions?filter=${filter}`,
	);
	return await Promise.all(results.map(async (run) => await n8n.client.waitForExecution(run.id)));
};

/** How many times each event started the workflow. */
const startsOf = async (entry: TriggerCase, events: string[]): Promise<number[]> => {
	const items = (await runsOf(entry)).flatMap(({ nodes }) =>
		nodes.filter(({ name }) => name === 'Last').flatMap((node) => node.items),
	);
	return events.map(
		(event) => items.filter(({ json }) => new RegExp(`[":/]${event}[",}]`).test(JSON.stringify(json))).length,
	);
};

/** Waits until every event has started the workflow. */
const untilStarted = async (entry: TriggerCase, events: string[], timeoutMs = 45_000) => {
	const limit = Date.now() + timeoutMs;
	for (;;) {
		const starts = await startsOf(entry, events);
		if (starts.every((count) => count > 0) || Date.now() > limit) return starts;
		await pause(500);
	}
};

beforeAll(async () => {
	folder = userFolder('e2e-triggers', { fresh: true });
	await installTarball(folder, packed());
	sandbox = await newSandbox();
	await start();
	for (const [at, entry] of triggerCases.entries()) {
		await n8n.client.saveCredential(entry.credential(sandbox));
		const saved = await n8n.client.saveWorkflow(workflowOf(entry, at));
		workflows.set(entry, saved);
		await n8n.client.publish(saved);
	}
}, 240_000);

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

const cases = triggerCases.map((entry) => [entry.node, entry] as const);
const before = new Map<TriggerCase, string>();
const during = new Map<TriggerCase, string>();

test.each(cases)('%s starts its workflow', async (_, entry) => {
	// A poll that has not seen the list before has nothing to compare with.
	await pause(entry.parameters.pollTimes ? 6_000 : 0);
	const event = await entry.happen(sandbox, urlOf(entry));
	before.set(entry, event);
	expect(await untilStarted(entry, [event])).toEqual([1]);
});

test('n8n is restarted', async () => {
	const { port } = n8n;
	await n8n.stop();
	await start(port);
	expect(n8n.port).toBe(port);
}, 120_000);

test.each(cases)('%s goes on after a restart, and repeats nothing', async (_, entry) => {
	const event = await entry.happen(sandbox, urlOf(entry));
	expect(await untilStarted(entry, [event, before.get(entry)!])).toEqual([1, 1]);
});

test('n8n is killed, things happen, and it is started again', async () => {
	const { port } = n8n;
	sandbox.dentalReferrals.setWebhookHour(20_000);
	await kill();
	for (const entry of triggerCases) during.set(entry, await entry.happen(sandbox, urlOf(entry)));
	await start(port);
	expect(n8n.port).toBe(port);
}, 120_000);

test.each(cases)('%s misses nothing that can be brought back', async (_, entry) => {
	const after = await entry.happen(sandbox, urlOf(entry));
	const events = entry.isRecoverable ? [during.get(entry)!, after] : [after];
	const starts = await untilStarted(entry, events);
	// At least once: n8n may have been killed between starting the workflow and remembering it.
	expect(Math.min(...starts)).toBeGreaterThan(0);
});

test.each(cases)('%s leaves nothing behind at the vendor', async (_, entry) => {
	await n8n.client.unpublish(workflows.get(entry)!);
	const event = await entry.happen(sandbox, urlOf(entry));
	await pause(entry.parameters.pollTimes ? 6_000 : 1_000);
	expect(await startsOf(entry, [event])).toEqual([0]);
	expect(entry.leftovers?.(sandbox) ?? []).toEqual([]);
});
