import type { IDataObject } from 'n8n-workflow';

import { outcomeWords } from '../fhir/outcomes';
import type { FhirServer } from '../fhir/server';
import { pathOverridesIn } from '../shared/pathOverrides';
import type { Api } from '../shared/request/api';
import type { Vendor } from '../shared/request/vendor';
import { DOT_HEALTH_BASE_URLS } from './baseUrls';
import { BEYOND_R5 } from './beyondR5';
import { unflattened } from './flattened';

export const dotHealth: Vendor = {
	name: 'Dot Health',
	credentials: {
		clientCredentials: { type: 'dotHealthApi' },
		oAuth2: { type: 'dotHealthOAuth2Api' },
	},
	baseUrls: DOT_HEALTH_BASE_URLS,
	wordsIn: ({ statusCode, body }) => outcomeWords(statusCode, unflattened(body)),
	unwrap: unflattened,
	readPage: (body) => ({ records: [unflattened(body) as IDataObject] }),
};

/** What can be sent and asked for, as the documentation lists it. */
export const HEALTH_RECORDS = [
	...[
		'AdverseEvent',
		'AllergyIntolerance',
		'Appointment',
		'CarePlan',
		'Communication',
		'CommunicationRequest',
	],
	...['Condition', 'Consent', 'DeviceDispense', 'DeviceUsage', 'DiagnosticReport', 'DocumentReference'],
	...['Encounter', 'EpisodeOfCare', 'FamilyMemberHistory', 'Goal', 'Group', 'ImagingStudy', 'Immunization'],
	...['Invoice', 'Medication', 'MedicationAdministration', 'MedicationDispense', 'MedicationRequest'],
	...['MedicationStatement', 'Observation', 'Organization', 'Patient', 'Practitioner', 'Procedure'],
	...['QuestionnaireResponse', 'RiskAssessment', 'ServiceRequest'],
];

/** An address of the documentation, or what the credential puts in its place. All that lies below it moves along. */
const addressOf = ({ credentials }: Api, path: string): string => pathOverridesIn(credentials)[path] ?? path;

export const fhirServer: FhirServer = {
	version: 'R5',
	beyond: BEYOND_R5,
	mediaType: 'application/fhir+json',
	// The documentation names both.
	otherMediaType: 'application/json',
	types: HEALTH_RECORDS,
	pathOf: (api, type) => addressOf(api, `/${type}`),
	// The documentation's table of endpoints.
	otherPathOf: (type) => (type === 'DeviceDispense' ? '/DeviceDispence' : undefined),
	bundlePath: (api) => addressOf(api, '/Bundle'),
	// "Bundle of type transaction", and nothing else that changes records.
	onlyCreates: true,
	historyNames: [],
	pageTokens: ['_page'],
	pageSize: 100,
	read: unflattened,
};
