import fc from 'fast-check';

import { definitionsOf, type Definitions } from '../../nodes/fhir/definitions';
import { queryOf } from '../../nodes/fhir/search/form';
import { encoded, rawPairs, searchPairs, type Pair, type SearchForm } from '../../nodes/fhir/search/query';
import { MadeUpServer } from '../support/fhirServer';
import { refusalOf } from '../support/refusals';

let r4: Definitions;
beforeAll(async () => {
	r4 = await definitionsOf('R4');
});

const reader = { zone: 'Europe/Rome', assertFile: () => undefined };
const pairsOf = (type: string, form: SearchForm): Pair[] => searchPairs(r4, type, form, reader);

test('filters are all to be met, also of one parameter', () => {
	const parameter = [
		{ parameter: 'date', comparison: 'from', value: '2026-03-01' },
		{ parameter: 'date', comparison: 'before', value: '2026-04-01' },
		{ parameter: 'status', comparison: 'is', value: ['booked', 'arrived'] },
	];
	const query = encoded(pairsOf('Appointment', { parameter }));
	expect([...new URLSearchParams(query)]).toEqual([
		['date', 'ge2026-03-01'],
		['date', 'lt2026-04-01'],
		['status', 'booked,arrived'],
	]);
});

describe('what is about other records', () => {
	const row = { parameter: 'name', comparison: 'is', value: 'Rossi' };

	test.each<[type: string, form: SearchForm, expected: Pair]>([
		[
			'Slot',
			{ chain: [{ reference: 'schedule', parameter: 'active', value: true }] },
			['schedule.active', 'true'],
		],
		[
			'Observation',
			{ chain: [{ reference: 'subject', targetType: 'Patient', ...row }] },
			['subject:Patient.name', 'Rossi'],
		],
		['Observation', { chain: [{ reference: 'subject:Patient', ...row }] }, ['subject:Patient.name', 'Rossi']],
		[
			'Observation',
			{ chain: [{ reference: 'patient', ...row, comparison: 'exact' }] },
			['patient.name:exact', 'Rossi'],
		],
		['Observation', { parameter: [{ ...row, parameter: 'patient.name' }] }, ['patient.name', 'Rossi']],
		[
			'Observation',
			{ parameter: [{ ...row, parameter: 'subject:Patient.organization.name' }] },
			['subject:Patient.organization.name', 'Rossi'],
		],
		[
			'Observation',
			{ chain: [{ ...row, reference: 'subject', targetType: 'Patient', parameter: 'organization.name' }] },
			['subject:Patient.organization.name', 'Rossi'],
		],
		[
			'Observation',
			{ chain: [{ reference: 'patient', parameter: 'birthdate', comparison: 'from', value: '1980' }] },
			['patient.birthdate', 'ge1980'],
		],
		[
			'Patient',
			{
				has: [
					{
						resourceType: 'Observation',
						reference: 'patient',
						parameter: 'code',
						value: 'http://loinc.org|8480-6',
					},
				],
			},
			['_has:Observation:patient:code', 'http://loinc.org|8480-6'],
		],
		[
			'Patient',
			{
				has: [
					{
						resourceType: 'Appointment',
						reference: 'patient',
						parameter: 'date',
						comparison: 'from',
						value: '2026',
					},
				],
			},
			['_has:Appointment:patient:date', 'ge2026'],
		],
	])('%s %j', (type, form, expected) => {
		expect(pairsOf(type, form)).toEqual([expected]);
	});

	test.each<[type: string, form: SearchForm, message: string]>([
		[
			'Observation',
			{ chain: [{ reference: 'subject', ...row }] },
			"The search parameter 'subject' leads to records of several types",
		],
		[
			'Observation',
			{ parameter: [{ ...row, parameter: 'code.name' }] },
			"The search parameter 'code' does not lead to other records",
		],
		[
			'Observation',
			{ chain: [{ reference: 'patient', ...row, parameter: 'species' }] },
			"Patient has no search parameter 'species'",
		],
		[
			'Observation',
			{ chain: [{ reference: 'subject', targetType: 'Unicorn', ...row }] },
			"There is no type of record 'Unicorn' in FHIR R4",
		],
		[
			'Patient',
			{ has: [{ resourceType: 'Unicorn', reference: 'patient', ...row }] },
			"There is no type of record 'Unicorn' in FHIR R4",
		],
		[
			'Patient',
			{ has: [{ resourceType: 'Observation', reference: 'owner', ...row }] },
			"Observation has no search parameter 'owner'",
		],
		[
			'Patient',
			{ has: [{ resourceType: 'Observation', reference: 'patient', ...row }] },
			"Observation has no search parameter 'name'",
		],
	])('%s %j is refused', (type, form, message) => {
		expect(refusalOf(() => pairsOf(type, form)).message).toBe(message);
	});
});

