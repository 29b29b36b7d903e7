import type { IDataObject } from 'n8n-workflow';

import { CONVERTED, toR5 } from '../../../nodes/fhir/convert/toR5';
import { definitionsOf } from '../../../nodes/fhir/definitions';
import { FieldRefusal } from '../../../nodes/shared/errors/refusal';

/** Stands wherever something of a patient could stand. */
const SECRET = 'Zebedee';

/** The refusal, after looking that it tells nothing of what the resource holds. */
async function refusalOf(resource: IDataObject): Promise<FieldRefusal> {
	const refusal: unknown = await toR5(resource).catch((thrown: unknown) => thrown);
	if (!(refusal instanceof FieldRefusal)) throw new Error('It was not refused');
	expect(`${refusal.message} ${refusal.description}`).not.toContain(SECRET);
	return refusal;
}

const subject = { reference: `Patient/${SECRET}` };
const words = { text: SECRET };
const extension = [{ url: `http://example.org/${SECRET}`, valueString: SECRET }];
const content = [{ attachment: { title: SECRET } }];
const observation = { resourceType: 'Observation', status: 'final', code: words };
const document = { resourceType: 'DocumentReference', status: 'current', content };
const condition = { resourceType: 'Condition', subject, clinicalStatus: words };
const prescription = {
	resourceType: 'MedicationRequest',
	status: 'active',
	intent: 'order',
	subject,
	medicationCodeableConcept: words,
};

test('any other type is refused by its name', async () => {
	const { resources } = await definitionsOf('R4');
	const others = resources.filter((type) => !CONVERTED.some((one) => one === type));
	expect(others.length).toBeGreaterThan(100);
	for (const resourceType of others) {
		const { message, description } = await refusalOf({ resourceType, id: SECRET });
		expect(message).toBe(`${resourceType} is not converted from FHIR R4 to R5`);
		for (const type of CONVERTED) expect(description).toContain(type);
	}
});

test.each([[undefined], [null], [''], [SECRET], ['constructor'], ['SubscriptionTopic'], [['Patient']]])(
	'a type that R4 does not have is refused without its name (%p)',
	async (resourceType) => {
		const { message } = await refusalOf({ resourceType } as IDataObject);
		expect(message).toBe('This record is of no type that FHIR R4 has');
	},
);

const contained = (resource: IDataObject) => ({ resourceType: 'Patient', contained: [resource] });

