import type { Credential, N8nClient, SavedCredential } from '../../scripts/host';
import { apiKeyCredential, readOperators } from './support/alfaDocs';
import { n8nClient } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

let n8n: N8nClient;
let sandbox: Sandbox;
let credential: Credential;
let saved: SavedCredential;

beforeAll(async () => {
	n8n = n8nClient();
	sandbox = await newSandbox();
	credential = apiKeyCredential(sandbox, 'API key (e2e)');
	saved = await n8n.saveCredential(credential);
});

afterAll(async () => await sandbox.close());

const testWith = async (data: Record<string, unknown>) =>
	await n8n.testCredential({ ...credential, id: saved.id, data: { ...credential.data, ...data } });

test('the test button accepts the right key', async () => {
	expect(await testWith({})).toMatchObject({ status: 'OK' });
});

test('the test button says what is wrong with a wrong key', async () => {
	const { status, message } = await testWith({ apiKey: 'WrongKeyWrongKeyWrongKeyWrongKey' });

	expect(status).toBe('Error');
	expect(message).toMatch(/key|auth|credential/i);
	expect(message).not.toContain('WrongKey');
});

test('the test button says so when nothing answers', async () => {
	const { status } = await testWith({ baseUrl: 'http://127.0.0.1:9/api/v1' });

	expect(status).toBe('Error');
});

test('a workflow reads with the key, and sends it nowhere but to the sandbox', async () => {
	sandbox.alfaDocs.reset();
	const run = await n8n.runWorkflow(readOperators('Operators by API key (e2e)', credential));

	expect(run).toMatchObject({ status: 'success', error: undefined });
	expect(run.nodes.at(-1)?.items.length).toBeGreaterThan(0);
	expect(sandbox.alfaDocs.requests.map(({ headers }) => headers['x-api-key'])).toContain(
		sandbox.alfaDocs.credentials.apiKey,
	);
	expect(JSON.stringify(run)).not.toContain(sandbox.alfaDocs.credentials.apiKey);
});

test('a refused key fails the node with a message that helps', async () => {
	const wrong = {
		...credential,
		name: 'Wrong key (e2e)',
		data: { ...credential.data, apiKey: 'x'.repeat(32) },
	};
	await n8n.saveCredential(wrong);
	const run = await n8n.runWorkflow(readOperators('Operators by a wrong key (e2e)', wrong));

	expect(run.status).toBe('error');
	expect(`${run.error?.message} ${run.error?.description}`).toMatch(/key|credential/i);
});
