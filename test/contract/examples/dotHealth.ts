import type { DotHealthSandbox } from '../../../sandbox';
import { each, same, type Examples } from './example';

/** A record as a person writes it into a form, and as R5 has it. */
const CELLS = {
	status: 'final',
	code: 'http://loinc.org|85354-9|Biancospino pressure',
	subject: 'Patient/67001',
	valueQuantity: '120 mmHg',
	note: 'Quattrocchi was sitting',
};
const RECORD = {
	status: 'final',
	code: {
		coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Biancospino pressure' }],
		text: 'Biancospino pressure',
	},
	subject: { reference: 'Patient/67001' },
	valueQuantity: { value: 120, unit: 'mmHg' },
	note: [{ text: 'Quattrocchi was sitting' }],
};

/** Emma as another server knows her, in FHIR R4. */
const SOURCE = {
	id: 'source-4711',
	name: [{ family: 'MacDonald', given: ['Emma', 'Melissandra'] }],
	birthDate: '1984-06-15',
};
const SENT_ALONG = {
	resourceType: 'Observation',
	id: 'source-record-4712',
	status: 'final',
	code: { text: 'Biancospino pressure' },
	subject: { reference: 'Patient/source-4711' },
};

const bySearch = (parameter: string, value: string) =>
	same({ parameter: [{ parameter, comparison: 'is', value }] }, { [parameter]: value });

/** The same instants in the time zone of the workflow, which is Europe/Rome in these tests. */
const UPDATED = ['ge2020-01-01T01:00:00.000+01:00', 'lt2040-01-01T01:00:00.000+01:00'];

/** Subscriptions that are there before each run, by their IDs. */
export const SUBSCRIPTIONS = ['900001', '900002', '900003'] as const;

export const dotHealthExamples = ({ seed }: DotHealthSandbox): Examples => ({
	// Requests
	communicationRequestId: same(seed.requests.urgent.id),
	actionable: same(true),
	_id: same(seed.requests.urgent.id),
	_language: same('en-CA'),
	_source: same('https://dothealth.example/requests'),
	// 'Actionable' is a tag too.
	_tag: same('actionable', { _tag: ['actionable', 'actionable'] }),
	lastUpdatedFrom: same('2020-01-01T00:00:00Z', {}),
	lastUpdatedBefore: same('2040-01-01T00:00:00Z', { _lastUpdated: UPDATED }),
	patient: same(`Patient/${seed.patients.emma.id}`),
	requester: same(`Organization/${seed.organizations.insurer.id}`),
	priority: same('urgent'),
	'communicationRequest.getAll.status': same('active'),
	'communicationRequest.getAll.include': same(['Patient:subject'], { _include: 'Patient:subject' }),
	'communicationRequest.getAll.sort': same('lastUpdated', { _sort: '-lastUpdated' }),

	// Answers
	message: same('Here is what Quattrocchi asked for.'),
	records: same(SENT_ALONG),
	sourcePatient: same(SOURCE),
	attachments: same('data'),
	dryRun: same(false),
	identityCheck: same('Health card of Melissandra seen'),

	// Records
	outputFields: same('id,meta.lastUpdated'),
	resolveReferences: same('*'),
	pageSize: same(7, { _count: '7' }),
	'healthRecord.create.resourceType': same('Observation'),
	'healthRecord.create.fields': same(CELLS, RECORD),
	'healthRecord.create.json': same(RECORD),
	'healthRecord.get.resourceType': same('Practitioner'),
	'healthRecord.get.id': same(seed.practitioners.singh.id),
	'healthRecord.getAll.resourceType': same('Patient'),
	'bundle.execute.resourceType': same('Observation'),
	'bundle.execute.fields': same(CELLS, RECORD),
	'bundle.execute.json': same(RECORD),
	entryName: same('contract-pressure'),
	'patient.get.id': same(seed.patients.chloe.id),
	'organization.get.id': same(seed.organizations.lawFirm.id),
	...Object.fromEntries(
		['healthRecord', 'patient'].flatMap((resource) => [
			[`${resource}.getAll.filters`, bySearch('name', 'MacDonald')],
			[`${resource}.getAll.elements`, same('id,name', { _elements: 'id,name' })],
			[`${resource}.getAll.include`, same(['Patient:organization'], { _include: 'Patient:organization' })],
			[
				`${resource}.getAll.revInclude`,
				same(['Observation:subject'], { _revinclude: 'Observation:subject' }),
			],
			[`${resource}.getAll.sort`, same('-lastUpdated', { _sort: '-lastUpdated' })],
			[`${resource}.getAll.rawQuery`, same('gender=female', { gender: 'female' })],
		]),
	),
	'organization.getAll.filters': bySearch('name', 'Maple'),
	'organization.getAll.elements': same('id,name', { _elements: 'id,name' }),
	'organization.getAll.include': same(['Organization:partof'], { _include: 'Organization:partof' }),
	'organization.getAll.revInclude': same(['Patient:organization'], { _revinclude: 'Patient:organization' }),
	'organization.getAll.sort': same('lastUpdated', { _sort: 'lastUpdated' }),
	'organization.getAll.rawQuery': same('identifier=ORG-45001', { identifier: 'ORG-45001' }),

	// Subscriptions
	name: each('Requests for Biancospino', 'Requests for Tramonto', 'Requests for Aurora'),
	endpoint: same('https://clinic.example/hooks/contract'),
	authorization: same('Bearer contract-passphrase'),
	end: same('2091-01-15T09:30:00Z', '2091-01-15T10:30:00+01:00'),
	reason: same('Nobody at Biancospino looks at the list'),
	topic: same('communication-request'),
	'subscription.create.status': same('requested'),
	'subscription.getAll.status': same('active'),
	'subscription.get.id': same(SUBSCRIPTIONS[0]),
	'subscription.delete.id': each(...SUBSCRIPTIONS),
});
