import type { IDataObject } from 'n8n-workflow';

import { referencesIn, resolve, valuesAt } from '../../nodes/fhir/output/references';
import { shaped, viewOf } from '../../nodes/fhir/output/shape';
import { BASE, MadeUpServer } from '../support/fhirServer';

const anna = { resourceType: 'Patient', id: '7', name: [{ family: 'Rossi', given: ['Anna', 'Maria'] }] };
const appointment = {
	resourceType: 'Appointment',
	id: '1',
	status: 'booked',
	participant: [
		{ actor: { reference: 'Patient/7' }, status: 'accepted' },
		{ actor: { reference: 'Practitioner/8', display: 'Dr. Verdi' }, status: 'tentative' },
	],
	basedOn: [{ reference: 'ServiceRequest/9' }],
};

describe('values at a path', () => {
	test.each<[string, unknown[]]>([
		['status', ['booked']],
		['participant.status', ['accepted', 'tentative']],
		['participant.actor.display', ['Dr. Verdi']],
		['basedOn.reference', ['ServiceRequest/9']],
		['*', [appointment]],
		['', [appointment]],
		['species', []],
		['status.code', []],
		['participant.actor.reference.x', []],
	])('%p', (path, values) => {
		expect(valuesAt(appointment, path)).toEqual(values);
	});

	test('go through lists in lists', () => {
		const patient = { name: [{ given: ['Anna', 'Maria'] }, { given: ['Annie'] }, {}] };
		expect(valuesAt(patient, 'name.given')).toEqual(['Anna', 'Maria', 'Annie']);
	});
});

test('references are found wherever they are', () => {
	expect(referencesIn(appointment)).toEqual(['Patient/7', 'Practitioner/8', 'ServiceRequest/9']);
	// Of R5: a reference that holds one.
	expect(referencesIn({ reason: [{ reference: { reference: 'Condition/1' } }, { concept: {} }] })).toEqual([
		'Condition/1',
	]);
	expect(referencesIn('Patient/7')).toEqual([]);
});

describe('selected fields', () => {
	const selected = async (outputFields: string) =>
		viewOf(await new MadeUpServer({}).client(), { output: 'selected', outputFields }, appointment);

	test('are paths, through lists; several values are a list, none is null', async () => {
		expect(await selected('id, participant.status ,basedOn.reference,,created')).toEqual({
			id: '1',
			'participant.status': ['accepted', 'tentative'],
			'basedOn.reference': 'ServiceRequest/9',
			created: null,
		});
	});

	test('may be whole elements', async () => {
		expect(await selected('basedOn')).toEqual({ basedOn: { reference: 'ServiceRequest/9' } });
	});

	test('false and zero are values', async () => {
		const client = await new MadeUpServer({}).client();
		const view = viewOf(
			client,
			{ output: 'selected', outputFields: 'active,multipleBirthInteger' },
			{
				resourceType: 'Patient',
				active: false,
				multipleBirthInteger: 0,
			},
		);
		expect(view).toEqual({ active: false, multipleBirthInteger: 0 });
	});
});

test('raw is what the server has', async () => {
	expect(viewOf(await new MadeUpServer({}).client(), { output: 'raw' }, appointment)).toBe(appointment);
});

describe('resolved references', () => {
	const verdi = { resourceType: 'Practitioner', id: '8', name: [{ text: 'Dr. Giulia Verdi' }] };
	const answers = { 'GET /Patient/7': anna, 'GET /Practitioner/8': verdi };

	test('are called by name in a row, and what cannot be read stays a reference', async () => {
		const server = new MadeUpServer(answers);
		const [row] = await shaped(await server.client(), { resolveReferences: '*' }, [appointment]);
		expect(row).toMatchObject({
			participantActor: ['Patient/7', 'Practitioner/8'],
			participantActorDisplay: ['Anna Maria Rossi', 'Dr. Giulia Verdi'],
			basedOn: 'ServiceRequest/9',
		});
		expect(row).not.toHaveProperty('basedOnDisplay');
	});

	test('stand beside the raw record', async () => {
		const server = new MadeUpServer(answers);
		const values = { output: 'raw', resolveReferences: 'participant.actor' };
		const [raw] = await shaped(await server.client(), values, [appointment]);
		expect(raw).toEqual({ ...appointment, resolved: { 'Patient/7': anna, 'Practitioner/8': verdi } });
		expect(server.requests).toHaveLength(2);
	});

	test('are followed only where that was asked for', async () => {
		const server = new MadeUpServer(answers);
		await shaped(await server.client(), { resolveReferences: 'basedOn, slot' }, [appointment]);
		expect(server.requests.map(({ path }) => path)).toEqual(['/ServiceRequest/9']);
		await shaped(await server.client(), {}, [appointment]);
		expect(server.requests).toHaveLength(1);
	});

	test('are each fetched once a run, and records that refer to each other do no harm', async () => {
		const luca = { resourceType: 'Patient', id: '9', link: [{ other: { reference: 'Patient/7' } }] };
		const linked = {
			...anna,
			link: [{ other: { reference: 'Patient/9' } }, { other: { reference: 'Patient/7' } }],
		};
		const server = new MadeUpServer({ 'GET /Patient/7': linked, 'GET /Patient/9': luca });
		const client = await server.client();
		await shaped(client, { resolveReferences: '*' }, [linked, luca, linked]);
		await shaped(client, { resolveReferences: '*' }, [linked]);
		expect(server.requests.map(({ path }) => path).sort()).toEqual(['/Patient/7', '/Patient/9']);
	});

	test.each([[`${BASE}/Patient/7`], [`${BASE}/Patient/7/_history/2`], ['Patient/7/_history/2']])(
		'%s is on the same server',
		async (reference) => {
			const server = new MadeUpServer(answers);
			const found = await resolve(await server.client(), [{ subject: { reference } }], ['*']);
			expect(found.get(reference)).toEqual(anna);
			expect(server.requests.map(({ path }) => path)).toEqual(['/Patient/7']);
		},
	);

	test.each([
		['https://evil.example/r4/Patient/7'],
		['https://fhir.example/other/Patient/7'],
		['https://fhir.example/r4evil/Patient/7'],
		['#c1'],
		['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
		['Unicorn/7'],
		['Patient/../admin'],
		['Patient?identifier=1'],
	])('%s is never asked for', async (reference) => {
		const server = new MadeUpServer(answers);
		expect((await resolve(await server.client(), [{ subject: { reference } }], ['*'])).size).toBe(0);
		expect(server.requests).toEqual([]);
	});
});

test('what came along is put with the record that it belongs to', async () => {
	const server = new MadeUpServer({});
	const luca = { resourceType: 'Patient', id: '9', name: [{ text: 'Luca' }] };
	const encounter = {
		resourceType: 'Encounter',
		id: '5',
		appointment: [{ reference: `${BASE}/Appointment/1/_history/2` }],
	};
	const other = { ...appointment, id: '2', participant: [{ actor: { reference: 'Patient/9' } }] };
	const records: IDataObject[] = await shaped(
		await server.client(),
		{ output: 'selected', outputFields: 'id' },
		[appointment, other],
		[anna, luca, encounter],
	);
	expect(records).toEqual([
		{ id: '1', included: [{ id: '7' }, { id: '5' }] },
		{ id: '2', included: [{ id: '9' }] },
	]);
	const [row] = await shaped(await server.client(), {}, [appointment], [anna]);
	expect(row.participantActorDisplay).toEqual(['Anna Maria Rossi', 'Dr. Verdi']);
	expect(server.requests).toEqual([]);
});