test.each<[string, IDataObject]>([
	// Dropped by R5, as is what is inside of it.
	[
		'MedicationRequest.detectedIssue cannot be carried over to FHIR R5',
		{ ...prescription, detectedIssue: [subject] },
	],
	[
		'MedicationRequest.instantiatesUri cannot be carried over to FHIR R5',
		{ ...prescription, _instantiatesUri: [{ extension }] },
	],
	[
		'DocumentReference.context.related cannot be carried over to FHIR R5',
		{ ...document, context: { period: { start: '2020' }, related: [subject] } },
	],
	[
		'DocumentReference.context.sourcePatientInfo cannot be carried over to FHIR R5',
		{ ...document, context: { sourcePatientInfo: subject } },
	],
	[
		'DocumentReference.context.modifierExtension cannot be carried over to FHIR R5',
		{ ...document, context: { modifierExtension: extension, facilityType: words } },
	],
	[
		'DocumentReference.context.extension cannot be carried over to FHIR R5',
		{ ...document, context: { extension } },
	],
	[
		'Condition.evidence.modifierExtension cannot be carried over to FHIR R5',
		{ ...condition, evidence: [{ code: [words], modifierExtension: extension }] },
	],
	[
		'Condition.evidence.id cannot be carried over to FHIR R5',
		{ ...condition, evidence: [{ id: SECRET, code: [words] }] },
	],
	[
		'Patient.extension.valueContributor cannot be carried over to FHIR R5',
		{
			resourceType: 'Patient',
			extension: [{ url: 'http://example.org', valueContributor: { type: 'author', name: SECRET } }],
		},
	],
	[
		'Patient.contained.ofType(Medication).amount cannot be carried over to FHIR R5',
		contained({ resourceType: 'Medication', amount: { numerator: { value: 3 } } }),
	],
	// Contained in one that is converted.
	[
		'Patient.contained holds a Provenance, which is not converted from FHIR R4 to R5',
		contained({ resourceType: 'Provenance', recorded: SECRET }),
	],
	[
		'Patient.contained holds an Encounter, which is not converted from FHIR R4 to R5',
		contained({ resourceType: 'Encounter' }),
	],
	['Patient.contained is not written as FHIR R4 has it', contained({ resourceType: SECRET })],
	// What R5 does not have, or not there.
	[
		'Observation.derivedFrom refers to a Media, which FHIR R5 does not have there',
		{ ...observation, derivedFrom: [{ reference: `https://example.org/r4/Media/${SECRET}/_history/2` }] },
	],
	[
		'Observation.focus refers to a DeviceUseStatement, which FHIR R5 does not have there',
		{ ...observation, focus: [{ type: 'DeviceUseStatement', display: SECRET }] },
	],
	[
		'MedicationRequest.performer refers to a Device, which FHIR R5 does not have there',
		{ ...prescription, performer: { reference: `Device/${SECRET}` } },
	],
	// Not R4.
	[
		'Patient.contact holds an element that FHIR R4 does not have',
		{ resourceType: 'Patient', contact: [{ [SECRET]: true }] },
	],
	[
		'MedicationRequest holds an element that FHIR R4 does not have',
		{ ...prescription, medication: { concept: words } },
	],
	[
		'Patient.name holds an element that FHIR R4 does not have',
		{ resourceType: 'Patient', name: [{ family: SECRET, modifierExtension: extension }] },
	],
	[
		'Patient.extension holds an element that FHIR R4 does not have',
		{ resourceType: 'Patient', extension: [{ url: 'http://example.org', valuePatient: subject }] },
	],
	['Patient.name is not written as FHIR R4 has it', { resourceType: 'Patient', name: { family: SECRET } }],
	['Patient.name is not written as FHIR R4 has it', { resourceType: 'Patient', name: [SECRET] }],
	['Patient.name is not written as FHIR R4 has it', { resourceType: 'Patient', name: [null] }],
	[
		'Patient.name is not written as FHIR R4 has it',
		{ resourceType: 'Patient', name: [{ family: SECRET }], _name: [{ extension }] },
	],
	['Patient.birthDate is not written as FHIR R4 has it', { resourceType: 'Patient', birthDate: [SECRET] }],
	['Patient.active is not written as FHIR R4 has it', { resourceType: 'Patient', active: SECRET }],
	[
		'Patient.photo.size is not written as FHIR R4 has it',
		{ resourceType: 'Patient', photo: [{ size: SECRET }] },
	],
	['DocumentReference.context is not written as FHIR R4 has it', { ...document, context: [subject] }],
	['DocumentReference.context is not written as FHIR R4 has it', { ...document, context: SECRET }],
	[
		'Observation.value is not written as FHIR R4 has it',
		{ ...observation, valueString: SECRET, _valueBoolean: { extension } },
	],
	[
		'MedicationRequest.reported is not written as FHIR R4 has it',
		{ ...prescription, reportedBoolean: false, reportedReference: subject },
	],
	['Patient.gender holds a code that FHIR does not have there', { resourceType: 'Patient', gender: SECRET }],
	[
		'AllergyIntolerance.type holds a code that FHIR does not have there',
		{ resourceType: 'AllergyIntolerance', patient: subject, type: SECRET },
	],
	// Required by R5.
	['Observation.code is missing, and FHIR R5 requires it', { resourceType: 'Observation', status: 'final' }],
	[
		'Observation.subject.reference is missing, and FHIR R5 requires it',
		{ ...observation, subject: { type: 'Patient' } },
	],
	[
		'Condition.clinicalStatus is missing, and FHIR R5 requires it',
		{ resourceType: 'Condition', subject, abatementString: SECRET },
	],
])('%s', async (message, resource) => {
	expect((await refusalOf(resource)).message).toBe(message);
});

test.each<[string, IDataObject]>([
	['to what R5 takes there', { performer: [{ reference: 'CareTeam/1' }] }],
	['to anything', { focus: [{ reference: 'Basic/1' }] }],
	['to what R4 does not take there either', { performer: [{ reference: 'Encounter/1' }] }],
	[
		'within the resource, within a bundle, or in words',
		{
			performer: [
				{ reference: '#p' },
				{ reference: 'urn:uuid:8b0d6c0e-3c1f-4f0e-9d52-0f6a3a1d3f10' },
				{ display: 'Dr Farr' },
			],
		},
	],
])('a reference %s is kept', async (_, elements) => {
	expect(await toR5({ ...observation, ...elements })).toEqual({ ...observation, ...elements });
});
