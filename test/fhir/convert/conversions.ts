import type { IDataObject } from 'n8n-workflow';

import { toR5 } from '../../../nodes/fhir/convert/toR5';
import { wrongInR5 } from './judge';

export const concept = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });
export const lungs = concept('39607008');
export const cough = concept('49727002');
export const oncologist = { reference: 'Practitioner/p7', display: 'Dr Oona Farr' };
export const nurse = { reference: 'PractitionerRole/n2' };
export const extension = [{ url: 'http://example.org/how-known', valueString: 'asked' }];

/** What every resource of the type must have; the same in both versions unless the rules say otherwise. */
export const REQUIRED: Record<string, IDataObject> = {
	AllergyIntolerance: { patient: { reference: 'Patient/p1' } },
	Condition: { subject: { reference: 'Patient/p1' }, clinicalStatus: { text: 'Active' } },
	DocumentReference: { status: 'current' },
	MedicationRequest: { status: 'active', intent: 'order', subject: { reference: 'Patient/p1' } },
	Observation: { status: 'final', code: lungs },
	Patient: {},
};

/** What it is about, the type, what it held in R4, what it holds in R5. */
export type Conversion = [string, string, IDataObject, IDataObject];

/** Converts a resource with these elements; what comes out besides the required ones is what became of them. */
export async function converted(type: string, elements: IDataObject): Promise<unknown> {
	const result = await toR5({ resourceType: type, ...REQUIRED[type], ...elements });
	expect(wrongInR5(result)).toEqual([]);
	const own = Object.entries(result).filter(([name, value]) => {
		const isGiven = JSON.stringify(REQUIRED[type][name]) === JSON.stringify(value);
		return name !== 'resourceType' && !isGiven;
	});
	return Object.fromEntries(own);
}
