import type { Stored } from '../../../sandbox/fhirStore/store';
import { storeWith } from './store';

const at = (lastUpdated: string) => ({ meta: { lastUpdated } });
const MM = { unit: 'mm', system: 'http://unitsofmeasure.org', code: 'mm' };
const LOINC = 'http://loinc.org';

const PATIENTS: Stored[] = [
	{
		resourceType: 'Patient',
		id: 'ann',
		...at('2024-05-01T10:00:00.000Z'),
		active: true,
		name: [{ use: 'official', family: 'Núñez', given: ['Ann', 'Marie'] }],
		identifier: [{ system: 'urn:a', value: 'A,1' }],
		telecom: [{ system: 'phone', value: '+1 555 0100' }],
		gender: 'female',
		birthDate: '1990-02-28',
		address: [{ use: 'home', city: 'Evanston' }],
	},
	{
		resourceType: 'Patient',
		id: 'bob',
		...at('2024-05-02T10:00:00.000Z'),
		active: false,
		name: [{ family: 'Blackann' }],
		identifier: [{ value: 'B2' }],
		gender: 'male',
		birthDate: '1990-03',
	},
	{ resourceType: 'Patient', id: 'cy', ...at('2024-05-03T10:00:00.000Z') },
];

const OTHERS: Stored[] = [
	{
		resourceType: 'Observation',
		id: 'deep',
		status: 'final',
		code: { text: 'Probing depth', coding: [{ system: LOINC, code: '11524-6', display: 'Depth' }] },
		subject: { reference: 'Patient/ann' },
		effectivePeriod: { start: '2024-01-10T09:00:00-06:00' },
		valueQuantity: { value: 5.4, ...MM },
	},
	{
		resourceType: 'Observation',
		id: 'flat',
		status: 'preliminary',
		code: { text: 'Depth of nothing' },
		subject: { identifier: { system: 'urn:a', value: 'A,1' } },
		effectiveDateTime: '2024-01-09',
		valueQuantity: { value: 2, ...MM },
	},
	{
		resourceType: 'RiskAssessment',
		id: 'risk',
		status: 'final',
		subject: { reference: 'Patient/ann' },
		prediction: [{ probabilityDecimal: 0.8 }],
	},
	{ resourceType: 'ValueSet', id: 'codes', status: 'active', url: 'http://example.org/a' },
	{ resourceType: 'ValueSet', id: 'more', status: 'active', url: 'http://example.org/ab' },
];

const { ids, refusal } = storeWith([...PATIENTS, ...OTHERS]);

const query = (type: string, pairs: string): string =>
	`${type}?${pairs.replace(/\+/g, '%2B').replace(/\|/g, '%7C')}`;

it.each([
	// Strings: the beginning of any part, without case and accents.
	['family=nu', ['ann']],
	['family=ann', []],
	['name=ann', ['ann']],
	['name=mar', ['ann']],
	['name=official', []],
	['family:contains=ann', ['bob']],
	['family:exact=Núñez', ['ann']],
	['family:exact=Nunez', []],
	['family:missing=true', ['cy']],
	['family:missing=false', ['ann', 'bob']],
	['address-city=evan', ['ann']],
	// A comma is or, a repetition is and.
	['family=nu,black', ['ann', 'bob']],
	['family=nu&gender=male', []],
	['name=ann&name=nunez', ['ann']],
	['name=ann&name=black', []],
	// Tokens.
	['gender=male', ['bob']],
	['gender=male,female', ['ann', 'bob']],
	['gender:not=male', ['ann', 'cy']],
	['gender:not=male,female', ['cy']],
	['active=true', ['ann']],
	['identifier=urn:a|A\\,1', ['ann']],
	['identifier=urn:a|', ['ann']],
	['identifier=|B2', ['bob']],
	['identifier=|A\\,1', []],
	['identifier=B2', ['bob']],
	['identifier=A,1', []],
	['telecom=phone|+1 555 0100', ['ann']],
	['phone=+1 555 0100', ['ann']],
	['email=+1 555 0100', []],
	['_id=ann,cy', ['ann', 'cy']],
	// Dates cover what they leave out.
	['birthdate=1990-02-28', ['ann']],
	['birthdate=1990', ['ann', 'bob']],
	['birthdate=1990-02', ['ann']],
	['birthdate=1990-03-05', []],
	['birthdate=ne1990-02', ['bob']],
	['birthdate=gt1990-02-28', ['bob']],
	['birthdate=ge1990-02-28', ['ann', 'bob']],
	['birthdate=lt1990-02-28', []],
	['birthdate=le1990-02-28', ['ann']],
	['birthdate=sa1990-02-28', ['bob']],
	['birthdate=eb1990-03', ['ann']],
	['birthdate=ap1990-03-05', ['bob']],
	['birthdate=1989,1990-02', ['ann']],
	['birthdate=lt1980,ge1990-03', ['bob']],
	['_lastUpdated=2024-05-01T10:00:00.000Z', ['ann']],
	['_lastUpdated=ge2024-05-02T10:00:00.000Z', ['bob', 'cy']],
	['_lastUpdated=gt2024-05-02T10:00:00.000Z', ['cy']],
	['_lastUpdated=ge2024-05-02T12:00:00+02:00', ['bob', 'cy']],
	['_lastUpdated=ge2024-05-02&_lastUpdated=lt2024-05-03', ['bob']],
])('Patient?%s finds %j', async (pairs, found) => {
	expect(await ids(query('Patient', pairs))).toEqual(found);
});

