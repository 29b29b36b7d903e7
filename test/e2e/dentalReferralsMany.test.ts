import { chain, type N8nClient } from '../../scripts/host';
import { dentalReferralsCredential, itemsOf, referAndWait } from './support/dentalReferrals';
import { n8nClient } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

let n8n: N8nClient;
let sandbox: Sandbox;

beforeAll(async () => {
	n8n = n8nClient();
	sandbox = await newSandbox();
});

afterAll(async () => await sandbox.close());

/** n8n's own rules: with waiting switched on it would take the first answer for all of them. */
const EACH_BY_ITSELF = { mode: 'each', options: { waitForSubWorkflow: false } };

test('several referrals wait side by side, each in an execution of its own', async () => {
	const { dentalReferrals: vendor } = sandbox;
	const credential = dentalReferralsCredential(sandbox, 'Dental Referrals, many (e2e)');
	await n8n.saveCredential(credential);
	const one = referAndWait('Refer one patient (e2e)', credential);
	Object.assign(one.nodes[0], {
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		parameters: { inputSource: 'passthrough' },
	});
	const saved = await n8n.saveWorkflow(one);
	await n8n.publish(saved);
	const known = vendor.referrals.length;

	const run = await n8n.runWorkflow(
		chain('Refer many patients (e2e)', [
			{
				name: 'Patients',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: 'return [1, 2, 3].map((patient) => ({ json: { patient } }));' },
			},
			{
				name: 'Refer',
				type: 'n8n-nodes-base.executeWorkflow',
				typeVersion: 1.2,
				parameters: { workflowId: { __rl: true, mode: 'id', value: saved.id }, ...EACH_BY_ITSELF },
			},
		]),
	);
	expect(run).toMatchObject({ status: 'success', error: undefined });

	const executions = async () => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: saved.id }));
		const { results } = await n8n.rest<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`/executions?filter=${filter}`,
		);
		return results;
	};
	const all = async (status: string) => {
		const limit = Date.now() + 20_000;
		for (;;) {
			const found = (await executions()).filter((execution) => execution.status === status);
			if (found.length === 3) return found;
			if (Date.now() > limit) throw new Error(`Not all are ${status}: ${JSON.stringify(await executions())}`);
		}
	};
	await all('waiting');
	// In another order than they were prepared in.
	const urns = vendor.referrals.slice(known).map(({ urn }) => urn);
	for (const urn of [...urns].reverse()) vendor.submitForm(urn);

	const ended = await all('success');
	const outcomes = await Promise.all(ended.map(async ({ id }) => await n8n.waitForExecution(id)));
	const items = outcomes.map((outcome) => itemsOf(outcome, 'Last')[0]);
	expect(items.map(({ json }) => json.referral_urn).sort()).toEqual(urns);
	expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual(urns.map(() => ['file_1', 'file_2']));
	expect(vendor.openedForms).toEqual([]);
});
