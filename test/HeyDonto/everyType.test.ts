import lowerFirst from 'lodash/lowerFirst';
import type { IDataObject } from 'n8n-workflow';

import { definitionsOf, type Definitions, type Element } from '../../nodes/fhir/definitions';
import { mapperFields } from '../../nodes/fhir/forms';
import { fhirTypes } from '../../nodes/HeyDonto/resources/fhirTypes';
import { byId } from '../support/bench';
import { form, startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

/** Every FHIR type of the documentation, with every operation that all have: its address, its form and what comes back. */
let bench: HeyDontoBench;
let definitions: Definitions;
beforeAll(async () => {
	bench = await startHeyDontoBench();
	definitions = await definitionsOf('R4');
}, 60_000);
afterAll(async () => await bench.close());

const types = Object.keys(fhirTypes);

/** "kebab-case-singular" */
const segmentOf = (type: string): string => type.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase();

const VALUES: Record<string, string> = {
	Attachment: 'https://files.example/letter.pdf',
	CodeableConcept: 'In plain words',
	Coding: 'https://codes.example|A1|In plain words',
	HumanName: 'Rossi, Mario',
	Identifier: 'https://clinic.example/numbers|4711',
	Money: '23.50 EUR',
	Period: '2026-03-01/2026-03-31',
	Quantity: '5 mg',
	Reference: 'Patient/123',
	base64Binary: 'SGVsbG8=',
	boolean: 'true',
	canonical: 'https://clinic.example/definitions/1',
	code: 'text/plain',
	date: '2026-03-01',
	dateTime: '2026-03-01',
	decimal: '1.5',
	instant: '2026-03-01 09:30',
	integer: '1',
	markdown: 'In plain words',
	positiveInt: '1',
	string: 'In plain words',
	unsignedInt: '1',
	uri: 'https://clinic.example/1',
	url: 'https://clinic.example/1',
};

/** Rules of FHIR that join several fields, so that no single one is marked as required. */
const BESIDES: Record<string, Record<string, string>> = {
	// ait-1: "clinicalStatus SHALL be present".
	AllergyIntolerance: {
		clinicalStatus: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical|active',
	},
	// app-1, apr-1: "Either the type or actor".
	Appointment: { 'participant.actor': 'Patient/123' },
	AppointmentResponse: { actor: 'Patient/123' },
	// bdl-9: a document, which is the first of the types, needs more than others.
	Bundle: { type: 'collection' },
	// cpb-1: "at least one of REST, messaging or document"; cpb-14: "If kind = instance, implementation must be present".
	CapabilityStatement: { 'rest.mode': 'server', 'implementation.description': 'In plain words' },
	// ppc-1: "Either a Policy or PolicyRule".
	Consent: { policyRule: 'In plain words' },
	// imr-1: "One of vaccineCode or targetDisease".
	ImmunizationRecommendation: { 'recommendation.vaccineCode': 'In plain words' },
	// sdf-6: "either a differential, or a snapshot"; sdf-8a: its elements "must start with the […] type".
	StructureDefinition: {
		type: 'Patient',
		'differential.element': '[{ "id": "Patient", "path": "Patient" }]',
	},
};

function valueFor({ type, codes, targets }: Element): string {
	if (codes) return codes[0];
	if (type === 'Reference' && targets) return `${targets[0]}/123`;
	if (type in VALUES) return VALUES[type];
	throw new Error(`No value for ${type}`);
}

function elementAt(type: string, id: string): Element {
	const [name, ...deeper] = id.split('.');
	const element = definitions.element(type, name)!;
	return deeper.length === 0 ? element : elementAt(element.type, deeper.join('.'));
}

/** Of each element that is required and comes in several types, the first. */
const requiredChoices = (type: string): string[] => {
	const names = new Map<string, string>();
	for (const { required, choice, name } of definitions.elementsOf(type))
		if (required && choice && !names.has(choice)) names.set(choice, name);
	return [...names.values()];
};

/** What the form marks as required, and a field that every type has. */
function cellsFor(type: string): IDataObject {
	const marked = mapperFields(definitions, type, true).filter(({ required }) => required);
	const ids = [...marked.map(({ id }) => id), ...requiredChoices(type)];
	const cells = Object.fromEntries(ids.map((id) => [id, valueFor(elementAt(type, id))]));
	return { language: 'en-US', ...cells, ...BESIDES[type] };
}

/** What reached the FHIR API, without what was refused for a token of an earlier test. */
const lines = (): string[] =>
	bench.vendor.requests
		.filter(({ path, status }) => path.startsWith('/fhir') && status !== 401)
		.map(({ method, path, status }) => `${method} ${path} ${status}`);

it('covers the 82 of the documentation', () => {
	expect(types).toHaveLength(82);
});

it.each(types)('%s', async (type) => {
	bench.reset();
	const resource = lowerFirst(type);
	const address = `/fhir/${segmentOf(type)}`;
	const run = async (operation: string, parameters: IDataObject) => {
		const { items, error } = await bench.run(`${resource}.${operation}`, parameters);
		expect(error?.message).toBeUndefined();
		return items.map(({ json }) => json);
	};

	const [created] = await run('create', form(cellsFor(type)));
	const { id, reference } = created;
	expect([created.resourceType, reference]).toEqual([type, `${type}/${String(id)}`]);
	expect(bench.vendor.requests.at(-1)!.body).toMatchObject({ resourceType: type, language: 'en-US' });

	const record = { id: byId(id), output: 'raw' };
	const [stored] = await run('get', record);
	expect(stored).toMatchObject({ resourceType: type, id, language: 'en-US', meta: { versionId: '1' } });
	// The engine of the store has no search parameters for files.
	const byItsId = { parameter: [{ parameter: '_id', comparison: 'is', value: id }] };
	const filters = type === 'Binary' ? {} : byItsId;
	expect(await run('getAll', { returnAll: true, filters, output: 'raw' })).toContainEqual(stored);
	const [changed] = await run('update', { ...record, ...form({ language: 'it-IT' }) });
	expect(changed).toEqual({
		...stored,
		language: 'it-IT',
		meta: expect.objectContaining({ versionId: '2' }),
	});
	const versions = await run('getHistory', { ...record, returnAll: true });
	expect(versions.map(({ language }) => language)).toEqual(['it-IT', 'en-US']);
	expect(await run('delete', record)).toEqual([{ deleted: true }]);
	expect(lines()).toEqual([
		`POST ${address} 201`,
		`GET ${address}/${id} 200`,
		`GET ${address} 200`,
		`GET ${address}/${id} 200`,
		`PUT ${address}/${id} 200`,
		`GET ${address}/${id}/history 200`,
		`DELETE ${address}/${id} 200`,
	]);
});

it.each(types)('%s can be named as older addresses have it', async (type) => {
	bench.reset();
	bench.vendor.configure({ pathStyle: 'pascal' });
	const { error } = await bench.run(
		`${lowerFirst(type)}.getAll`,
		{ limit: 1 },
		{ credentials: { heyDontoApi: bench.credential({ fhirPathStyle: 'pascal' }) } },
	);
	expect(error?.message).toBeUndefined();
	expect(lines()).toEqual([`GET /fhir/${type} 200`]);
});
