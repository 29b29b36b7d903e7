import type { N8nClient } from '../../scripts/host';
import { readCredentials, readExamples } from '../../scripts/start/examples';
import { n8nClient } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

let n8n: N8nClient;
let sandbox: Sandbox;

beforeAll(async () => {
	n8n = await n8nClient();
	sandbox = await newSandbox();
	for (const credential of readCredentials(sandbox)) await n8n.saveCredential(credential);
});

beforeEach(() => sandbox.alfaDocs.reset());

afterAll(async () => await sandbox.close());

const examples = readExamples().map((example) => [example.slug, example] as const);

test.each(examples)('%s runs as it is shipped', async (_slug, { workflow }) => {
	const run = await n8n.runWorkflow(workflow);

	expect(run).toMatchObject({ status: 'success', error: undefined });
	const steps = new Set(run.nodes.map(({ name }) => name));
	// Every step took part: a workflow that ends early because a step gave no items would pass otherwise.
	const expected = workflow.nodes.filter(({ type, disabled }) => !disabled && !type.endsWith('.stickyNote'));
	expect([...steps].sort()).toEqual(expected.map(({ name }) => name).sort());
	// And the vendor was written to, without a refusal.
	const { requests } = sandbox.alfaDocs;
	expect(requests.some(({ method }) => method !== 'GET')).toBe(true);
	expect(requests.filter(({ status }) => status >= 400)).toEqual([]);
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
