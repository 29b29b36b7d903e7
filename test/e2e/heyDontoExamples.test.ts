import type { N8nClient, WorkflowRun } from '../../scripts/host';
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

beforeEach(() => sandbox.heyDonto.reset());

afterAll(async () => await sandbox.close());

async function runExample(slug: string): Promise<WorkflowRun> {
	const run = await n8n.runWorkflow(readExamples().find((example) => example.slug === slug)!.workflow);
	expect(run).toMatchObject({ status: 'success', error: undefined });
	return run;
}

const rowsOf = ({ nodes }: WorkflowRun, step: string) =>
	(nodes.find(({ name }) => name === step)?.items ?? []).map(({ json }) => json);

/** Bodies of what was stored at addresses with this ending. */
const stored = (ending: string) =>
	sandbox.heyDonto.requests
		.filter(({ method, path, status }) => method === 'POST' && path.endsWith(ending) && status < 300)
		.map(({ body }) => body as Record<string, unknown>);

test('the recall list holds those who are due, the longest ago first', async () => {
	const run = await runExample('recall-list');

	const { emma, ava, sofia } = sandbox.heyDonto.seed.patients;
	expect(rowsOf(run, 'Longest Ago First').map(({ Patient }) => Patient)).toEqual(
		[sofia, emma, ava].map(({ id }) => `Patient/${id}`),
	);
	expect(run.nodes.at(-1)?.items[0].binary).toMatchObject({ data: { fileExtension: 'csv' } });
});

test('a new patient is entered once and gets one free time after the other', async () => {
	const runs = [
		await runExample('new-patient-to-appointment'),
		await runExample('new-patient-to-appointment'),
	];

	expect(runs.flatMap((run) => rowsOf(run, 'Create the Patient')).map(({ created }) => created)).toEqual([
		true,
		false,
	]);
	expect(stored('/patient')).toHaveLength(1);
	const [{ reference: patient }] = rowsOf(runs[0], 'Create the Patient');
	const slots = runs.flatMap((run) => rowsOf(run, 'Take the Slot'));
	expect(slots.map(({ status }) => status)).toEqual(['busy', 'busy']);
	expect(slots[0].id).toBe(sandbox.heyDonto.seed.slots.free.id);
	expect(slots[1].id).not.toBe(slots[0].id);
	expect(stored('/appointment')).toEqual(
		slots.map(({ reference, start, end }) => ({
			resourceType: 'Appointment',
			status: 'booked',
			description: 'Check-up',
			start,
			end,
			slot: [{ reference }],
			participant: [patient, `Practitioner/${sandbox.heyDonto.seed.practitioners.chen.id}`].map((actor) => ({
				actor: { reference: actor },
				status: 'accepted',
			})),
		})),
	);
});

test('a CSV file is one transaction, and a second run enters nobody again', async () => {
	const runs = [
		await runExample('load-a-csv-as-one-transaction'),
		await runExample('load-a-csv-as-one-transaction'),
	];

	const [first, second] = runs.map((run) => rowsOf(run, 'Old Number and New ID'));
	expect(first.map(({ number, created }) => [number, created])).toEqual(
		['3001', '3002', '3003', '3004'].map((number) => [number, true]),
	);
	expect(second).toEqual(first.map((row) => ({ ...row, created: false })));
	const bundles = stored('/fhir');
	expect(bundles.map(({ type, entry }) => [type, (entry as unknown[]).length])).toEqual([
		['transaction', 4],
		['transaction', 4],
	]);
});
