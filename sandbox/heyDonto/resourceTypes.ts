/** The resources of the vendor's documentation, which calls Endpoint “EndPoint”. There are no others here. */
export const RESOURCE_TYPES = [
	...[
		'Account',
		'Organization',
		'Patient',
		'Practitioner',
		'PractitionerRole',
		'Location',
		'HealthcareService',
	],
	...[
		'AllergyIntolerance',
		'Condition',
		'Procedure',
		'Observation',
		'DiagnosticReport',
		'CarePlan',
		'CareTeam',
	],
	...['Goal', 'NutritionOrder'],
	...['Appointment', 'AppointmentResponse', 'Schedule', 'Slot'],
	...[
		'Medication',
		'MedicationRequest',
		'MedicationDispense',
		'MedicationAdministration',
		'MedicationStatement',
	],
	'MedicationKnowledge',
	...['ImagingStudy', 'Media', 'Specimen', 'BodyStructure'],
	...['DocumentReference', 'DocumentManifest', 'List', 'Composition'],
	...['ServiceRequest', 'Task', 'Communication', 'CommunicationRequest', 'DeviceRequest'],
	...['Claim', 'ClaimResponse', 'Coverage', 'ExplanationOfBenefit', 'PaymentNotice', 'Invoice'],
	...['ResearchStudy', 'ResearchSubject', 'Evidence', 'RiskAssessment'],
	...['Substance', 'SubstanceSpecification', 'MedicinalProduct', 'MedicinalProductIngredient'],
	...['Measure', 'MeasureReport', 'ImmunizationRecommendation', 'Immunization'],
	...['AuditEvent', 'Consent', 'Provenance', 'VerificationResult'],
	...['Binary', 'Bundle', 'Parameters', 'OperationOutcome'],
	...['CapabilityStatement', 'StructureDefinition', 'ValueSet', 'CodeSystem', 'SearchParameter'],
	...[
		'DetectedIssue',
		'Device',
		'DeviceDefinition',
		'DeviceMetric',
		'DeviceUseStatement',
		'Endpoint',
		'Flag',
	],
	...['Group', 'Person', 'RelatedPerson', 'Questionnaire', 'QuestionnaireResponse'],
];

export type PathStyle = 'kebab' | 'pascal';

/** `AllergyIntolerance` is `allergy-intolerance` in a path; in the older style it is itself. */
export const segmentOf = (type: string, style: PathStyle): string =>
	style === 'pascal' ? type : type.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase();

const types = (style: PathStyle) => new Map(RESOURCE_TYPES.map((type) => [segmentOf(type, style), type]));
const TYPES = { kebab: types('kebab'), pascal: types('pascal') };

/** The type that a path's segment names, undefined if there is none. */
export const typeOf = (segment: string, style: PathStyle): string | undefined => TYPES[style].get(segment);
