import type { CodeableConcept } from '@medplum/fhirtypes';

import type { Stored } from '../../fhirStore/store';
import { SEED } from './ids';
import { day, iso, monthsAgo } from './time';

const { patients, practitioners, organization } = SEED;
const emma = { reference: `Patient/${patients.emma.id}` };
const liam = { reference: `Patient/${patients.liam.id}` };
const chloe = { reference: `Patient/${patients.chloe.id}` };
const chen = { reference: `Practitioner/${practitioners.chen.id}` };

const HL7 = 'http://terminology.hl7.org/CodeSystem';

const coded = (system: string, code: string, display?: string): CodeableConcept => ({
	coding: [{ system: `${HL7}/${system}`, code, ...(display && { display }) }],
	...(display && { text: display }),
});

const condition = (id: string, subject: typeof emma, text: string, months: number): Stored => ({
	resourceType: 'Condition',
	id,
	clinicalStatus: coded('condition-clinical', 'active'),
	verificationStatus: coded('condition-ver-status', 'confirmed'),
	code: { text },
	subject,
	onsetDateTime: day(monthsAgo(months)),
});

const allergy = (id: string, patient: typeof emma, text: string, criticality: 'high' | 'low'): Stored => ({
	resourceType: 'AllergyIntolerance',
	id,
	clinicalStatus: coded('allergyintolerance-clinical', 'active'),
	verificationStatus: coded('allergyintolerance-verification', 'confirmed'),
	type: 'allergy',
	criticality,
	code: { text },
	patient,
});

const medication = (id: string, subject: typeof emma, text: string, months: number): Stored => ({
	resourceType: 'MedicationRequest',
	id,
	status: 'active',
	intent: 'order',
	medicationCodeableConcept: { text },
	subject,
	requester: chen,
	authoredOn: day(monthsAgo(months)),
});

const observation = (id: string, subject: typeof emma, millimetres: number, months: number): Stored => ({
	resourceType: 'Observation',
	id,
	status: 'final',
	category: [coded('observation-category', 'exam', 'Exam')],
	code: { text: 'Probing depth' },
	subject,
	performer: [chen],
	effectiveDateTime: iso(monthsAgo(months)),
	valueQuantity: { value: millimetres, unit: 'mm', system: 'http://unitsofmeasure.org', code: 'mm' },
});

/** Not a whole PDF; its first bytes say that it is one. */
const LEAFLET = Buffer.from('%PDF-1.4\nHow to brush\n%%EOF\n').toString('base64');

export const clinicalRecords = (): Stored[] => [
	condition('condition-gingivitis', emma, 'Gingivitis', 14),
	condition('condition-bruxism', emma, 'Bruxism', 26),
	condition('condition-caries', liam, 'Dental caries', 2),
	condition('condition-periodontitis', chloe, 'Chronic periodontitis', 20),
	allergy(SEED.allergies.penicillin.id, emma, 'Penicillin', 'high'),
	allergy(SEED.allergies.latex.id, emma, 'Latex', 'low'),
	allergy('allergy-articaine', chloe, 'Articaine', 'high'),
	observation('obs-probing-1', emma, 4, 14),
	observation('obs-probing-2', emma, 5.5, 14),
	observation('obs-probing-3', liam, 2, 2),
	observation('obs-probing-4', chloe, 6, 5),
	observation('obs-probing-5', chloe, 4.5, 5),
	medication(SEED.medicationRequest.id, emma, 'Clindamycin 300 mg capsule', 14),
	medication('medreq-chlorhexidine', chloe, 'Chlorhexidine 0.12 % mouthwash', 5),
	{
		resourceType: 'Coverage',
		...SEED.coverage,
		status: 'active',
		subscriberId: 'PDP-0001001',
		beneficiary: emma,
		payor: [{ reference: `Organization/${organization.id}` }],
		period: { start: day(monthsAgo(36)) },
	},
	{ resourceType: 'Binary', ...SEED.binary, data: LEAFLET },
];
