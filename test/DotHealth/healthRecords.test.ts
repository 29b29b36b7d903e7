import type { IDataObject } from 'n8n-workflow';

import { byId } from '../support/bench';
import { asked, linesOf, listed, startDotHealthBench, type DotHealthBench } from '../support/dotHealth';

let bench: DotHealthBench;
beforeAll(async () => {
	bench = await startDotHealthBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const json = (resourceType: string, resource: IDataObject | string) => ({
	resourceType,
	fieldsMode: 'json',
	json: resource as IDataObject,
});
const form = (resourceType: string, value: IDataObject) => ({
	resourceType,
	fieldsMode: 'form',
	fields: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] } as IDataObject,
});
const create = async (parameters: IDataObject) => await bench.run('healthRecord.create', parameters);
const last = () => asked(bench).at(-1)!;
const dispense = (more: IDataObject = {}): IDataObject => ({
	status: 'completed',
	device: { concept: { text: 'Blood glucose meter' } },
	subject: { reference: 'Patient/67001' },
	...more,
});
const stored = (type: string) => bench.vendor.resources(type).at(-1)!;

describe('a record by form', () => {
	it('is sent as R5 has it, and comes out in plain words', async () => {
		const { items, error } = await create(
			form('Observation', {
				status: 'final',
				code: 'http://loinc.org|85354-9|Blood pressure',
				subject: 'Patient/67001',
				effectiveDateTime: '2024-06-18T00:00:00Z',
				valueQuantity: '120 mmHg',
				basedOn: 'CommunicationRequest/12001',
			}),
		);
		expect(error).toBeUndefined();
		expect(last()).toMatchObject({ method: 'POST', status: 201 });
		expect(last().headers).toMatchObject({
			accept: 'application/fhir+json, application/json;q=0.9',
			'content-type': 'application/fhir+json',
		});
		expect(last().body).toMatchObject({
			resourceType: 'Observation',
			status: 'final',
			code: { coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure' }] },
			subject: { reference: 'Patient/67001' },
			valueQuantity: { value: 120, unit: 'mmHg' },
			basedOn: [{ reference: 'CommunicationRequest/12001' }],
		});
		expect(items[0].json).toMatchObject({
			id: stored('Observation').id,
			code: 'Blood pressure',
			codeCode: '85354-9',
			subject: 'Patient/67001',
			value: 120,
			valueUnit: 'mmHg',
			basedOn: 'CommunicationRequest/12001',
		});
	});

	it('has the elements of R5 that R4 writes otherwise', async () => {
		const { items, error } = await create(
			form('MedicationRequest', {
				status: 'active',
				intent: 'order',
				medication: 'Amoxicillin 500 mg',
				subject: 'Patient/67001',
			}),
		);
		expect(error).toBeUndefined();
		expect(last().body).toMatchObject({ medication: { concept: { text: 'Amoxicillin 500 mg' } } });
		expect(items[0].json).toMatchObject({ medication: 'Amoxicillin 500 mg' });
	});

	it.each([
		['a required element is missing', { status: 'final' }, "'Code' is empty [item 0]"],
		[
			'a code is not one of R5',
			{ status: 'done', code: 'x' },
			"'Status' is set to a code that does not exist [item 0]",
		],
		[
			'an element is none of R5',
			{ status: 'final', code: 'x', colour: 'red' },
			"The form has a field 'colour' that Observation does not have [item 0]",
		],
	])('is refused before anything is sent when %s', async (_, cells, message) => {
		const { error } = await create(form('Observation', cells));
		expect(error?.message).toBe(message);
		expect(asked(bench)).toEqual([]);
	});

	it('names the field that Dot Health refuses', async () => {
		const { error } = await create(
			form('Observation', { status: 'final', code: 'x', subject: 'Patient/99999' }),
		);
		expect(error?.message).toBe(
			"Dot Health: Observation.subject refers to what is not there ('Subject') [item 0]",
		);
	});
});

describe('a record as JSON', () => {
	it.each([
		['an object', { code: { text: 'Asthma' } }],
		['text', '{ "code": { "text": "Asthma" } }'],
	])('is taken as %s', async (_, resource) => {
		const { error } = await create(json('Medication', resource));
		expect(error).toBeUndefined();
		expect(last().body).toEqual({ resourceType: 'Medication', code: { text: 'Asthma' } });
	});

	it("of another type, as in the documentation's samples without a comma, or a list is refused before anything is sent", async () => {
		for (const [resource, message] of [
			[
				'{ "resourceType": "Patient", "gender": "other" }',
				"'JSON' holds a resource of another type [item 0]",
			],
			['{ reference: "x" "type": "y" }', "'JSON' is not a JSON object [item 0]"],
			['[{ "code": {} }]', "'JSON' is a list [item 0]"],
		]) {
			const { error } = await create(json('Medication', resource));
			expect(error?.message).toBe(message);
		}
		expect(asked(bench)).toEqual([]);
	});

	it('that is not R5 is told in the words of Dot Health', async () => {
		const { error } = await create(json('Medication', { colour: 'red' }));
		expect(error?.message).toBe('Dot Health: Medication.colour is not an element of FHIR R5 [item 0]');
		expect(bench.vendor.created).toEqual([]);
	});
});

describe('the answer to a new record', () => {
	it.each(['resource', 'outcome', 'location'] as const)('gives its ID: %s', async (createAnswer) => {
		bench.vendor.configure({ createAnswer });
		const { items, error } = await create(json('Medication', { id: 'mine', code: { text: 'Insulin' } }));
		expect(error).toBeUndefined();
		const { id } = stored('Medication');
		expect(items[0].json).toMatchObject({
			resourceType: 'Medication',
			id,
			reference: `Medication/${id}`,
			code: 'Insulin',
			versionId: '1',
		});
	});

	it.each(['http://elsewhere.example/Medication/7/_history/2', 'Medication/7', '/fhir/R5/Medication/7/'])(
		'gives its ID in the address %s',
		async (location) => {
			const body = {
				resourceType: 'OperationOutcome',
				issue: [{ severity: 'information', code: 'informational' }],
			};
			const match = { method: 'POST', path: '/Medication' };
			await bench.run('healthRecord.get', { resourceType: 'Patient', id: byId('67001') });
			bench.vendor.fault({ kind: 'status', status: 201, match, headers: { location }, body });
			const { items, error } = await create(json('Medication', { code: { text: 'Insulin' } }));
			expect(error).toBeUndefined();
			expect(items[0].json.id).toBe('7');
		},
	);

	it('is not said to have the ID of the sender when the server gives none', async () => {
		const body = {
			resourceType: 'OperationOutcome',
			issue: [{ severity: 'information', code: 'informational' }],
		};
		await bench.run('healthRecord.get', { resourceType: 'Patient', id: byId('67001') });
		bench.vendor.fault({ kind: 'body', status: 201, match: { method: 'POST', path: '/Medication' }, body });
		const { items, error } = await create(json('Medication', { id: 'mine', code: { text: 'Insulin' } }));
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({ resourceType: 'Medication', code: 'Insulin' });
	});

	it.each([200, 422])('is a refusal when an issue is severe, under status %i', async (status) => {
		const body = {
			resourceType: 'OperationOutcome',
			issue: [
				{ severity: 'information', code: 'informational', details: { text: 'All OK' } },
				{ severity: 'fatal', code: 'exception', diagnostics: 'Not stored' },
			],
		};
		await bench.run('healthRecord.get', { resourceType: 'Patient', id: byId('67001') });
		for (const form of [body, { resourceType: 'OperationOutcome', 'issue[0]': body.issue[1] }]) {
			bench.vendor.fault({
				kind: 'body',
				status,
				match: { method: 'POST', path: '/Medication' },
				body: form,
			});
			const { error } = await create(json('Medication', { code: { text: 'Insulin' } }));
			expect(error?.message).toBe('Dot Health: Not stored [item 0]');
		}
	});

	it.each(['resetAfterStoring', 'status'] as const)('is not asked for again after %s', async (kind) => {
		await bench.run('healthRecord.get', { resourceType: 'Patient', id: byId('67001') });
		const match = { method: 'POST', path: '/Medication' };
		bench.vendor.fault(kind === 'status' ? { kind, status: 500, match } : { kind, match });
		const { error } = await create(json('Medication', { code: { text: 'Insulin' } }));
		expect(error?.description).toContain('may have been carried out');
		expect(linesOf(bench).filter((line) => line === 'POST /Medication')).toHaveLength(1);
	});
});

describe('DeviceDispense', () => {
	it.each([
		['DeviceDispense', ['POST /DeviceDispense']],
		['DeviceDispence', ['POST /DeviceDispense', 'POST /DeviceDispence']],
	] as const)('is stored under /%s', async (deviceDispensePath, lines) => {
		bench.vendor.configure({ deviceDispensePath });
		const { items, error } = await create(json('DeviceDispense', dispense()));
		expect(error).toBeUndefined();
		expect(linesOf(bench)).toEqual(lines);
		expect(items[0].json.reference).toBe(`DeviceDispense/${stored('DeviceDispense').id}`);
	});

	it('is stored under the other address at once when the credential says so', async () => {
		bench.vendor.configure({ deviceDispensePath: 'DeviceDispence' });
		const pathOverrides = '{ "/DeviceDispense": "/DeviceDispence" }';
		const { error } = await bench.run('healthRecord.create', json('DeviceDispense', dispense()), {
			credentials: { dotHealthApi: bench.credential({ pathOverrides }) },
		});
		expect(error).toBeUndefined();
		expect(linesOf(bench)).toEqual(['POST /DeviceDispence']);
	});

	it('keeps its right name in a transaction', async () => {
		bench.vendor.configure({ deviceDispensePath: 'DeviceDispence', entryRequest: 'required' });
		const { error } = await bench.run('bundle.execute', json('DeviceDispense', dispense()));
		expect(error).toBeUndefined();
		expect(last().body).toMatchObject({ entry: [{ request: { method: 'POST', url: 'DeviceDispense' } }] });
	});

	it('is the only type with two addresses', async () => {
		const { error } = await bench.run('healthRecord.get', { resourceType: 'Medication', id: byId('1') });
		expect(error).toMatchObject({ httpCode: '404' });
		expect(linesOf(bench)).toEqual(['GET /Medication/1']);
	});

	it('that is missing is missing under both', async () => {
		const { error } = await bench.run('healthRecord.get', { resourceType: 'DeviceDispense', id: byId('1') });
		expect(error).toMatchObject({ httpCode: '404' });
		expect(linesOf(bench)).toEqual(['GET /DeviceDispense/1', 'GET /DeviceDispence/1']);
	});
});

describe('media types', () => {
	const types = () => asked(bench).map(({ headers, status }) => [headers['content-type'], status]);

	it.each([
		['both', [['application/fhir+json', 201]]],
		['fhir', [['application/fhir+json', 201]]],
		[
			'json',
			[
				['application/fhir+json', 415],
				['application/json', 201],
			],
		],
	] as const)('of a server that takes %s', async (mediaTypes, sent) => {
		bench.vendor.configure({ mediaTypes });
		const { error } = await create(json('Medication', { code: { text: 'Insulin' } }));
		expect(error).toBeUndefined();
		expect(types()).toEqual(sent);
		expect(bench.vendor.created).toHaveLength(1);
	});

	it('are both tried under both addresses', async () => {
		bench.vendor.configure({ mediaTypes: 'json', deviceDispensePath: 'DeviceDispence' });
		const { error } = await create(json('DeviceDispense', dispense()));
		expect(error).toBeUndefined();
		expect(bench.vendor.created).toHaveLength(1);
	});

	it('are asked for in the other way once after 406', async () => {
		await bench.run('healthRecord.get', { resourceType: 'Patient', id: byId('67001') });
		bench.vendor.requests.length = 0;
		bench.vendor.fault({ kind: 'status', status: 406, match: { path: '/Patient/67001' } });
		const { error } = await bench.run('healthRecord.get', { resourceType: 'Patient', id: byId('67001') });
		expect(error).toBeUndefined();
		expect(asked(bench).map(({ headers }) => headers.accept)).toEqual([
			'application/fhir+json, application/json;q=0.9',
			'application/json',
		]);
	});

	it('are no reason to go on asking', async () => {
		await bench.run('healthRecord.get', { resourceType: 'Patient', id: byId('67001') });
		bench.vendor.requests.length = 0;
		bench.vendor.fault({ kind: 'status', status: 415, match: { method: 'POST' }, times: Infinity });
		const { error } = await create(json('Medication', { code: { text: 'Insulin' } }));
		expect(error).toMatchObject({ httpCode: '415' });
		expect(asked(bench)).toHaveLength(2);
	});
});

describe('records that are there', () => {
	it.each([
		['patient', { name: 'nguyen' }, ['67002', '67007']],
		['organization', { name: 'maple' }, ['45001']],
	])('of the type %s are searched', async (resource, query, ids) => {
		const filters = {
			parameter: Object.entries(query).map(([parameter, value]) => ({ parameter, comparison: 'is', value })),
		};
		const { items, error } = await bench.run(`${resource}.getAll`, { returnAll: true, filters });
		expect(error).toBeUndefined();
		expect(last().query).toEqual({ ...query, _count: '100' });
		expect(items.map(({ json: { id } }) => id)).toEqual(ids);
	});

	it('of any type are asked for, and a refusal is told', async () => {
		const { items } = await bench.run('healthRecord.getAll', {
			resourceType: 'Organization',
			returnAll: true,
		});
		expect(items).toHaveLength(4);
		const { error } = await bench.run('healthRecord.getAll', { resourceType: 'Observation' });
		expect(error?.message).toMatch(/^Dot Health: /);
		expect(error).toMatchObject({ httpCode: '405' });
		expect(linesOf(bench).at(-1)).toBe('GET /Observation');
	});

	it.each([
		['patient', '67003', { name: 'Chloé Bélanger', birthDate: '1978-01-31' }],
		['organization', '45001', { name: 'Maple Ridge Family Clinic' }],
	])('of the type %s are read', async (resource, id, expected) => {
		const { items } = await bench.run(`${resource}.get`, { id: byId(id) });
		expect(items[0].json).toMatchObject({ id, ...expected });
	});

	it('are chosen from a list', async () => {
		const parameters = { resource: 'patient', operation: 'get' };
		expect((await listed(bench, 'searchRecords', parameters, 'emma')).results).toEqual([
			{ name: 'Emma MacDonald, born 1984-06-15', value: '67001' },
		]);
		const ofType = { resource: 'healthRecord', operation: 'get', resourceType: 'Organization' };
		expect((await listed(bench, 'searchRecords', ofType, 'harbour')).results).toEqual([
			{ name: 'Harbourview Medical Centre', value: '45002' },
		]);
	});
});

describe('what Dot Health has beyond R5', () => {
	it('is in the form of a message, and in what comes out', async () => {
		const { items, error } = await create(
			form('Communication', {
				status: 'completed',
				intent: 'filler-order',
				replaces: 'CommunicationRequest/12001',
				'payload.contentString': 'Here are the lab results.',
			}),
		);
		expect(error).toBeUndefined();
		expect(last().body).toEqual({
			resourceType: 'Communication',
			status: 'completed',
			intent: 'filler-order',
			replaces: [{ reference: 'CommunicationRequest/12001' }],
			payload: [{ contentString: 'Here are the lab results.' }],
		});
		expect(items[0].json).toMatchObject({
			intent: 'filler-order',
			replaces: 'CommunicationRequest/12001',
			payloadContent: 'Here are the lab results.',
		});
	});

	it('comes out beside the contents that R5 has', async () => {
		bench.vendor.configure({ references: 'unchecked' });
		const payload = [
			{ contentString: 'In words' },
			{ contentAttachment: { title: 'A letter', url: 'https://clinic.example/a.pdf' } },
			{ contentReference: { reference: 'Consent/1' } },
			{ contentCodeableConcept: { text: 'Coded' } },
		];
		const { items, error } = await create(json('Communication', { status: 'completed', payload }));
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			payloadContent: ['In words', 'https://clinic.example/a.pdf', 'Consent/1', 'Coded'],
		});
	});
});
