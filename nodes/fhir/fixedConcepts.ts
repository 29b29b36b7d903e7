import type { CodeableConcept } from './shorthand/shapes';

interface Concepts {
	system: string;
	/** Codes and what they are called. */
	codes: Record<string, string>;
}

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';

const COURSE = { active: 'Active', inactive: 'Inactive', resolved: 'Resolved' };

const CERTAINTY = {
	confirmed: 'Confirmed',
	'entered-in-error': 'Entered in Error',
	refuted: 'Refuted',
	unconfirmed: 'Unconfirmed',
};

/**
 * Concepts that FHIR takes from a fixed list only (required bindings of Condition and AllergyIntolerance, R4 and R5), by
 * type and element. A plain text would not be valid there.
 */
const FIXED: Record<string, Concepts> = {
	'AllergyIntolerance.clinicalStatus': {
		system: `${TERMINOLOGY}/allergyintolerance-clinical`,
		codes: COURSE,
	},
	'AllergyIntolerance.verificationStatus': {
		system: `${TERMINOLOGY}/allergyintolerance-verification`,
		codes: CERTAINTY,
	},
	'Condition.clinicalStatus': {
		system: `${TERMINOLOGY}/condition-clinical`,
		codes: { ...COURSE, recurrence: 'Recurrence', relapse: 'Relapse', remission: 'Remission' },
	},
	'Condition.verificationStatus': {
		system: `${TERMINOLOGY}/condition-ver-status`,
		codes: { ...CERTAINTY, differential: 'Differential', provisional: 'Provisional' },
	},
};

/** The codes and names of such an element; undefined for any other. */
export const fixedCodesOf = (resourceType: string, id: string): Record<string, string> | undefined =>
	FIXED[`${resourceType}.${id}`]?.codes;

/** The concept that a code or its name stands for; undefined when it is neither. */
export function fixedConcept(resourceType: string, id: string, written: string): CodeableConcept | undefined {
	const { system, codes } = FIXED[`${resourceType}.${id}`];
	const meant = written.trim().toLowerCase();
	const found = Object.entries(codes).find(([code, name]) => code === meant || name.toLowerCase() === meant);
	return found && { coding: [{ system, code: found[0], display: found[1] }] };
}
