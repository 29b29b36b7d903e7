/** The resources that can be created, alone or in a transaction: the documentation's table “Health Resources”. */
export const HEALTH_RESOURCES = [
	'AdverseEvent',
	'AllergyIntolerance',
	'Appointment',
	'CarePlan',
	'Communication',
	'CommunicationRequest',
	'Condition',
	'Consent',
	'DeviceDispense',
	'DeviceUsage',
	'DiagnosticReport',
	'DocumentReference',
	'Encounter',
	'EpisodeOfCare',
	'FamilyMemberHistory',
	'Goal',
	'Group',
	'ImagingStudy',
	'Immunization',
	'Invoice',
	'Medication',
	'MedicationAdministration',
	'MedicationDispense',
	'MedicationRequest',
	'MedicationStatement',
	'Observation',
	'Organization',
	'Patient',
	'Practitioner',
	'Procedure',
	'QuestionnaireResponse',
	'RiskAssessment',
	'ServiceRequest',
] as const;

/** Those that may only be contained in one of them; any other contained resource is refused [I]. */
const CONTAINED_ONLY = [
	'BodyStructure',
	'CareTeam',
	'Device',
	'HealthcareService',
	'Location',
	'PractitionerRole',
	'Provenance',
	'Questionnaire',
	'RelatedPerson',
	'Specimen',
	'Substance',
] as const;

/** What is checked against FHIR R5 before it is stored. */
export const CHECKED_TYPES: readonly string[] = [
	...HEALTH_RESOURCES,
	...CONTAINED_ONLY,
	'Bundle',
	'Subscription',
];
