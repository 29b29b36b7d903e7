import type { Credential, N8nClient, SavedCredential } from '../../scripts/host';
import { oAuth2Credential, readOperators } from './support/alfaDocs';
import { n8nClient } from './support/n8n';
import { connect } from './support/oauth';
import { newSandbox, type Sandbox } from './support/sandbox';

let n8n: N8nClient;
let sandbox: Sandbox;
let credential: Credential;
let saved: SavedCredential;

beforeAll(async () => {
	n8n = n8nClient();
	sandbox = await newSandbox();
	credential = oAuth2Credential(sandbox, 'OAuth2 (e2e)');
	saved = await n8n.saveCredential(credential);
});

afterAll(async () => await sandbox.close());

const tokenRequests = () =>
	sandbox.alfaDocs.requests
		.filter(({ path }) => path.endsWith('/oauth2/token'))
		.map(({ body, status }) => ({ form: body as Record<string, string>, status }));

const readOnce = async () => await n8n.runWorkflow(readOperators('Operators by OAuth2 (e2e)', credential));

test('connects through the consent page of the vendor', async () => {
	const { authorize, page } = await connect(n8n, saved);

	expect(authorize.origin).toBe(sandbox.alfaDocs.origin);
	expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
	expect(page).not.toMatch(/error/i);
	expect(tokenRequests()).toEqual([
		{ form: expect.objectContaining({ grant_type: 'authorization_code' }), status: 200 },
	]);
});

test('a workflow reads with the token and shows it to nobody', async () => {
	const run = await readOnce();

	expect(run).toMatchObject({ status: 'success', error: undefined });
	expect(run.nodes.at(-1)?.items.length).toBeGreaterThan(0);
	const headers = sandbox.alfaDocs.requests.at(-1)?.headers;
	expect(headers?.authorization).toMatch(/^Bearer /);
	expect(headers).not.toHaveProperty('x-api-key');
	expect(JSON.stringify(run)).not.toContain(String(headers?.authorization).slice('Bearer '.length));
});

test('refreshes an expired token, and again with the refresh token that it got in exchange', async () => {
	for (const refreshes of [1, 2]) {
		sandbox.alfaDocs.fault({ kind: 'expiredToken' });
		expect(await readOnce()).toMatchObject({ status: 'success', error: undefined });
		expect(tokenRequests().filter(({ form }) => form.grant_type === 'refresh_token')).toHaveLength(refreshes);
	}

	const spent = tokenRequests().flatMap(({ form }) => form.refresh_token ?? []);
	expect(new Set(spent).size).toBe(2);
	expect(tokenRequests().every(({ status }) => status === 200)).toBe(true);
});
