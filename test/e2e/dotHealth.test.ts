import type { Credential, N8nClient, SavedCredential } from '../../scripts/host';
import { chain } from '../../scripts/host';
import { n8nClient, packed } from './support/n8n';
import { connect } from './support/oauth';
import { newSandbox, type Sandbox } from './support/sandbox';

let n8n: N8nClient;
let sandbox: Sandbox;
let credential: Credential;
let saved: SavedCredential;

beforeAll(async () => {
	n8n = n8nClient();
	sandbox = await newSandbox();
	const { baseUrl, authUrl, credentials } = sandbox.dotHealth;
	credential = {
		name: 'Dot Health (e2e)',
		type: 'dotHealthApi',
		data: {
			environment: 'custom',
			baseUrl,
			authUrl,
			clientId: credentials.clientId,
			clientSecret: credentials.clientSecret,
			organizationId: '',
			pathOverrides: '{}',
		},
	};
	saved = await n8n.saveCredential(credential);
});

beforeEach(() => sandbox.dotHealth.reset());

afterAll(async () => await sandbox.close());

const testWith = async (data: Record<string, unknown>) =>
	await n8n.testCredential({ ...credential, id: saved.id, data: { ...credential.data, ...data } });

const WRONG_SECRET = 'not-the-secret-at-all';

/** A workflow that lists the open requests with this credential. */
const listRequests = (name: string, { type, name: credentialName }: Credential) =>
	chain(name, [
		{
			name: 'Requests',
			type: `${packed().name}.dotHealth`,
			typeVersion: 1,
			parameters: {
				authentication: type === 'dotHealthApi' ? 'clientCredentials' : 'oAuth2',
				resource: 'communicationRequest',
				operation: 'getAll',
				returnAll: true,
				filters: { actionable: true },
				options: {},
			},
			credentials: { [type]: { name: credentialName } },
		},
	]);

/** Method, path below the origin, and status of each request. */
const asked = () =>
	sandbox.dotHealth.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);

test('the test button logs in and asks for one request', async () => {
	expect(await testWith({})).toMatchObject({ status: 'OK' });
	const { credentials, baseUrl } = sandbox.dotHealth;
	expect(asked()).toEqual([
		`POST ${credentials.tokenPath} 200`,
		`GET ${new URL(baseUrl).pathname}/CommunicationRequest 200`,
	]);
});

test('the test button says what is wrong with a wrong secret', async () => {
	const { status, message } = await testWith({ clientSecret: WRONG_SECRET });

	expect(status).toBe('Error');
	expect(message).toMatch(/client ID and client secret/);
	expect(message).not.toContain(WRONG_SECRET);
});

test('the test button says so when nothing answers', async () => {
	const { status } = await testWith({ authUrl: 'http://127.0.0.1:9/auth/api/integrations' });

	expect(status).toBe('Error');
});

test('a workflow logs in once, and shows secret and token to nobody', async () => {
	const workflow = listRequests('Requests of Dot Health (e2e)', credential);
	const runs = [await n8n.runWorkflow(workflow), await n8n.runWorkflow(workflow)];

	const { urgent, routine, stat, forOthers } = sandbox.dotHealth.seed.requests;
	for (const run of runs) {
		expect(run).toMatchObject({ status: 'success', error: undefined });
		const ids = run.nodes.at(-1)?.items.map(({ json }) => json.id);
		expect(ids).toEqual([urgent, routine, stat, forOthers].map(({ id }) => id));
	}
	const { credentials, requests } = sandbox.dotHealth;
	expect(requests.filter(({ path }) => path === credentials.tokenPath)).toHaveLength(1);
	const [, token] = String(requests.at(-1)?.headers.authorization).split(' ');
	expect(token.length).toBeGreaterThan(10);
	expect(JSON.stringify(runs)).not.toContain(token);
	expect(JSON.stringify(runs)).not.toContain(credentials.clientSecret);
});

test('a refused secret fails the node with a message that helps', async () => {
	const wrong = {
		...credential,
		name: 'Wrong secret of Dot Health (e2e)',
		data: { ...credential.data, clientSecret: WRONG_SECRET },
	};
	await n8n.saveCredential(wrong);
	const run = await n8n.runWorkflow(listRequests('Requests by a wrong secret (e2e)', wrong));

	expect(run.status).toBe('error');
	expect(`${run.error?.message} ${run.error?.description}`).toMatch(/secret|credential/i);
	expect(JSON.stringify(run)).not.toContain(WRONG_SECRET);
});

test('by OAuth2: connects with the addresses that were entered, reads, and refreshes', async () => {
	const { origin, baseUrl, credentials } = sandbox.dotHealth;
	const { clientId, clientSecret, authorizePath, tokenPath } = credentials;
	const oAuth2: Credential = {
		name: 'Dot Health OAuth2 (e2e)',
		type: 'dotHealthOAuth2Api',
		data: {
			environment: 'custom',
			baseUrl,
			clientId,
			clientSecret,
			authUrl: origin + authorizePath,
			accessTokenUrl: origin + tokenPath,
			scope: '',
		},
	};
	const { authorize, page } = await connect(n8n, await n8n.saveCredential(oAuth2));
	expect(authorize.href).toContain(`${origin}${authorizePath}?`);
	expect(page).not.toMatch(/error/i);

	for (const expired of [false, true]) {
		if (expired) sandbox.dotHealth.expireTokens();
		const run = await n8n.runWorkflow(listRequests('Requests by OAuth2 (e2e)', oAuth2));
		expect(run).toMatchObject({ status: 'success', error: undefined });
		expect(run.nodes.at(-1)?.items.length).toBeGreaterThan(0);
	}
	const grants = sandbox.dotHealth.requests
		.filter(({ path }) => path === tokenPath)
		.map(({ body, status }) => [(body as Record<string, string>).grant_type, status]);
	expect(grants).toEqual([
		['authorization_code', 200],
		['refresh_token', 200],
	]);
});
