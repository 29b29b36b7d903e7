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
	credential = {
		name: 'HealthDock (e2e)',
		type: 'healthDockApi',
		data: {
			environment: 'custom',
			baseUrl: sandbox.healthDock.baseUrl,
			apiKey: sandbox.healthDock.credentials.apiKey,
		},
	};
	saved = await n8n.saveCredential(credential);
});

beforeEach(() => sandbox.healthDock.reset());

afterAll(async () => await sandbox.close());

const testWith = async (data: Record<string, unknown>) =>
	await n8n.testCredential({ ...credential, id: saved.id, data: { ...credential.data, ...data } });

/** A workflow that lists the clinic's patients with this credential. */
const listPatients = (name: string, { type, name: credentialName }: Credential) =>
	chain(name, [
		{
			name: 'Patients',
			type: `${packed().name}.healthDock`,
			typeVersion: 1,
			parameters: {
				authentication: type === 'healthDockApi' ? 'apiKey' : 'oAuth2',
				resource: 'patient',
				operation: 'getAll',
				returnAll: true,
			},
			credentials: { [type]: { name: credentialName } },
		},
	]);

test('the test button accepts the right key', async () => {
	expect(await testWith({})).toMatchObject({ status: 'OK' });
	expect(sandbox.healthDock.requests.map(({ headers }) => headers.authorization)).toEqual([
		`Bearer ${sandbox.healthDock.credentials.apiKey}`,
	]);
});

test('the test button says what is wrong with a wrong key', async () => {
	const { status, message } = await testWith({ apiKey: 'wrong-key-wrong-key' });

	expect(status).toBe('Error');
	expect(message).toMatch(/key|auth|credential/i);
	expect(message).not.toContain('wrong-key');
});

test('a workflow reads with the key and shows it to nobody', async () => {
	const run = await n8n.runWorkflow(listPatients('Patients of HealthDock (e2e)', credential));

	expect(run).toMatchObject({ status: 'success', error: undefined });
	const ids = run.nodes.at(-1)?.items.map(({ json }) => json.patient_id);
	expect(ids).toEqual(Object.values(sandbox.healthDock.seed.patients).map(({ id }) => id));
	expect(JSON.stringify(run)).not.toContain(sandbox.healthDock.credentials.apiKey);
});

test('a refused key fails the node with a message that helps', async () => {
	const wrong = {
		...credential,
		name: 'Wrong key of HealthDock (e2e)',
		data: { ...credential.data, apiKey: 'wrong-key' },
	};
	await n8n.saveCredential(wrong);
	const run = await n8n.runWorkflow(listPatients('Patients by a wrong key (e2e)', wrong));

	expect(run.status).toBe('error');
	expect(`${run.error?.message} ${run.error?.description}`).toMatch(/key|credential/i);
});

test('by OAuth2: connects with the token address that was entered, reads, and refreshes', async () => {
	const { origin, baseUrl, credentials } = sandbox.healthDock;
	const { clientId, clientSecret, tokenPath } = credentials.oauth;
	const oAuth2: Credential = {
		name: 'HealthDock OAuth2 (e2e)',
		type: 'healthDockOAuth2Api',
		data: {
			environment: 'custom',
			baseUrl,
			clientId,
			clientSecret,
			accessTokenUrl: origin + tokenPath,
			scope: '',
		},
	};
	const { authorize, page } = await connect(n8n, await n8n.saveCredential(oAuth2));
	expect(authorize.href).toContain(`${origin}/oauth/authorize?`);
	expect(page).not.toMatch(/error/i);

	for (const expired of [false, true]) {
		if (expired) sandbox.healthDock.fault({ kind: 'expiredToken' });
		const run = await n8n.runWorkflow(listPatients('Patients by OAuth2 (e2e)', oAuth2));
		expect(run).toMatchObject({ status: 'success', error: undefined });
		expect(run.nodes.at(-1)?.items.length).toBeGreaterThan(0);
	}
	const grants = sandbox.healthDock.requests
		.filter(({ path }) => path === tokenPath)
		.map(({ body, status }) => [(body as Record<string, string>).grant_type, status]);
	expect(grants).toEqual([
		['authorization_code', 200],
		['refresh_token', 200],
	]);
});
