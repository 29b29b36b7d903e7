import type { IDataObject } from 'n8n-workflow';

import { definitionsOf } from '../definitions';
import { Converter } from './converter';
import { noType, otherType } from './refusals';

/** The resources that are converted: the part of a patient's record that is exchanged. */
export const CONVERTED = [
	'AllergyIntolerance',
	'Condition',
	'DocumentReference',
	'MedicationRequest',
	'Observation',
	'Patient',
] as const;

/** What these contain besides each other, as their author, source or medication. */
const CONTAINED = ['Medication', 'Organization', 'Practitioner', 'PractitionerRole', 'RelatedPerson'];

/**
 * A resource of FHIR R4 in the form of R5. Which of the two it is cannot be seen, so the caller must know.
 *
 * Everything comes along: ids, extensions, those of primitives included, the narrative, contained resources. Only the
 * profiles in `meta.profile` do not, because the result no longer conforms to a profile of R4. References stay as they are.
 *
 * @throws FieldRefusal when the type is none of `CONVERTED`, or when something in the resource is not R4 or has no place
 * in R5; it names the type and the element, never what is in it
 */
export async function toR5(resource: IDataObject): Promise<IDataObject> {
	const [r4, r5] = await Promise.all([definitionsOf('R4'), definitionsOf('R5')]);
	const type = r4.resources.find((one) => one === resource.resourceType);
	if (type === undefined) throw noType();
	if (!CONVERTED.some((one) => one === type)) throw otherType(type, CONVERTED);
	return new Converter(r4, r5, [...CONVERTED, ...CONTAINED]).resource(resource, type, type);
}
