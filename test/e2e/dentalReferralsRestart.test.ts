/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	changeDatabase,
	installTarball,
	startN8n,
	userFolder,
	type RunningN8n,
	type Workflow,
} from '../../scripts/host';
import {
	call,
	dentalReferralsCredential,
	itemsOf,
	referAndWait,
	startWaiting,
	type Waiting,
} from './support/dentalReferrals';
import { root } from '../../scripts/lib/processes.cjs';
import { readCredentials } from '../../scripts/start/examples';
import { packed } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

/** Of its own, because it is stopped and started again. */
let n8n: RunningN8n;
let folder: string;
let sandbox: Sandbox;
let workflow: Workflow;
let called: Waiting;
let forgotten: Waiting;
let example: Waiting;

/** The example as it is shipped. */
const EXAMPLE = join(root, 'examples', 'refer-with-radiographs-and-file-the-pdfs', 'waiting.json');

const start = async (port?: number) => {
	n8n = await startN8n({ userFolder: folder, port: port ?? 5700 });
	await n8n.client.signIn();
};

beforeAll(async () => {
	folder = userFolder('e2e-restart', { fresh: true });
	await installTarball(folder, packed());
	sandbox = await newSandbox();
	const credential = dentalReferralsCredential(sandbox, 'Dental Referrals');
	workflow = referAndWait('Refer and wait', credential);

	await start();
	await n8n.client.saveCredential(credential);
	called = await startWaiting(n8n.client, sandbox, workflow);
	forgotten = await startWaiting(n8n.client, sandbox, workflow);
	for (const shipped of readCredentials(sandbox)) await n8n.client.saveCredential(shipped);
	const waiting = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Workflow;
	example = await startWaiting(n8n.client, sandbox, waiting, 'Prepare the Referral');

	await n8n.stop();
	// The shortest that the node takes is an hour; this one has passed while n8n was down.
	await changeDatabase(folder, 'UPDATE execution_entity SET "waitTill" = ? WHERE "id" = ?', [
		new Date(Date.now() - 60_000).toISOString().replace('T', ' ').replace('Z', ''),
		forgotten.run.executionId,
	]);
	const { port } = n8n;
	await start(port);
	// Else the address that the vendor knows would be another n8n's.
	expect(n8n.port).toBe(port);
}, 180_000);

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

const endOf = async ({ run }: Waiting) =>
	await n8n.client.waitForExecution(run.executionId, { whileWaiting: true, timeoutMs: 30_000 });

test('an execution that sleeps through a restart of n8n goes on with the status and the PDFs', async () => {
	const { urn, run: before } = called;
	const { dentalReferrals: vendor } = sandbox;
	expect(before.nodes.map(({ name }) => name)).not.toContain('Last');

	vendor.submitForm(urn);
	const run = await endOf(called);

	expect(run).toMatchObject({ status: 'success', error: undefined });
	for (const step of ['Wait', 'Last']) {
		const [item, ...others] = itemsOf(run, step);
		expect(others).toEqual([]);
		expect(item.json).toMatchObject({ referral_urn: urn, referral_status: 'Entered on System' });
		expect(item.json.referral_files).toHaveLength(2);
		expect(item.binary).toEqual({
			file_1: expect.objectContaining({ mimeType: 'application/pdf', fileName: `${urn}.pdf` }),
			file_2: expect.objectContaining({ mimeType: 'application/pdf', fileName: `${urn}_MH.pdf` }),
		});
	}
	expect(vendor.deliveries.map(({ body, status }) => [(body as { urn: string }).urn, status])).toEqual([
		[urn, 200],
	]);
	expect(vendor.openedForms).toEqual([]);
	expect(JSON.stringify(run)).not.toContain(vendor.credentials.apiKey);
});

test('the example that waits goes on after the restart as well, and files the PDFs', async () => {
	sandbox.alfaDocs.requests.length = 0;
	sandbox.dentalReferrals.submitForm(example.urn);
	const run = await endOf(example);

	expect(run).toMatchObject({ status: 'success', error: undefined });
	expect(itemsOf(run, 'Wait for the PDFs')[0].json).toMatchObject({ referral_urn: example.urn });
	const filed = sandbox.alfaDocs.requests.filter(
		({ method, path }) => method === 'POST' && path.endsWith('/documents'),
	);
	expect(filed.map(({ status, body }) => [status, (body as { name: string }).name])).toEqual([
		[200, `${example.urn}.pdf`],
		[200, `${example.urn}_MH.pdf`],
	]);
});

test('at the time limit the items go on as they came', async () => {
	const run = await endOf(forgotten);

	expect(run).toMatchObject({ status: 'success', error: undefined });
	const prepared = itemsOf(run, 'Prepare').map(({ json }) => json);
	expect(prepared).toHaveLength(1);
	expect(itemsOf(run, 'Last').map(({ json, binary }) => ({ json, binary }))).toEqual([
		{ json: prepared[0], binary: undefined },
	]);

	// What comes too late wakes nothing.
	sandbox.dentalReferrals.submitForm(forgotten.urn);
	expect(await call(forgotten.callback, { urn: forgotten.urn })).toBe(409);
	expect(await endOf(forgotten)).toEqual(run);
});
