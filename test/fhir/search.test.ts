import { DateTime } from 'luxon';

import { definitionsOf, type Definitions } from '../../nodes/fhir/definitions';
import { comparisons } from '../../nodes/fhir/search/comparisons';
import { parametersOf, searchPairs, type Pair, type SearchForm } from '../../nodes/fhir/search/query';
import { refusalOf } from '../support/refusals';

let r4: Definitions;
beforeAll(async () => {
	r4 = await definitionsOf('R4');
});

const reader = { zone: 'Europe/Rome', assertFile: () => undefined };
const pairsOf = (type: string, form: SearchForm): Pair[] => searchPairs(r4, type, form, reader);
/** One filter, as `name=value`. */
const one = (type: string, parameter: string, comparison: string | undefined, value: unknown): string => {
	const [[name, written]] = pairsOf(type, { parameter: [{ parameter, comparison, value }] });
	return `${name}=${written}`;
};

describe('a filter', () => {
	test.each<
		[type: string, parameter: string, comparison: string | undefined, value: unknown, expected: string]
	>([
		// Dates: a prefix, and an offset where there is a time.
		['Patient', 'birthdate', 'is', '1980', 'birthdate=1980'],
		['Patient', 'birthdate', undefined, '1980-05-31', 'birthdate=1980-05-31'],
		['Patient', 'birthdate', 'from', '1980-05', 'birthdate=ge1980-05'],
		['Patient', 'birthdate', 'not', '1980', 'birthdate=ne1980'],
		['Appointment', 'date', 'after', '2026-03-28 09:30', 'date=gt2026-03-28T09:30:00+01:00'],
		['Appointment', 'date', 'before', '2026-03-28T08:30:00Z', 'date=lt2026-03-28T09:30:00+01:00'],
		['Appointment', 'date', 'until', '2026-03-28', 'date=le2026-03-28'],
		['Appointment', 'date', 'startsAfter', '2026-03-28', 'date=sa2026-03-28'],
		['Appointment', 'date', 'endsBefore', '2026-03-28', 'date=eb2026-03-28'],
		['Appointment', 'date', 'approximately', '2026-03-28', 'date=ap2026-03-28'],
		['Appointment', 'date', 'from', new Date('2026-03-28T08:30:00Z'), 'date=ge2026-03-28T09:30:00+01:00'],
		[
			'Appointment',
			'date',
			'from',
			DateTime.fromISO('2026-07-01T09:30', { zone: 'Europe/Rome' }),
			'date=ge2026-07-01T09:30:00+02:00',
		],
		['Patient', '_lastUpdated', 'from', '2026-03-28', '_lastUpdated=ge2026-03-28'],
		// Texts: modifiers, and commas are part of them.
		['Patient', 'name', 'is', 'Rossi', 'name=Rossi'],
		['Patient', 'name', 'contains', 'oss', 'name:contains=oss'],
		['Patient', 'name', 'exact', 'Rossi, Anna', 'name:exact=Rossi\\, Anna'],
		['Patient', 'name', 'is', 'a|b$c\\d', 'name=a\\|b\\$c\\\\d'],
		['Patient', 'name', 'is', ['Rossi', 'Bianchi, A'], 'name=Rossi,Bianchi\\, A'],
		['Patient', 'name', 'is', 7, 'name=7'],
		// Codes: a system in front, which may be empty.
		['Patient', 'gender', 'is', 'female', 'gender=female'],
		['Patient', 'gender', 'not', 'female', 'gender:not=female'],
		['Patient', 'identifier', 'is', 'https://a.example|4,7', 'identifier=https://a.example|4,7'],
		['Patient', 'identifier', 'is', ['https://a.example|4,7'], 'identifier=https://a.example|4\\,7'],
		['Patient', 'identifier', 'is', '|7', 'identifier=|7'],
		['Patient', 'identifier', 'is', 'https://a.example|', 'identifier=https://a.example|'],
		['Patient', 'identifier', 'is', 'a|b|c', 'identifier=a|b\\|c'],
		['Condition', 'code', 'text', 'caries, deep', 'code:text=caries\\, deep'],
		['Condition', 'code', 'in', 'http://a.example/vs|1.0', 'code:in=http://a.example/vs|1.0'],
		['Condition', 'code', 'notIn', 'http://a.example/vs', 'code:not-in=http://a.example/vs'],
		['Condition', 'code', 'below', 'http://snomed.info/sct|1', 'code:below=http://snomed.info/sct|1'],
		['Condition', 'code', 'above', '1', 'code:above=1'],
		['Patient', 'active', 'is', true, 'active=true'],
		['Appointment', 'status', 'is', 'booked, arrived', 'status=booked,arrived'],
		['Patient', '_id', 'is', ['1', '2'], '_id=1,2'],
		// References: by type and ID, by ID, as a record, as an object.
		['Observation', 'subject', 'is', 'Patient/1', 'subject=Patient/1'],
		['Observation', 'subject', 'is', '1,2', 'subject=1,2'],
		['Observation', 'subject', 'is', { resourceType: 'Patient', id: '1', name: 'Anna' }, 'subject=Patient/1'],
		['Observation', 'subject', 'is', { reference: 'Patient/1', display: 'Anna' }, 'subject=Patient/1'],
		['Observation', 'subject', 'identifier', 'https://a.example|1', 'subject:identifier=https://a.example|1'],
		[
			'QuestionnaireResponse',
			'questionnaire',
			'is',
			'http://a.example/q|1.0',
			'questionnaire=http://a.example/q|1.0',
		],
		// Numbers say how exact they are meant.
		['RiskAssessment', 'probability', 'after', '0.80', 'probability=gt0.80'],
		['RiskAssessment', 'probability', 'is', 0.5, 'probability=0.5'],
		// Amounts: number|system|code.
		['Observation', 'value-quantity', 'after', '5.40 mg', 'value-quantity=gt5.40||mg'],
		['Observation', 'value-quantity', 'is', '5', 'value-quantity=5'],
		['Observation', 'value-quantity', 'until', '5 mg|mg', 'value-quantity=le5|http://unitsofmeasure.org|mg'],
		[
			'Observation',
			'value-quantity',
			'before',
			'5.4|http://unitsofmeasure.org|mg',
			'value-quantity=lt5.4|http://unitsofmeasure.org|mg',
		],
		['Observation', 'value-quantity', 'from', ['1 mg', '2 mg'], 'value-quantity=ge1||mg,ge2||mg'],
		['ValueSet', 'url', 'is', 'http://a.example/vs', 'url=http://a.example/vs'],
		['ValueSet', 'url', 'below', 'http://a.example/', 'url:below=http://a.example/'],
		['Patient', 'gender', 'missing', 'true', 'gender:missing=true'],
		['Patient', 'birthdate', 'missing', false, 'birthdate:missing=false'],
	])('%s: %s %s %p', (type, parameter, comparison, value, expected) => {
		expect(one(type, parameter, comparison, value)).toBe(expected);
	});
});

