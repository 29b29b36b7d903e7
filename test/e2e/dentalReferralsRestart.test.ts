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
import { packed } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

/** Of its own, because it is stopped and started again. */
let n8n: RunningN8n;
let folder: string;
let sandbox: Sandbox;
let workflow: Workflow;
let called: Waiting;
let forgotten: Waiting;

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
