import { NodeHelpers, type INode, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';

import { chain, type Credential, type N8nClient, type SavedCredential } from '../../scripts/host';
import { dentalReferralsCredential } from './support/dentalReferrals';
import { n8nClient, packed } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

let n8n: N8nClient;
let sandbox: Sandbox;
let credential: Credential;
let saved: SavedCredential;

beforeAll(async () => {
	n8n = n8nClient();
	sandbox = await newSandbox();
	credential = dentalReferralsCredential(sandbox, 'Dental Referrals (e2e)');
	saved = await n8n.saveCredential(credential);
});

beforeEach(() => sandbox.dentalReferrals.reset());

afterAll(async () => await sandbox.close());

describe('the test button', () => {
	const testWith = async (data: Record<string, unknown>) =>
		await n8n.testCredential({ ...credential, id: saved.id, data: { ...credential.data, ...data } });

	test('accepts the right key', async () => {
		const { baseUrl, credentials, requests } = sandbox.dentalReferrals;

		expect(await testWith({})).toMatchObject({ status: 'OK' });
		expect(requests.map(({ method, path, headers }) => [method, path, headers.authorization])).toEqual([
			['GET', `${new URL(baseUrl).pathname}/`, `Token token=${credentials.apiKey}`],
		]);
	});

	test('says what is wrong with a wrong key', async () => {
		const { status, message } = await testWith({ apiKey: 'WrongKeyWrongKey' });

		expect(status).toBe('Error');
		expect(message).toMatch(/key|auth|credential/i);
		expect(message).not.toContain('WrongKey');
	});
});

describe("n8n's HTTP Request node", () => {
	const request = async (url: string) =>
		await n8n.runWorkflow(
			chain('HTTP Request with Dental Referrals (e2e)', [
				{
					name: 'Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: {
						url,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: credential.type,
						options: {},
					},
					credentials: { [credential.type]: { name: credential.name } },
				},
			]),
		);

	test('can use the credential for what the node does not offer', async () => {
		const run = await request(`${sandbox.dentalReferrals.baseUrl}/available_forms`);

		expect(run).toMatchObject({ status: 'success', error: undefined });
	});

	test('does not get the key for another host', async () => {
		const foreign = await newSandbox();
		const run = await request(`${foreign.dentalReferrals.baseUrl}/available_forms`);
		const { requests } = foreign.dentalReferrals;
		await foreign.close();

		expect(run.status).toBe('error');
		expect(run.error?.message).toContain(`not for ${new URL(foreign.dentalReferrals.origin).host}`);
		expect(requests).toEqual([]);
	});
});

describe('the node types', () => {
	const typeOf = async (name: string) =>
		(await n8n.nodeTypes()).find((type) => type.name === `${packed().name}.${name}`) as unknown as
			| INodeTypeDescription
			| undefined;

	/** The operations on a referral that a form of this type offers, by n8n's own rules. */
	function offered(type: INodeTypeDescription): unknown[] {
		const values: INodeParameters = { resource: 'referral' };
		const node = { typeVersion: 1, type: type.name, parameters: values } as INode;
		const isShown = (entry: Parameters<typeof NodeHelpers.displayParameter>[1]) =>
			NodeHelpers.displayParameter(values, entry, node, type);
		const choice = type.properties.find((property) => property.name === 'operation' && isShown(property));
		// A choice has the same conditions as a property.
		return (
			(choice?.options ?? [])
				.filter((option) => isShown(option as typeof choice & object))
				.map((option) => ('value' in option ? option.value : undefined))
				// n8n's own addition to every node with a credential.
				.filter((value) => value !== '__CUSTOM_API_CALL__')
		);
	}

	test('the node offers to wait, its AI tool does not', async () => {
		const [node, tool] = [await typeOf('dentalReferrals'), await typeOf('dentalReferralsTool')];

		expect(node && offered(node)).toContain('waitForFiles');
		expect(tool && offered(tool)).toEqual([
			'getAll',
			'getAllForPatient',
			'getStatus',
			'prepare',
			'saveDraft',
		]);
	});
});
