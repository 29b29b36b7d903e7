import type { Stored } from '../../../sandbox/fhirStore/store';
import { storeWith } from './store';

const RECORDS: Stored[] = [
	{ resourceType: 'Organization', id: 'north', name: 'North Clinic' },
	{ resourceType: 'Organization', id: 'south', name: 'South Clinic' },
	{
		resourceType: 'Patient',
		id: 'ann',
		name: [{ family: 'Adams' }],
		managingOrganization: { reference: 'Organization/north' },
	},
	{
		resourceType: 'Patient',
		id: 'bob',
		name: [{ family: 'Baker' }],
		managingOrganization: { reference: 'Organization/south' },
	},
	{ resourceType: 'Practitioner', id: 'dr', name: [{ family: 'Adams' }] },
	{
		resourceType: 'Observation',
		id: 'of-ann',
		status: 'final',
		code: { text: 'a' },
		subject: { reference: 'Patient/ann' },
		effectiveDateTime: '2024-01-01',
	},
	{
		resourceType: 'Observation',
		id: 'of-bob',
		status: 'preliminary',
		code: { text: 'b' },
		subject: { reference: 'Patient/bob' },
		performer: [{ reference: 'Practitioner/dr' }],
		effectiveDateTime: '2023-01-01',
	},
	{
		resourceType: 'Observation',
		id: 'lost',
		status: 'final',
		code: { text: 'c' },
		subject: { reference: 'Patient/nobody' },
	},
];

const { ids, refusal } = storeWith(RECORDS);

it.each([
	['Observation?patient.name=adams', ['of-ann']],
	['Observation?subject:Patient.name=adams', ['of-ann']],
	['Observation?subject.name=adams,baker', ['of-ann', 'of-bob']],
	['Observation?patient.name:exact=adams', []],
	['Observation?patient.family:missing=true', []],
	['Observation?patient.organization.name=south', ['of-bob']],
	['Observation?performer:Practitioner.name=adams', ['of-bob']],
	['Observation?performer:Patient.name=adams', []],
	['Patient?organization.name=north', ['ann']],
	['Patient?_has:Observation:patient:status=final', ['ann']],
	['Patient?_has:Observation:patient:status=final,preliminary', ['ann', 'bob']],
	['Patient?_has:Observation:patient:date=ge2024', ['ann']],
	['Patient?_has:Observation:subject:performer:Practitioner.name=adams', ['bob']],
	['Patient?_has:Observation:patient:date=ge2024&family=baker', []],
	['Organization?_has:Patient:organization:_has:Observation:patient:status=preliminary', ['south']],
	['Observation?patient._has:Observation:patient:status=final', ['of-ann']],
])('%s finds %j', async (url, found) => {
	expect(await ids(url)).toEqual(found);
});

it.each([
	['Observation?status.name=a', 'status of Observation is no reference, so status.name leads nowhere'],
	['Observation?subject:Practitioner.name=a', 'subject of Observation does not point to Practitioner'],
	[
		'Observation?patient.colour=a',
		'Nothing that patient of Observation points to has a search parameter colour',
	],
	['Observation?nobody.name=a', 'Observation has no search parameter nobody'],
	[
		'Patient?_has:Observation:patient=final',
		'_has:Observation:patient must be _has:Type:reference:parameter',
	],
	['Patient?_has:Observation:performer:status=', 'is empty'],
	[
		'Practitioner?_has:Observation:patient:status=final',
		'patient of Observation does not point to Practitioner',
	],
	['Patient?_has:Observation:patient:colour=a', 'Observation has no search parameter colour'],
	['Patient?_has:Nothing:patient:status=a', 'Nothing has no search parameter patient'],
])('%s is refused', async (url, text) => {
	expect(await refusal('GET', url)).toEqual([400, expect.stringContaining(text), undefined]);
});
