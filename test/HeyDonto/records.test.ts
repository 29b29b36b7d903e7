import type { IDataObject } from 'n8n-workflow';

import { byId, itemsOf } from '../support/bench';
import { form, json, startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

/** Without logins, and without what was refused for a token of an earlier test. */
const requests = () =>
	bench.vendor.requests.filter(({ path, status }) => !path.startsWith('/auth/') && status !== 401);
const lines = () => requests().map(({ method, path }) => `${method} ${path}`);
const last = () => requests().at(-1)!;
const person = { 'name.family': 'Bianchi', 'name.given': 'Anna', gender: 'female', birthDate: '1984-02-29' };
const EMMA = 'pt-1001';

describe('a record by form', () => {
	it('is created from plain words', async () => {
		const telecom = '+1 312 555 0199, anna@example.com';
		const { items, error } = await bench.run('patient.create', form({ ...person, telecom }));
		expect(error).toBeUndefined();
		expect(last()).toMatchObject({ method: 'POST', path: '/fhir/patient', status: 201 });
		expect(last().body).toEqual({
			resourceType: 'Patient',
			name: [{ family: 'Bianchi', given: ['Anna'] }],
			gender: 'female',
			birthDate: '1984-02-29',
			telecom: [
				{ system: 'phone', value: '+1 312 555 0199' },
				{ system: 'email', value: 'anna@example.com' },
			],
		});
		expect(items[0].json).toMatchObject({
			resourceType: 'Patient',
			id: expect.any(String),
			reference: `Patient/${String(items[0].json.id)}`,
			name: 'Anna Bianchi',
			phone: '+1 312 555 0199',
			email: 'anna@example.com',
			birthDate: '1984-02-29',
		});
	});

	it('is created on the site of the options, or else of the credential', async () => {
		await bench.run('patient.create', { ...form(person), options: { siteId: byId('102') } });
		expect(last().path).toBe('/site/102/fhir/patient');
		await bench.run('patient.create', form(person), {
			credentials: { heyDontoApi: bench.credential({ siteId: '101' }) },
		});
		expect(last().path).toBe('/site/101/fhir/patient');
	});

	it('names the field that FHIR requires and that is empty, before anything is sent', async () => {
		const { error } = await bench.run('appointment.create', form({ start: '2026-12-01 09:00' }));
		expect(error?.message).toBe("'Status' is empty [item 0]");
		expect(requests()).toEqual([]);
	});

	it('names the field that the server refuses', async () => {
		bench.vendor.fault({
			match: { method: 'POST', path: '/fhir/patient' },
			kind: 'status',
			status: 422,
			body: {
				resourceType: 'OperationOutcome',
				issue: [
					{
						severity: 'error',
						code: 'invalid',
						details: { text: 'Not a known person' },
						expression: ['Patient.contact[0].name'],
					},
				],
			},
		});
		const { error } = await bench.run('patient.create', form(person));
		expect(error?.message).toBe("HeyDonto: Not a known person ('Contact › Name') [item 0]");
	});

	it('changes only what was filled in, and only if nobody else changed it', async () => {
		const { items } = await bench.run('patient.update', {
			id: byId(EMMA),
			...form({ gender: 'other' }),
			output: 'raw',
		});
		expect(lines()).toEqual(['GET /fhir/patient/pt-1001', 'PUT /fhir/patient/pt-1001']);
		expect(last().headers['if-match']).toBe('W/"1"');
		const before = requests()[0];
		expect(before.status).toBe(200);
		expect(items[0].json).toMatchObject({
			gender: 'other',
			name: [{ family: 'Carter' }],
			meta: { versionId: '2' },
		});
		expect(items[0].json.birthDate).toEqual(expect.any(String));
	});

	it('keeps the e-mail address when a phone number is changed', async () => {
		const { items: made } = await bench.run(
			'patient.create',
			form({ ...person, telecom: '555 1, a@example.com' }),
		);
		const { items } = await bench.run('patient.update', {
			id: byId(made[0].json.id),
			...form({ telecom: '555 2' }),
		});
		expect(items[0].json).toMatchObject({ phone: '555 2', email: 'a@example.com' });
	});

	it('says who was faster', async () => {
		bench.vendor.fault({
			match: { method: 'PUT' },
			kind: 'status',
			status: 412,
			body: { message: 'Precondition Failed', statusCode: 412 },
		});
		const { error } = await bench.run('patient.update', {
			id: byId(EMMA),
			...form({ gender: 'other' }),
		});
		expect(error?.message).toBe(
			'HeyDonto: the record was changed by somebody else (version 1 is current) [item 0]',
		);
	});

	it('takes an update for done whose answer was lost', async () => {
		bench.vendor.fault({
			match: { method: 'PUT' },
			effect: { kind: 'resetAfterStoring' },
			times: 1,
		} as never);
		const { items, error } = await bench.run('patient.update', {
			id: byId(EMMA),
			...form({ gender: 'other' }),
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ gender: 'other', versionId: '2' });
	});
});

describe('a record as JSON', () => {
	it.each([
		['an object', { gender: 'male', name: [{ text: 'Jo' }] }],
		['text', '{ "gender": "male", "name": [{ "text": "Jo" }] }'],
	])('is taken as %s', async (_, resource) => {
		await bench.run('patient.create', json(resource));
		expect(last().body).toEqual({ resourceType: 'Patient', gender: 'male', name: [{ text: 'Jo' }] });
	});

	it('replaces the record in an update', async () => {
		const { items } = await bench.run('patient.update', {
			id: byId(EMMA),
			...json({ name: [{ text: 'Only This' }] }),
			output: 'raw',
		});
		expect(items[0].json).toMatchObject({ id: 'pt-1001', name: [{ text: 'Only This' }] });
		expect(items[0].json.birthDate).toBeUndefined();
	});

	it.each([
		['broken', "'JSON' is not a JSON object [item 0]"],
		['{ "resourceType": "Observation" }', "'JSON' holds a resource of another type [item 0]"],
	])('%s is refused', async (text, message) => {
		const { error } = await bench.run('patient.create', json(text));
		expect(error?.message).toBe(message);
		expect(requests()).toEqual([]);
	});
});

describe('create or update', () => {
	const known = { ...person, identifier: 'https://clinic.example/patients|4711' };

	it('creates once and then changes', async () => {
		const first = await bench.run('patient.createOrUpdate', form(known));
		expect(first.items[0].json).toMatchObject({ created: true, name: 'Anna Bianchi' });
		const post = requests().find(({ method }) => method === 'POST');
		expect(post?.headers['if-none-exist']).toBe('identifier=https%3A%2F%2Fclinic.example%2Fpatients%7C4711');
		const second = await bench.run('patient.createOrUpdate', form({ ...known, gender: 'other' }));
		expect(second.items[0].json).toMatchObject({
			created: false,
			id: first.items[0].json.id,
			gender: 'other',
		});
	});

	it('never creates twice in a run', async () => {
		const { items } = await bench.run(
			'patient.createOrUpdate',
			{ ...form(known), options: { maxConcurrency: 10 } },
			{
				input: itemsOf(1, 2, 3),
			},
		);
		expect(items.map(({ json: { created } }) => created)).toEqual([true, false, false]);
	});

	it('asks for the identifier', async () => {
		const { error } = await bench.run('patient.createOrUpdate', form(person));
		expect(error?.message).toBe("'Identifier' is empty, so it is not clear which record is meant [item 0]");
	});

	it('does not guess between several', async () => {
		await bench.run('patient.create', form(known), { input: itemsOf(1, 2) });
		const { error } = await bench.run('patient.createOrUpdate', form(known));
		expect(error?.message).toMatch(/^Several records match \(.+, .+\) \[item 0\]$/);
	});
});

describe('delete and history', () => {
	it('deletes', async () => {
		const { items } = await bench.run('patient.create', form(person));
		const gone = await bench.run('patient.delete', { id: byId(items[0].json.id) });
		expect(gone.items[0].json).toEqual({ deleted: true });
		const { error } = await bench.run('patient.get', { id: byId(items[0].json.id) });
		expect(error?.message).toMatch(/^HeyDonto/);
		expect(error).toMatchObject({ httpCode: '410' });
		const again = await bench.run('patient.delete', { id: byId(items[0].json.id) });
		expect(again.items[0].json).toEqual({ deleted: true });
	});

	it('takes a missing record for deleted only when told to', async () => {
		const { error } = await bench.run('patient.delete', { id: byId('nobody') });
		expect(error).toMatchObject({ httpCode: '404' });
		const { items } = await bench.run('patient.delete', {
			id: byId('nobody'),
			options: { missingCounts: true },
		});
		expect(items[0].json).toEqual({ deleted: true });
	});

	it.each(['history', '_history'] as const)(
		'lists versions, the deletion first (%s)',
		async (historySegment) => {
			bench.vendor.configure({ historySegment });
			const { items } = await bench.run('patient.create', form(person));
			const id = String(items[0].json.id);
			await bench.run('patient.update', { id: byId(id), ...form({ gender: 'other' }) });
			const { items: two } = await bench.run('patient.getHistory', { id: byId(id), returnAll: true });
			expect(two.map(({ json: version }) => [version.versionId, version.gender])).toEqual([
				['2', 'other'],
				['1', 'female'],
			]);
		},
	);

	it('lists the deletion of a record', async () => {
		const { items } = await bench.run('patient.create', form(person));
		const id = String(items[0].json.id);
		await bench.run('patient.delete', { id: byId(id) });
		const { items: versions, error } = await bench.run('patient.getHistory', {
			id: byId(id),
			returnAll: true,
		});
		expect(error).toBeUndefined();
		expect(versions[0].json).toMatchObject({ resourceType: 'Patient', id, deleted: true });
		expect(versions).toHaveLength(2);
	});
});

describe('what comes out', () => {
	it.each([
		['simplified', { name: 'Emma Carter', reference: 'Patient/pt-1001' }],
		['raw', { resourceType: 'Patient', name: [{ family: 'Carter', given: ['Emma'] }] }],
	])('%s', async (output, expected) => {
		const { items } = await bench.run('patient.get', { id: byId(EMMA), output });
		expect(items[0].json).toMatchObject(expected as IDataObject);
	});

	it('selected fields', async () => {
		const { items } = await bench.run('patient.get', {
			id: byId(EMMA),
			output: 'selected',
			outputFields: 'id, name.family, name.nothing',
		});
		expect(items[0].json).toEqual({ id: 'pt-1001', 'name.family': 'Carter', 'name.nothing': null });
	});

	it('references, each fetched once', async () => {
		const { items, error } = await bench.run('appointment.getAll', {
			returnAll: true,
			output: 'simplified',
			options: { resolveReferences: 'participant.actor' },
		});
		expect(error).toBeUndefined();
		const reads = lines().filter((line) => /\/fhir\/(patient|practitioner)\//.test(line));
		expect(new Set(reads).size).toBe(reads.length);
		expect(reads.length).toBeGreaterThan(3);
		const next = items.find(({ json: { id } }) => id === 'appt-next')!;
		expect(JSON.stringify(next.json.participantActorDisplay)).toContain('Liam Johnson');
	});
});
