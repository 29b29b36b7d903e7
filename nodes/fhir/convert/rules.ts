import type { IDataObject } from 'n8n-workflow';

/** Where the content of an element of R4 goes in R5, when it does not go to the element of the same name and type. */
export interface Rule {
	/** Name of the element of R5. */
	to: string;
	/**
	 * One value as R5 has it, where the types do not say it already. `beside`: the `id` and `extension` of a primitive,
	 * which then stand on what is made of it.
	 */
	as?(value: unknown, beside?: IDataObject): IDataObject;
	/** What R5 says by an element of its own. */
	with?: IDataObject;
}

/** `dissolved`: its elements go to the element that it stood in. `left out`: said of the R4 form only. */
type Treatment = Rule | 'dissolved' | 'left out';

const to = (name: string): Rule => ({ to: name });

/** A code that became a concept. */
const toConcept = (name: string, system: string, displays: Record<string, string> = {}): Rule => ({
	to: name,
	as: (value, beside) => {
		const code = value as string | undefined;
		const display = code && displays[code];
		return { ...beside, ...(code && { coding: [{ system, code, ...(display && { display }) }] }) };
	},
});

const toParticipant = (code: string, display: string): Rule => ({
	to: 'participant',
	as: (actor) => ({
		function: {
			coding: [
				{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code, display },
			],
		},
		actor: actor as IDataObject,
	}),
});

const RECORDED = {
	recorder: toParticipant('enterer', 'Enterer'),
	asserter: toParticipant('author', 'Author'),
};

/**
 * By type and element of R4. Source: HL7's maps (github.com/HL7/fhir-cross-version, input/R4toR5/*4to5.fml), except
 * for what is marked. What those maps leave out (MedicationRequest.detectedIssue, .instantiatesCanonical and
 * .instantiatesUri, DocumentReference.context.sourcePatientInfo and .related) or carry in part (Medication.amount, of
 * which R5 keeps no denominator) has no rule and so is refused.
 */
const RULES: Record<string, Record<string, Treatment>> = {
	AllergyIntolerance: {
		...RECORDED,
		type: toConcept('type', 'http://hl7.org/fhir/allergy-intolerance-type', {
			allergy: 'Allergy',
			intolerance: 'Intolerance',
		}),
	},
	Condition: { ...RECORDED, evidence: 'dissolved' },
	ConditionEvidence: { code: to('evidence'), detail: to('evidence') },
	DocumentReference: {
		masterIdentifier: to('identifier'),
		authenticator: {
			to: 'attester',
			as: (party) => ({
				mode: {
					coding: [
						{
							system: 'http://hl7.org/fhir/composition-attestation-mode',
							code: 'professional',
							display: 'Professional',
						},
					],
				},
				party: party as IDataObject,
			}),
		},
		context: 'dissolved',
	},
	// Its event, period, facilityType and practiceSetting have their names in R5, too.
	DocumentReferenceContext: { encounter: to('context') },
	DocumentReferenceRelatesTo: {
		code: toConcept('code', 'http://hl7.org/fhir/document-relationship-type'),
	},
	DocumentReferenceContent: {
		format: { to: 'profile', as: (format) => ({ valueCoding: format as IDataObject }) },
	},
	MedicationRequest: {
		medicationCodeableConcept: to('medication'),
		medicationReference: to('medication'),
		reasonCode: to('reason'),
		reasonReference: to('reason'),
		// The definitions of reported[x] and of R5's two elements; HL7's element map names only `reported`.
		reportedBoolean: to('reported'),
		reportedReference: { to: 'informationSource', with: { reported: true } },
	},
	MedicationRequestDispenseRequest: { performer: to('dispenser') },
	Dosage: { asNeededBoolean: to('asNeeded'), asNeededCodeableConcept: to('asNeededFor') },
	// R4: "The length of time between sampling times, measured in milliseconds."
	SampledData: { period: { to: 'interval', with: { intervalUnit: 'ms' } } },
	// HL7's map keeps it, but what conforms to a profile of R4 is no longer known to once it has the form of R5.
	Meta: { profile: 'left out' },
	Medication: { manufacturer: to('marketingAuthorizationHolder'), form: to('doseForm') },
	MedicationIngredient: {
		itemCodeableConcept: to('item'),
		itemReference: to('item'),
		strength: to('strengthRatio'),
	},
	Practitioner: {
		communication: { to: 'communication', as: (language) => ({ language: language as IDataObject }) },
	},
};

export const treatmentOf = (type: string, name: string): Treatment | undefined => RULES[type]?.[name];

/**
 * R5 requires the clinical status of a condition, R4 does not; R5's definition has `unknown` for where there is none. An
 * abated condition must say more (invariant con-3 of R5, con-4 of R4), so there it stays missing.
 */
export function complete(type: string, result: IDataObject): IDataObject {
	const isAbated = Object.keys(result).some((name) => /^_?abatement/.test(name));
	if (type !== 'Condition' || result.clinicalStatus !== undefined || isAbated) return result;
	const system = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
	return { ...result, clinicalStatus: { coding: [{ system, code: 'unknown', display: 'Unknown' }] } };
}
