import type { Stored } from '../../../sandbox/fhirStore/store';
import { storeWith } from './store';

const RECORDS: Stored[] = [
	{ resourceType: 'Organization', id: 'north', name: 'North Clinic' },
	{ resourceType: 'Patient', id: 'ann', managingOrganization: { reference: 'Organization/north' } },
	{ resourceType: 'Patient', id: 'bob' },
	{ resourceType: 'Practitioner', id: 'dr' },
	...['one', 'two'].map(
		(id): Stored => ({
			resourceType: 'Appointment',
			id,
			status: 'proposed',
			participant: ['Patient/ann', 'Practitioner/dr', 'Patient/nobody'].map((reference) => ({
				status: 'accepted' as const,
				actor: { reference },
			})),
		}),
	),
];

const { ids, search, refusal } = storeWith(RECORDS);
const came = async (url: string) => await ids(url, 'include');

it.each([
	['Appointment?_include=Appointment:patient', ['ann']],
	['Appointment?_include=Appointment:actor', ['ann', 'dr']],
	['Appointment?_include=Appointment:actor:Practitioner', ['dr']],
	['Appointment?_include=Appointment:patient&_include=Appointment:practitioner', ['ann', 'dr']],
	['Appointment?_include=Appointment:patient&_include=Patient:organization', undefined],
	['Appointment?_include=Appointment:patient&_include:iterate=Patient:organization', ['ann', 'north']],
	['Patient?_revinclude=Appointment:patient', ['one', 'two']],
	['Patient?_id=bob&_revinclude=Appointment:patient', []],
	['Patient?_revinclude=Appointment:actor:Practitioner', []],
	['Patient?_id=ann&_include=Patient:organization&_revinclude=Appointment:patient', ['north', 'one', 'two']],
	[
		'Organization?_revinclude=Patient:organization&_revinclude:iterate=Appointment:patient',
		['ann', 'one', 'two'],
	],
])('%s brings along %j', async (url, found) => {
	if (found) expect(await came(url)).toEqual(found);
	else expect((await refusal('GET', url))[0]).toBe(400);
});

it('counts matches only, and brings along what this page needs', async () => {
	const page = await search('Appointment?_count=1&_include=Appointment:patient');
	expect([page.total, page.entry?.length]).toEqual([2, 2]);
	expect(page.entry?.[1]).toMatchObject({
		fullUrl: 'http://127.0.0.1:1/fhir/Patient/ann',
		search: { mode: 'include' },
	});
});

it.each([
	['Appointment?_include=*', '_include must be Type:reference'],
	['Appointment?_include=Appointment:*', 'Appointment has no search parameter *'],
	['Appointment?_include=Appointment', '_include must be Type:reference'],
	['Appointment?_include=Appointment:colour', 'Appointment has no search parameter colour'],
	['Appointment?_include=Appointment:status', 'status of Appointment is no reference'],
	['Appointment?_include=Appointment:patient:Group', 'patient of Appointment does not point to Group'],
	['Appointment?_include=Patient:organization', 'has nothing to do with Appointment'],
	['Practitioner?_revinclude=Appointment:patient', 'has nothing to do with Practitioner'],
])('%s is refused', async (url, text) => {
	expect(await refusal('GET', url)).toEqual([400, expect.stringContaining(text), undefined]);
});
