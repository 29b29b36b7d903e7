import type { INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';

import type { Credential, N8nClient, SavedCredential } from '../../scripts/host';
import { heyDontoCredential, heyDontoWorkflow } from './support/heyDonto';
import { n8nClient, packed } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

let n8n: N8nClient;
let sandbox: Sandbox;
let credential: Credential;
let saved: SavedCredential;

beforeAll(async () => {
	n8n = n8nClient();
	sandbox = await newSandbox();
	credential = heyDontoCredential(sandbox, 'HeyDonto (e2e)');
	saved = await n8n.saveCredential(credential);
});

/** Ends every login, too: n8n finds out by a 401. */
beforeEach(() => sandbox.heyDonto.reset());

afterAll(async () => await sandbox.close());

const lines = () =>
	sandbox.heyDonto.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);

describe('the test button', () => {
	const testWith = async (data: Record<string, unknown>) =>
		await n8n.testCredential({ ...credential, id: saved.id, data: { ...credential.data, ...data } });

	test('logs in and asks who is logged in', async () => {
		expect(await testWith({})).toMatchObject({ status: 'OK' });
		expect(lines()).toEqual(['POST /auth/login 201', 'GET /auth/user 200']);
	});

	test('says what is wrong with a wrong password', async () => {
		const { status, message } = await testWith({ password: 'not-the-password' });

		expect(status).toBe('Error');
		expect(message).toMatch(/password|auth|credential/i);
		expect(message).not.toContain('not-the-password');
	});

	test('says so when nothing answers', async () => {
		expect(await testWith({ baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ status: 'Error' });
	});
});

describe('the editor', () => {
	/** What the editor asks while somebody fills in a form. */
	const ask = async <T>(what: string, methodName: string, parameters: object, more: object = {}) =>
		await n8n.rest<T>('POST', `/dynamic-node-parameters/${what}`, {
			path: 'parameters',
			nodeTypeAndVersion: { name: `${packed().name}.heyDonto`, version: 1 },
			methodName,
			currentNodeParameters: parameters,
			credentials: { [saved.type]: { id: saved.id, name: saved.name } },
			...more,
		});
	const fieldsOf = async (resource: string, method = 'getFields') =>
		(
			await ask<{ fields: ResourceMapperField[] }>('resource-mapper-fields', method, {
				resource,
				operation: 'create',
			})
		).fields;
	const labelsOf = (fields: ResourceMapperField[]) =>
		fields.filter(({ removed }) => removed !== true).map(({ displayName }) => displayName);

	test('gets the form of a patient, without asking HeyDonto', async () => {
		const fields = await fieldsOf('patient');

		expect(labelsOf(fields)).toEqual([
			'Family Name',
			'Given Names',
			'Gender',
			'Birth Date (YYYY-MM-DD)',
			'Telecom (Phone or Email)',
			'Address (One Line)',
			'Identifier (System|Value)',
			'Active',
		]);
		// What nobody touches is not sent: neither a switch nor a preset value is among them.
		expect(
			fields.filter(({ type, defaultValue }) => type === 'boolean' || defaultValue !== undefined),
		).toEqual([]);
		expect(lines()).toEqual([]);
	});

	test('gets the form of an appointment, with what is required', async () => {
		const fields = await fieldsOf('appointment');
		const required = fields.filter((field) => field.required).map(({ id }) => id);

		expect(required).toEqual(['status', 'participant.status']);
		expect(labelsOf(fields).slice(0, 5)).toEqual([
			'Status',
			'Start',
			'End',
			'Participant › Actor (Patient/123, …)',
			'Participant › Status',
		]);
		expect((await fieldsOf('appointment', 'getUpdateFields')).some((field) => field.required)).toBe(false);
	});

	test('lists what a type of record can be searched by', async () => {
		const parameters = await ask<INodePropertyOptions[]>('options', 'getSearchParameters', {
			resource: 'patient',
			operation: 'getAll',
		});

		expect(parameters.map(({ value }) => value)).toEqual(
			expect.arrayContaining(['birthdate', 'name', '_id']),
		);
	});

	test('finds a record by what it is called', async () => {
		const { results } = await ask<{ results: Array<{ name: string; value: string }> }>(
			'resource-locator-results',
			'searchRecords',
			{ resource: 'patient', operation: 'get', options: {} },
			{ filter: 'carter' },
		);

		const { emma } = sandbox.heyDonto.seed.patients;
		expect(results.map(({ value }) => value)).toEqual([emma.id]);
		expect(results[0].name).toContain('Emma Carter');
	});
});

describe('a workflow', () => {
	const getEach = {
		resource: 'patient',
		operation: 'get',
		id: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	};

	test('logs in once for many items, and shows neither password nor token to anybody', async () => {
		const ids = Array.from({ length: 30 }, (_, index) => ({ id: `pt-${1001 + index}` }));
		const run = await n8n.runWorkflow(heyDontoWorkflow('Thirty patients (e2e)', credential, getEach, ids));

		expect(run).toMatchObject({ status: 'success', error: undefined });
		expect(run.nodes.at(-1)?.items.map(({ json }) => json.id)).toEqual(ids.map(({ id }) => id));
		expect(sandbox.heyDonto.logins()).toEqual({ accepted: 1, refused: 0 });
		const token = String(sandbox.heyDonto.requests.at(-1)?.headers.authorization).slice('Bearer '.length);
		expect(token.length).toBeGreaterThan(20);
		for (const secret of [token, sandbox.heyDonto.credentials.password])
			expect(JSON.stringify(run)).not.toContain(secret);
	});

	test('logs in again when the token is refused, once', async () => {
		const again = heyDontoWorkflow('A patient, twice (e2e)', credential, getEach, [{ id: 'pt-1001' }]);
		await n8n.runWorkflow(again);
		sandbox.heyDonto.revokeTokens();

		expect(await n8n.runWorkflow(again)).toMatchObject({ status: 'success', error: undefined });
		expect(sandbox.heyDonto.logins()).toEqual({ accepted: 2, refused: 0 });
	});

	test('with a refused password fails after one attempt, with a message that helps', async () => {
		const wrong: Credential = {
			...credential,
			name: 'Wrong password of HeyDonto (e2e)',
			// Not the one of above, which n8n remembers as refused for a while.
			data: { ...credential.data, password: 'another-wrong-password' },
		};
		await n8n.saveCredential(wrong);
		const ids = Array.from({ length: 20 }, () => ({ id: 'pt-1001' }));
		const run = await n8n.runWorkflow(heyDontoWorkflow('A wrong password (e2e)', wrong, getEach, ids));

		expect(run.status).toBe('error');
		expect(`${run.error?.message} ${run.error?.description}`).toMatch(/password|credential/i);
		expect(sandbox.heyDonto.logins()).toEqual({ accepted: 0, refused: 1 });
	});
});
