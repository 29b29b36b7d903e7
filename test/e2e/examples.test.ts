import type { N8nClient, Workflow } from '../../scripts/host';
import { readCredentials, readExamples } from '../../scripts/start/examples';
import { n8nClient } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

let n8n: N8nClient;
let sandbox: Sandbox;

beforeAll(async () => {
	n8n = n8nClient();
	sandbox = await newSandbox();
	for (const credential of readCredentials(sandbox)) await n8n.saveCredential(credential);
});

const VENDORS = ['alfaDocs', 'dentalReferrals', 'dotHealth', 'healthDock', 'heyDonto'] as const;

beforeEach(() => VENDORS.forEach((vendor) => sandbox[vendor].reset()));

afterAll(async () => await sandbox.close());

const examples = readExamples().map((example) => [example.slug, example] as const);

/** The nodes of a vendor in a workflow. */
const nodesOf = ({ nodes }: Workflow, vendor: string) =>
	nodes.filter(({ type }) => type.endsWith(`.${vendor}`));

const onlyReads = ({ parameters }: Workflow['nodes'][number]) =>
	/^(get|download)/.test(String(parameters.operation));

const isLogin = ({ path }: { path: string }) => /\/(login|token)$/.test(path);

test.each(examples)('%s runs as it is shipped', async (_slug, { workflow }) => {
	const run = await n8n.runWorkflow(workflow);

	expect(run).toMatchObject({ status: 'success', error: undefined });
	const steps = new Set(run.nodes.map(({ name }) => name));
	// Every step took part: a workflow that ends early because a step gave no items would pass otherwise.
	const expected = workflow.nodes.filter(({ type, disabled }) => !disabled && !type.endsWith('.stickyNote'));
	expect([...steps].sort()).toEqual(expected.map(({ name }) => name).sort());
	// And each of its vendors was asked, and written to where it should be, without a refusal.
	const vendors = VENDORS.filter((vendor) => nodesOf(workflow, vendor).length > 0);
	expect(vendors).not.toHaveLength(0);
	for (const vendor of vendors) {
		const { requests } = sandbox[vendor];
		expect(requests).not.toHaveLength(0);
		const writes = requests.filter((request) => request.method !== 'GET' && !isLogin(request));
		expect(writes.length > 0).toBe(!nodesOf(workflow, vendor).every(onlyReads));
		expect(requests.filter(isLogin).length).toBeLessThanOrEqual(1);
		// A token of before the reset is renewed when it is refused.
		expect(requests.filter(({ status }) => status >= 400 && status !== 401)).toEqual([]);
	}
});

test('a patient of HealthDock is entered once, however often the example runs', async () => {
	const { workflow } = readExamples().find(
		({ slug }) => slug === 'new-patient-and-appointment-in-healthdock',
	)!;
	const created: unknown[] = [];
	for (let runs = 0; runs < 2; runs++) {
		const { status, nodes } = await n8n.runWorkflow(workflow);
		expect(status).toBe('success');
		const step = nodes.find(({ name }) => name === 'Find or Create the Patient');
		created.push(...(step?.items ?? []).map(({ json }) => json.created));
	}

	expect(created).toEqual([true, false]);
	const added = sandbox.healthDock.requests.filter(
		({ method, path }) => method === 'POST' && path.endsWith('/patients'),
	);
	expect(added).toHaveLength(1);
	// Tomorrow morning in the time zone of the workflow, with its offset.
	const booked = sandbox.healthDock.requests.filter(
		({ method, path }) => method === 'POST' && path.endsWith('/appointments'),
	);
	const times = booked.map(({ body }) => (body as { date_time: string }).date_time);
	expect(times).toHaveLength(2);
	expect(times.every((time) => /^\d{4}-\d{2}-\d{2}T09:30:00\+05:30$/.test(time))).toBe(true);
});

test('a request of Dot Health is answered once, with all that HeyDonto has of its patient', async () => {
	const { dotHealth, heyDonto } = sandbox;
	const { workflow } = readExamples().find(({ slug }) => slug === 'answer-a-record-request-from-heydonto')!;
	const left: unknown[][] = [];
	for (let runs = 0; runs < 2; runs++) {
		const { status, nodes } = await n8n.runWorkflow(workflow);
		expect(status).toBe('success');
		left.push((nodes.find(({ name }) => name === 'What Is Left')?.items ?? []).map(({ json }) => json.id));
	}

	const { stat, ...others } = dotHealth.seed.requests;
	const open = [others.urgent, others.routine, others.forOthers].map(({ id }) => id);
	expect(left).toEqual([open, open]);
	const statusOf = (id: string) =>
		dotHealth.resources('CommunicationRequest').find((request) => request.id === id)?.status;
	expect([statusOf(stat.id), ...open.map(statusOf)]).toEqual(['completed', 'active', 'active', 'active']);

	const [{ created }, ...more] = dotHealth.transactions;
	expect(more).toEqual([]);
	const records = created.map((reference) => {
		const [type, id] = reference.split('/');
		return dotHealth.resources(type).find((record) => record.id === id);
	});
	expect(records.map((record) => record?.resourceType).sort()).toEqual([
		'AllergyIntolerance',
		'Communication',
		'Condition',
		'MedicationRequest',
		'Observation',
		'Observation',
	]);
	// Hers at Dot Health, and nothing that means somebody at HeyDonto.
	const sent = JSON.stringify(records);
	expect(sent.split(`Patient/${dotHealth.seed.patients.chloe.id}`)).toHaveLength(6);
	expect(sent).not.toContain(heyDonto.seed.patients.chloe.id);
	expect(sent).not.toContain(heyDonto.seed.practitioners.chen.id);
});

test('the examples keep their shape when they are imported twice', async () => {
	const names = async () =>
		(await n8n.rest<Array<{ name: string }>>('GET', '/workflows')).map(({ name }) => name);
	for (const [, { workflow }] of examples) await n8n.saveWorkflow(workflow);

	const present = await names();
	for (const [, { workflow }] of examples) {
		expect(present.filter((name) => name === workflow.name)).toHaveLength(1);
	}
});