describe('what is refused, without the value', () => {
	test.each<[type: string, parameter: string, comparison: string, value: unknown, message: string]>([
		['Patient', 'species', 'is', 'x', "Patient has no search parameter 'species'"],
		['Patient', 'name:exact', 'is', 'x', "Patient has no search parameter 'name:exact'"],
		['Unicorn', 'name', 'is', 'x', "There is no type of record 'Unicorn' in FHIR R4"],
		['Patient', 'name', 'after', 'zebedee', "'After' does not suit the search parameter 'name'"],
		['Patient', 'gender', 'contains', 'zebedee', "'Contains' does not suit the search parameter 'gender'"],
		['Patient', 'name', 'sounds', 'zebedee', "'The comparison' does not suit the search parameter 'name'"],
		['Patient', 'birthdate', 'is', 'zebedee', "'birthdate' is not a date that can be read"],
		['Patient', 'birthdate', 'is', '01/02/1980', "'birthdate' could be read as day/month or as month/day"],
		['Patient', 'birthdate', 'is', 'ge1980', "'birthdate' is not a date that can be read"],
		['Patient', 'birthdate', 'is', new Date('zebedee'), "'birthdate' is a date or time that does not exist"],
		['RiskAssessment', 'probability', 'is', 'zebedee', "'probability' is not a number"],
		['Observation', 'value-quantity', 'is', 'zebedee', "'value-quantity' is not an amount"],
		['Observation', 'value-quantity', 'is', '<5 mg', "'value-quantity' has a comparison in its value"],
		['Patient', 'gender', 'missing', 'zebedee', "'gender' is neither true nor false"],
		['Patient', 'name', 'is', '', "'name' has no value"],
		['Patient', 'name', 'is', [null, ' '], "'name' has no value"],
		['Patient', 'gender', 'is', ',', "'gender' has no value"],
		['Patient', 'name', 'is', undefined, "'name' has no value"],
	])('%s: %s %s %p', (type, parameter, comparison, value, message) => {
		const refusal = refusalOf(() => one(type, parameter, comparison, value));
		expect(refusal.message).toBe(message);
		expect(refusal.description).toBeTruthy();
		expect(`${refusal.message} ${refusal.description}`).not.toContain('zebedee');
	});

	test('says what there is instead', () => {
		expect(refusalOf(() => one('Patient', 'species', 'is', 'x')).description).toMatch(
			/birthdate, .*_lastUpdated/,
		);
		expect(refusalOf(() => one('Patient', 'name', 'after', 'x')).description).toBe(
			'It takes: Is, Contains, Is Exactly, Is Missing.',
		);
	});
});

test('every comparison suits some parameter, and every parameter of every type takes at least equality', () => {
	for (const [key, { types }] of Object.entries(comparisons)) {
		expect([key, types.length > 0]).toEqual([key, true]);
	}
	for (const type of r4.resources) {
		const kinds = parametersOf(r4, type);
		expect(kinds.filter((kind) => !comparisons.is.types.includes(kind.type))).toEqual([]);
	}
});
