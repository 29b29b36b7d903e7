/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { definitionsOf, type Definitions, type FhirVersion } from '../../nodes/fhir/definitions';
import { formOf } from '../../nodes/fhir/forms';
import { isPrimitive } from '../../nodes/fhir/shorthand';
import { fhirTypes } from '../../nodes/HeyDonto/resources/fhirTypes';
import { compactDefinitions } from '../../scripts/fhir/definitions';
import { structuresOf } from '../../scripts/fhir/structures';

/** What the two vendors document, by version; the second list is the table "Health Resources" of the one on R5. */
const VENDORS: Record<FhirVersion, string[]> = {
	R4: Object.keys(fhirTypes),
	R5: `AdverseEvent AllergyIntolerance Appointment CarePlan Communication CommunicationRequest Condition Consent
		DeviceDispense DeviceUsage DiagnosticReport DocumentReference Encounter EpisodeOfCare FamilyMemberHistory Goal Group
		ImagingStudy Immunization Invoice Medication MedicationAdministration MedicationDispense MedicationRequest
		MedicationStatement Observation Organization Patient Practitioner Procedure QuestionnaireResponse RiskAssessment
		ServiceRequest`.split(/\s+/),
};

const committed = (version: string): string =>
	readFileSync(join(__dirname, `../../nodes/fhir/definitions/${version}.json`), 'utf8');

test.each(['r4', 'r5'] as const)('the script writes %s.json as it is committed', (version) => {
	// Not toBe: the difference of two such files would be longer than anybody reads.
	expect(`${JSON.stringify(compactDefinitions(version))}\n` === committed(version)).toBe(true);
});

test('both together stay under 1.5 MB', () => {
	expect(committed('r4').length + committed('r5').length).toBeLessThan(1_500_000);
});

test('they are read when they are first asked for, one version at a time, and only once', async () => {
	await jest.isolateModulesAsync(async () => {
		const read: string[] = [];
		for (const version of ['r4', 'r5']) {
			const file = `../../nodes/fhir/definitions/${version}.json`;
			jest.doMock(file, () => {
				read.push(version);
				return JSON.parse(committed(version)) as object;
			});
		}
		await import('../../index');
		const { definitionsOf: load } = await import('../../nodes/fhir/definitions');
		expect(read).toEqual([]);
		const [one, other] = await Promise.all([load('R4'), load('R4')]);
		expect(read).toEqual(['r4']);
		expect(one.resources).toEqual(other.resources);
		await load('R5');
		await load('R5');
		expect(read).toEqual(['r4', 'r5']);
	});
});

describe.each(['R4', 'R5'] as const)('FHIR %s', (version) => {
	let definitions: Definitions;
	beforeAll(async () => {
		definitions = await definitionsOf(version);
	});

	test('every type that a vendor documents has a form and search parameters', () => {
		const types = VENDORS[version];
		expect(types.length).toBe(version === 'R4' ? 82 : 33);
		expect(types.filter((type) => !definitions.resources.includes(type))).toEqual([]);
		expect(types.filter((type) => formOf(definitions, type).length < 5)).toEqual([]);
		const searched = types.filter((type) => definitions.searchParametersOf(type).length === 0);
		// These four cannot be searched by anything of their own (FHIR, their pages).
		const bare = ['Binary', 'OperationOutcome', 'Parameters', 'MedicinalProductIngredient'];
		expect(searched.filter((type) => !bare.includes(type))).toEqual([]);
	});

	test('resources are exactly those that HL7 publishes', () => {
		const { elements } = structuresOf(version === 'R4' ? 'r4' : 'r5');
		expect(definitions.resources.filter((type) => !elements.has(type))).toEqual([]);
		expect(definitions.resources.length).toBe(version === 'R4' ? 146 : 158);
	});

	const everyElement = () =>
		Object.keys((JSON.parse(committed(version.toLowerCase())) as { types: object }).types).flatMap((type) =>
			definitions.elementsOf(type).map((element) => ({ ...element, path: `${type}.${element.name}` })),
		);

	test('every element has a type that is known, and says what it means', () => {
		const open = ['Resource', 'Extension', 'Element', 'Meta'];
		const strange = everyElement().filter(
			({ type }) => !isPrimitive(type) && !definitions.isComplex(type) && !open.includes(type),
		);
		expect(strange.map(({ path, type }) => `${path}: ${type}`)).toEqual([]);
		expect(everyElement().filter(({ help }) => help === '')).toEqual([]);
	});

	test('only codes have fixed values, and only references targets, also among the types of one element', () => {
		const coded = everyElement().filter(({ codes, type }) => codes && !['code', 'string'].includes(type));
		expect(coded.map(({ path }) => path)).toEqual([]);
		const named = everyElement().filter(({ type, codes }) => type === 'string' && codes);
		expect(
			named.flatMap(({ codes = [] }) => codes).filter((code) => definitions.resources.includes(code)),
		).toEqual([]);
	});

	test.each([
		['Patient.name', { type: 'HumanName', repeats: true, required: false }],
		['Patient.gender', { type: 'code', codes: ['male', 'female', 'other', 'unknown'] }],
		['Patient.deceasedDateTime', { type: 'dateTime', choice: 'deceased' }],
		['Patient.managingOrganization', { targets: ['Organization'] }],
		['PatientCommunication.language', { type: 'CodeableConcept', required: true }],
		['ObservationComponent.valueQuantity', { type: 'Quantity', choice: 'value', repeats: false }],
		['Observation.valueString', { type: 'string', choice: 'value' }],
		['AppointmentParticipant.status', { required: true }],
	])('%s is what the standard says', (path, expected) => {
		const [type, name] = path.split('.');
		expect(definitions.element(type, name)).toMatchObject(expected);
	});
});

test('what came with R5 is there, and an element may be called resourceType', async () => {
	const r5 = await definitionsOf('R5');
	expect(r5.element('Appointment', 'reason')).toMatchObject({ type: 'CodeableReference', repeats: true });
	expect(r5.element('Observation', 'valueReference')).toMatchObject({ targets: ['MolecularSequence'] });
	expect(r5.element('Observation', 'valueQuantity')).not.toHaveProperty('codes');
	expect(r5.element('SubscriptionFilterBy', 'resourceType')).toMatchObject({ type: 'uri' });
	expect(r5.element('ConsentProvision', 'resourceType')).toMatchObject({ type: 'Coding', repeats: true });
});

test('a medicine of R4 is plain words or a reference', async () => {
	const r4 = await definitionsOf('R4');
	expect(r4.element('MedicationRequest', 'medicationReference')).toMatchObject({ targets: ['Medication'] });
	expect(r4.element('MedicationRequest', 'medicationCodeableConcept')).not.toHaveProperty('codes');
});

test('an element that does not exist is none', async () => {
	const r4 = await definitionsOf('R4');
	expect(r4.element('Patient', 'species')).toBeUndefined();
	expect(r4.elementsOf('Unicorn')).toEqual([]);
	expect(r4.searchParametersOf('Unicorn')).toEqual([]);
});
