import { FieldRefusal } from '../../shared/errors/refusal';

/** Places are written as FHIRPath from the resource's type on, e.g. `Patient.contact.name`; they never hold a value. */
const refusal = (message: string, description: string): FieldRefusal =>
	new FieldRefusal(message, description);

const LEAVE_OUT =
	'Nothing was converted. Take it out of the record first if it is not needed, or leave this record out.';
const PUT_RIGHT = 'Nothing was converted. Put the record right first, or leave it out.';

const article = (word: string): string => (/^[AEIOU]/.test(word) ? 'an' : 'a');

export const noType = (): FieldRefusal =>
	refusal('This record is of no type that FHIR R4 has', 'A resource names its type in resourceType.');

export const otherType = (type: string, converted: readonly string[]): FieldRefusal =>
	refusal(
		`${type} is not converted from FHIR R4 to R5`,
		`These types are: ${converted.join(', ')}. Leave the other records out.`,
	);

export const otherContained = (at: string, type: string): FieldRefusal =>
	refusal(`${at} holds ${article(type)} ${type}, which is not converted from FHIR R4 to R5`, LEAVE_OUT);

/** The name of what R4 does not have is not repeated: it may be anything. */
export const unknownElement = (at: string): FieldRefusal =>
	refusal(`${at} holds an element that FHIR R4 does not have`, PUT_RIGHT);

export const noPlace = (at: string): FieldRefusal =>
	refusal(`${at} cannot be carried over to FHIR R5`, LEAVE_OUT);

export const misshapen = (at: string): FieldRefusal =>
	refusal(`${at} is not written as FHIR R4 has it`, PUT_RIGHT);

export const unknownCode = (at: string): FieldRefusal =>
	refusal(`${at} holds a code that FHIR does not have there`, PUT_RIGHT);

export const wrongTarget = (at: string, type: string): FieldRefusal =>
	refusal(`${at} refers to ${article(type)} ${type}, which FHIR R5 does not have there`, LEAVE_OUT);

export const missing = (at: string): FieldRefusal =>
	refusal(`${at} is missing, and FHIR R5 requires it`, PUT_RIGHT);