it.each([
	['code=11524-6', ['deep']],
	['code=http://loinc.org|11524-6', ['deep']],
	['code=Depth', []],
	['code:text=depth', ['deep', 'flat']],
	['code:text=probing', ['deep']],
	// References.
	['subject=Patient/ann', ['deep']],
	['subject=ann', ['deep']],
	['subject:Patient=ann', ['deep']],
	['subject:Group=ann', []],
	['subject=Patient/an', []],
	['patient=Patient/ann,Patient/bob', ['deep']],
	['subject:identifier=urn:a|A\\,1', ['flat']],
	['subject:missing=false', ['deep', 'flat']],
	// A period that does not end.
	['date=ge2030', ['deep']],
	['date=lt2024-01-10', ['flat']],
	['date=lt2024-01-10T15:00:01Z', ['deep', 'flat']],
	// Numbers cover what they round.
	['value-quantity=5.4', ['deep']],
	['value-quantity=5', ['deep']],
	['value-quantity=5.0', []],
	['value-quantity=gt5', ['deep']],
	['value-quantity=le2', ['flat']],
	['value-quantity=gt1||mm', ['deep', 'flat']],
	['value-quantity=gt1|http://unitsofmeasure.org|cm', []],
	['value-quantity=ap5', ['deep']],
])('Observation?%s finds %j', async (pairs, found) => {
	expect(await ids(query('Observation', pairs))).toEqual(found);
});

it('compares URIs as a whole, and plain numbers', async () => {
	expect(await ids('ValueSet?url=http://example.org/a')).toEqual(['codes']);
	expect(await ids('RiskAssessment?probability=gt0.75')).toEqual(['risk']);
	expect(await ids('RiskAssessment?probability=lt0.75')).toEqual([]);
});

it.each([
	['Patient?colour=red', 'Patient has no search parameter colour'],
	['Patient?subject=1', 'Patient has no search parameter subject'],
	['Patient?_compartment=Patient/1', 'Patient has no search parameter _compartment'],
	['Patient?_offset=1', 'Patient has no search parameter _offset'],
	['Patient?_total=none', 'Patient has no search parameter _total'],
	['Patient?toString=1', 'Patient has no search parameter toString'],
	['Patient?family=', 'The search parameter family is empty'],
	['Patient?family=a,,b', 'The search parameter family has an empty alternative'],
	['Patient?family:starts=a', 'The search parameter family of Patient has no modifier starts'],
	['Patient?gender:exact=male', 'The search parameter gender of Patient has no modifier exact'],
	['Patient?birthdate:not=1990', 'The search parameter birthdate of Patient has no modifier not'],
	['Patient?family:missing=1', 'family:missing must be true or false'],
	['Patient?birthdate=1990-02-30', '1990-02-30 is not a date, with or without a prefix'],
	['Patient?birthdate=28/02/1990', '28/02/1990 is not a date, with or without a prefix'],
	['Patient?birthdate=xx1990', 'xx1990 is not a date, with or without a prefix'],
	// The + of an offset that was not encoded is a space.
	['Patient?_lastUpdated=ge2024-05-02T12:00:00+02:00', 'ge2024-05-02T12:00:00 02:00 is not a date'],
	['Patient?identifier=a|b|c', 'a|b|c is not a token'],
	['Patient?identifier=|', 'A token needs a code or a system'],
	['Observation?value-quantity=five', 'five is not a number'],
	['Observation?code-value-quantity=a$5', 'code-value-quantity of Observation is not supported'],
])('%s is refused', async (url, text) => {
	expect(await refusal('GET', url)).toEqual([400, expect.stringContaining(text), undefined]);
});