describe('on its way', () => {
	/** Reads a value as FHIR says (R4, 3.1.1.5.8): a comma without a backslash parts alternatives. */
	const alternativesIn = (value: string): string[] =>
		value.split(/(?<!(?<!\\)(?:\\\\)*\\),/).map((part) => part.replace(/\\([\\,|$])/g, '$1'));

	test('any text arrives as it was meant, through an address, and alone or among alternatives', () => {
		const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((line) => line.trim());
		const texts = fc.array(text, { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(texts, (values) => {
				fc.pre(values.every((value) => value !== ''));
				const pairs = pairsOf('Patient', {
					parameter: [{ parameter: 'name', comparison: 'contains', value: values }],
				});
				const { searchParams } = new URL(`https://fhir.example/Patient?${encoded(pairs)}&_count=1`);
				expect([...searchParams.keys()]).toEqual(['name:contains', '_count']);
				expect(alternativesIn(searchParams.get('name:contains')!)).toEqual(values);
			}),
			{ numRuns: 500, seed: 20_260_328 },
		);
	});

	test('the plus of an offset is no space', () => {
		const query = encoded(
			pairsOf('Appointment', {
				parameter: [{ parameter: 'date', comparison: 'from', value: '2026-03-28 09:30' }],
			}),
		);
		expect(query).toBe('date=ge2026-03-28T09%3A30%3A00%2B01%3A00');
		expect(new URLSearchParams(query).get('date')).toBe('ge2026-03-28T09:30:00+01:00');
	});

	test('names keep their colons and points, and nothing else', () => {
		expect(
			encoded([
				['subject:Patient.name:exact', 'a'],
				['a&b=c', '&=#?/'],
			]),
		).toBe('subject:Patient.name:exact=a&a%26b%3Dc=%26%3D%23%3F%2F');
	});
});

describe('a raw line', () => {
	test.each<[string, Pair[]]>([
		['', []],
		['?name=Rossi', [['name', 'Rossi']]],
		[' name = Rossi ', [['name', 'Rossi']]],
		[
			'name=Rossi&&birthdate=ge1980&',
			[
				['name', 'Rossi'],
				['birthdate', 'ge1980'],
			],
		],
		['date=ge2026-03-28T09:30:00+01:00', [['date', 'ge2026-03-28T09:30:00+01:00']]],
		['date=ge2026-03-28T09%3A30%3A00%2B01%3A00', [['date', 'ge2026-03-28T09:30:00+01:00']]],
		['name=M%C3%BCller', [['name', 'Müller']]],
		['name=100%', [['name', '100%']]],
		['name=%FF', [['name', '%FF']]],
		['_has:Observation:patient:code=8480-6', [['_has:Observation:patient:code', '8480-6']]],
		['code=http://loinc.org|8480-6', [['code', 'http://loinc.org|8480-6']]],
		['name=', [['name', '']]],
		['_filter=a eq b=c', [['_filter', 'a eq b=c']]],
	])('%p', (line, pairs) => {
		expect(rawPairs(line)).toEqual(pairs);
	});

	test.each([['Rossi'], ['=Rossi'], ['name=a & zebedee']])('%p is refused', (line) => {
		const { message, description } = refusalOf(() => rawPairs(line));
		expect(message).toBe("'Raw Query' cannot be read");
		expect(description).not.toContain('zebedee');
	});

	test('encoded or not, it arrives the same', () => {
		const plain = 'name:contains=Müller, A & B'.replace('&', '%26');
		const once = encoded(rawPairs(plain));
		expect(encoded(rawPairs(once))).toBe(once);
		expect(new URLSearchParams(once).get('name:contains')).toBe('Müller, A & B');
	});
});

describe('the whole query', () => {
	const query = (values: Record<string, unknown>, limit = 500) =>
		queryOf(new MadeUpServer({}).server, r4, 'Appointment', { values, zone: 'Europe/Rome' }, limit);

	test('asks for no more than is wanted', () => {
		expect(query({})).toEqual([['_count', '50']]);
		expect(query({}, 7)).toEqual([['_count', '7']]);
		expect(query({ pageSize: 100 })).toEqual([['_count', '100']]);
		expect(query({}, Infinity)).toEqual([['_count', '50']]);
		expect(query({ rawQuery: '_count=5' })).toEqual([['_count', '5']]);
	});

	test('has everything that was chosen', () => {
		const values = {
			filters: { parameter: [{ parameter: 'status', comparison: 'is', value: 'booked' }] },
			lastUpdatedFrom: '2026-03-01T00:00:00.000+01:00',
			lastUpdatedBefore: '2026-04-01T00:00:00.000+02:00',
			include: ['Appointment:patient', 'Appointment:location'],
			revInclude: ['Encounter:appointment'],
			sort: '-date,status',
			elements: ['id', 'start'],
			rawQuery: '?_has:Encounter:appointment:status=planned&_total=accurate',
		};
		expect([...new URLSearchParams(encoded(query(values)))]).toEqual([
			['status', 'booked'],
			['_lastUpdated', 'ge2026-03-01T00:00:00.000+01:00'],
			['_lastUpdated', 'lt2026-04-01T00:00:00.000+02:00'],
			['_include', 'Appointment:patient'],
			['_include', 'Appointment:location'],
			['_revinclude', 'Encounter:appointment'],
			['_sort', '-date,status'],
			['_elements', 'id,start'],
			['_has:Encounter:appointment:status', 'planned'],
			['_total', 'accurate'],
			['_count', '50'],
		]);
	});
});
