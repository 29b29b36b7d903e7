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

/** A minute until the next poll, and time to spare. */
const PATIENCE = 90_000;

/** Waits until every event of every trigger has started its workflow; how often each did, by trigger. */
const untilStarted = async (expected: Map<TriggerCase, string[]>): Promise<Record<string, number[]>> => {
	const limit = Date.now() + PATIENCE;
	for (;;) {
		const starts: Record<string, number[]> = {};
		for (const [entry, events] of expected) starts[entry.node] = await startsOf(entry, events);
		const isDone = Object.values(starts).every((counts) => counts.every((count) => count > 0));
		if (isDone || Date.now() > limit) return starts;
		await pause(1_000);
	}
};

const asks = (entry: TriggerCase): boolean => 'pollTimes' in entry.parameters;
const asking = triggerCases.filter(asks);
const called = triggerCases.filter((entry) => !asks(entry));

/** Makes something happen at the vendors of these triggers. */
const happenAt = async (entries: TriggerCase[]): Promise<Map<TriggerCase, string>> => {
	const events = new Map<TriggerCase, string>();
	for (const entry of entries) events.set(entry, await entry.happen(sandbox, urlOf(entry)));
	return events;
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

const seen = new Map<TriggerCase, string[]>(triggerCases.map((entry) => [entry, []]));
const note = (events: Map<TriggerCase, string>) => {
	for (const [entry, event] of events) seen.set(entry, [...seen.get(entry)!, event]);
};
const once = (entries: TriggerCase[]) =>
	Object.fromEntries(entries.map((entry) => [entry.node, seen.get(entry)!.map(() => 1)]));

test('every trigger starts its workflow once', async () => {
	note(await happenAt(triggerCases));
	expect(await untilStarted(seen)).toEqual(once(triggerCases));
}, 150_000);

test('after a restart of n8n they go on, and repeat nothing', async () => {
	const { port } = n8n;
	await n8n.stop();
	note(await happenAt(asking));
	await start(port);
	expect(n8n.port).toBe(port);
	note(await happenAt(called));
	expect(await untilStarted(seen)).toEqual(once(triggerCases));
}, 180_000);

test('when n8n is killed and things happen meanwhile, nothing is missed that can be brought back', async () => {
	const { port } = n8n;
	// Dental Referrals calls again after what it calls an hour.
	sandbox.dentalReferrals.setWebhookHour(10_000);
	await kill();
	const meanwhile = await happenAt(triggerCases);
	await start(port);
	expect(n8n.port).toBe(port);
	const after = await happenAt(called);
	const expected = new Map(
		triggerCases.map((entry) => {
			const recovered = entry.isRecoverable ? [meanwhile.get(entry)!] : [];
			const next = after.get(entry);
			return [entry, [...recovered, ...(next ? [next] : [])]] as [TriggerCase, string[]];
		}),
	);
	const starts = await untilStarted(expected);
	// At least once: n8n may have been killed between starting a workflow and remembering it.
	const missed = Object.entries(starts).filter(([, counts]) => counts.includes(0));
	expect(missed).toEqual([]);
}, 180_000);

test('unpublished, they start nothing, and nothing is left at the vendors', async () => {
	for (const entry of triggerCases) await n8n.client.unpublish(workflows.get(entry)!);
	const late = await happenAt(triggerCases);
	await pause(65_000);
	for (const [entry, event] of late) {
		expect([entry.node, await startsOf(entry, [event])]).toEqual([entry.node, [0]]);
		expect(entry.leftovers?.(sandbox) ?? []).toEqual([]);
	}
}, 150_000);
