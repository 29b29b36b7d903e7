import { FromFile, readMany, readOne, write } from '../../nodes/fhir/shorthand';
import { FieldRefusal } from '../../nodes/shared/errors/refusal';
import { reading } from '../support/fhirCells';
import { refusalOf } from '../support/refusals';

const assertFile = (name: string) => {
	if (name !== 'data') throw new FieldRefusal('There is no such file', 'Check the field.');
};
const r4 = reading('R4', { label: 'Box', zone: 'Europe/Rome', assertFile });
const asked = (targets: string[]) => ({ ...r4, targets });

const UCUM = 'http://unitsofmeasure.org';

test.each<[type: string, written: string, value: object]>([
	['HumanName', 'Rossi, Mario Luca', { family: 'Rossi', given: ['Mario', 'Luca'] }],
	['HumanName', 'Rossi,  Dott.ssa  Anna', { family: 'Rossi', given: ['Dott.ssa', 'Anna'] }],
	['HumanName', 'Rossi, Dr. med. Anna', { family: 'Rossi', given: ['Anna'], prefix: ['Dr.', 'med.'] }],
	['HumanName', 'Tolkien, J. R. R.', { family: 'Tolkien', given: ['J.', 'R.', 'R.'] }],
	['HumanName', 'van der Berg, Jan', { family: 'van der Berg', given: ['Jan'] }],
	['HumanName', 'Rossi,', { family: 'Rossi' }],
	['HumanName', ', Mario', { given: ['Mario'] }],
	['HumanName', 'Mario  Rossi', { text: 'Mario Rossi', family: 'Rossi', given: ['Mario'] }],
	['HumanName', 'Dr. Rossi', { text: 'Dr. Rossi', family: 'Rossi', prefix: ['Dr.'] }],
	['HumanName', 'Madonna', { text: 'Madonna', family: 'Madonna' }],
	['HumanName', '山田, 太郎', { family: '山田', given: ['太郎'] }],
	['ContactPoint', '+39 06 1234567', { system: 'phone', value: '+39 06 1234567' }],
	['ContactPoint', 'mario@email.example', { system: 'email', value: 'mario@email.example' }],
	['ContactPoint', 'https://clinic.example/a', { system: 'url', value: 'https://clinic.example/a' }],
	['ContactPoint', 'Fax: 06 123', { system: 'fax', value: '06 123' }],
	['ContactPoint', 'other: mario on the square', { system: 'other', value: 'mario on the square' }],
	['Address', 'Via Roma 1, 00184 Roma', { text: 'Via Roma 1, 00184 Roma' }],
	['CodeableConcept', 'Tooth ache', { text: 'Tooth ache' }],
	['CodeableConcept', 'Tooth|ache', { text: 'Tooth|ache' }],
	[
		'CodeableConcept',
		'http://loinc.org|8480-6|Systolic',
		{
			coding: [{ system: 'http://loinc.org', code: '8480-6', display: 'Systolic' }],
			text: 'Systolic',
		},
	],
	['CodeableConcept', 'urn:oid:1.2|a', { coding: [{ system: 'urn:oid:1.2', code: 'a' }] }],
	[
		'CodeableConcept',
		'http://loinc.org|8480-6|',
		{ coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
	],
	['CodeableConcept', '|a|b|c', { coding: [{ code: 'a', display: 'b|c' }], text: 'b|c' }],
	['Coding', 'AMB', { code: 'AMB' }],
	[
		'Coding',
		'http://x.example|AMB|ambulatory',
		{ system: 'http://x.example', code: 'AMB', display: 'ambulatory' },
	],
	['Coding', 'http://x.example|AMB|', { system: 'http://x.example', code: 'AMB' }],
	['Identifier', '4711', { value: '4711' }],
	['Identifier', 'https://clinic.example|4711', { system: 'https://clinic.example', value: '4711' }],
	['Identifier', '|4711', { value: '4711' }],
	['Identifier', 'https://clinic.example|47|11', { system: 'https://clinic.example', value: '47|11' }],
	['Quantity', '120 mmHg', { value: 120, unit: 'mmHg' }],
	['Quantity', '120mmHg', { value: 120, unit: 'mmHg' }],
	['Quantity', '37.2', { value: 37.2 }],
	['Quantity', '-0.5 dpt', { value: -0.5, unit: 'dpt' }],
	['Quantity', '<5 mg/L', { comparator: '<', value: 5, unit: 'mg/L' }],
	['Quantity', '>= 5 mg', { comparator: '>=', value: 5, unit: 'mg' }],
	['Quantity', '120 mmHg|mm[Hg]', { value: 120, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' }],
	['Quantity', '120 |mm[Hg]', { value: 120, system: UCUM, code: 'mm[Hg]' }],
	['Quantity', '1e-7 mg', { value: 1e-7, unit: 'mg' }],
	['Quantity', '5 /min', { value: 5, unit: '/min' }],
	['Quantity', '72/min', { value: 72, unit: '/min' }],
	['Quantity', '4.5 10*9/L', { value: 4.5, unit: '10*9/L' }],
	['Age', '35 a', { value: 35, unit: 'a' }],
	['Money', '23.50 eur', { value: 23.5, currency: 'EUR' }],
	['Period', '2026-03-01/2026-03-31', { start: '2026-03-01', end: '2026-03-31' }],
	['Period', '2026 /', { start: '2026' }],
	['Period', '/2026-03', { end: '2026-03' }],
	['Period', '2026-03-05/2026-03', { start: '2026-03-05', end: '2026-03' }],
	[
		'Period',
		'2026-10-25T02:30:00+02:00/2026-10-25T02:15:00+01:00',
		{ start: '2026-10-25T02:30:00+02:00', end: '2026-10-25T02:15:00+01:00' },
	],
	['Range', '18 a .. 65 a', { low: { value: 18, unit: 'a' }, high: { value: 65, unit: 'a' } }],
	['Range', '.. 65', { high: { value: 65 } }],
	['Ratio', '5 mg : 1 mL', { numerator: { value: 5, unit: 'mg' }, denominator: { value: 1, unit: 'mL' } }],
	['Annotation', 'Called at 9', { text: 'Called at 9' }],
	['Dosage', '1 tablet twice a day', { text: '1 tablet twice a day' }],
	['Attachment', 'https://clinic.example/a.pdf', { url: 'https://clinic.example/a.pdf' }],
	['Attachment', 'data', new FromFile('data')],
])('%s %p', (type, written, value) => {
	expect(readOne(type, written, r4)).toEqual(value);
});

test.each<[type: string, written: string, message: string]>([
	['HumanName', ' , ', "'Box' is not a name"],
	['ContactPoint', 'zebedee', "'Box' is neither a phone number nor an email or web address"],
	['ContactPoint', 'zebedee@home', "'Box' is neither a phone number nor an email or web address"],
	['CodeableConcept', 'http://loinc.org|', "'Box' holds no code"],
	['CodeableConcept', '|', "'Box' holds no code"],
	['Coding', 'http://loinc.org|', "'Box' holds no code"],
	['Coding', 'my zebedee|a', "'Box' names a system that is no address"],
	['Identifier', 'https://clinic.example|', "'Box' has no value after the system"],
	['Identifier', 'zebedee 1|4711', "'Box' names a system that is no address"],
	['Quantity', 'high', "'Box' is not an amount"],
	// A comma would otherwise make 1 of it, and a fraction 120.
	['Quantity', '1,5 mg', "'Box' is not an amount"],
	['Quantity', '1,000 mg', "'Box' is not an amount"],
	['Quantity', '1.000,5 mg', "'Box' is not an amount"],
	['Quantity', '120/80 mmHg', "'Box' is not an amount"],
	['Quantity', '120 / 80 mmHg', "'Box' is not an amount"],
	['Quantity', '1e3,5 mg', "'Box' is not an amount"],
	['Quantity', '1.2.3 mg', "'Box' is not an amount"],
	['Quantity', '5 mg|http://unitsofmeasure.org|mg', "'Box' is not an amount"],
	// Came with R5.
	['Quantity', 'ad 5 mg', "'Box' is not an amount"],
	['Money', '23,50 EUR', "'Box' is not an amount of money"],
	['Money', '23.50', "'Box' is not an amount of money"],
	['Period', '2026-03-01', "'Box' is not a period"],
	['Period', '01/02/2026', "'Box' is not a period"],
	['Period', ' / ', "'Box' has neither a start nor an end"],
	['Period', '2026-03-02/2026-03-01', "'Box' ends before it starts"],
	['Period', '2026-03-02T10:00+01:00/2026-03-02T09:00+01:00', "'Box' ends before it starts"],
	['Period', 'zebedee/2026', "'Box' is not a date that can be read"],
	['Range', '18', "'Box' cannot be read"],
	['Range', '..', "'Box' cannot be read"],
	['Range', '1 .. 2 .. 3', "'Box' cannot be read"],
	['Ratio', ':', "'Box' cannot be read"],
	['Attachment', 'zebedee', 'There is no such file'],
	['HumanName', '{"family":', "'Box' is not valid JSON"],
])('%s %p is refused', (type, written, message) => {
	const refusal = refusalOf(() => readOne(type, written, r4));
	expect(refusal.message).toBe(message);
	expect(refusal.description).toBeTruthy();
	expect(`${refusal.message} ${refusal.description}`).not.toContain('zebedee');
});

test('"sufficient to achieve" is understood where FHIR has it', () => {
	expect(readOne('Quantity', 'ad 100 mL', reading('R5'))).toEqual({
		comparator: 'ad',
		value: 100,
		unit: 'mL',
	});
});

describe('references', () => {
	test.each<[written: unknown, targets: string[], reference: string]>([
		['Patient/123', ['Patient', 'Group'], 'Patient/123'],
		['Patient/123', [], 'Patient/123'],
		['Patient/123/_history/2', ['Patient'], 'Patient/123/_history/2'],
		['123', ['Patient'], 'Patient/123'],
		['https://other.example/fhir/Patient/1', ['Patient'], 'https://other.example/fhir/Patient/1'],
		[
			'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
			['Patient'],
			'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
		],
		['#c1', ['Patient'], '#c1'],
		// A record that came out of another node, simplified or not.
		[{ resourceType: 'Patient', id: '7', name: 'Mario Rossi' }, ['Patient'], 'Patient/7'],
	])('%p', (written, targets, expected) => {
		expect(readOne('Reference', written, asked(targets))).toEqual({ reference: expected });
	});

	test('an object stays as it is', () => {
		const value = { reference: 'Patient/1', display: 'Mario' };
		expect(readOne('Reference', value, asked(['Patient']))).toEqual(value);
		expect(readOne('Reference', JSON.stringify(value), asked(['Patient']))).toEqual(value);
	});

	test.each<[written: unknown, targets: string[], message: string, hint: string]>([
		[
			'Zebedee/123',
			['Patient', 'Group'],
			"'Box' cannot refer to that type of record",
			'It refers to Patient, Group.',
		],
		[
			{ resourceType: 'Slot', id: '7' },
			['Patient'],
			"'Box' cannot refer to that type of record",
			'It refers to Patient.',
		],
		[
			'123',
			['Patient', 'Group'],
			"'Box' is not a reference",
			'e.g. Patient/123. It refers to Patient, Group',
		],
		['Mario Zebedee', [], "'Box' is not a reference", 'e.g. Patient/123'],
		['Patient/', ['Patient'], "'Box' is not a reference", 'e.g. Patient/123'],
		['zebedee_1', ['Patient'], "'Box' is not a reference", 'e.g. Patient/123'],
	])('%p is refused', (written, targets, message, hint) => {
		const refusal = refusalOf(() => readOne('Reference', written, asked(targets)));
		expect(refusal.message).toBe(message);
		expect(refusal.description).toContain(hint);
		expect(refusal.description).not.toMatch(/zebedee/i);
	});

	test.each<[string, object]>([
		['Condition/1', { reference: { reference: 'Condition/1' } }],
		['#c1', { reference: { reference: '#c1' } }],
		['Caries', { concept: { text: 'Caries' } }],
		[
			'http://snomed.info/sct|80967001|Caries',
			{
				concept: {
					coding: [{ system: 'http://snomed.info/sct', code: '80967001', display: 'Caries' }],
					text: 'Caries',
				},
			},
		],
	])('a reference or a concept: %p', (written, value) => {
		expect(readOne('CodeableReference', written, { ...asked(['Condition']), version: 'R5' })).toEqual(value);
	});
});

describe('several in one cell', () => {
	test.each<[type: string, written: unknown, values: unknown[]]>([
		['Reference', 'Patient/1, Group/2', [{ reference: 'Patient/1' }, { reference: 'Group/2' }]],
		[
			'ContactPoint',
			'06 123, a@b.example',
			[
				{ system: 'phone', value: '06 123' },
				{ system: 'email', value: 'a@b.example' },
			],
		],
		['HumanName', 'Rossi, Mario', [{ family: 'Rossi', given: ['Mario'] }]],
		['CodeableConcept', ['Caries', { text: 'Pain' }], [{ text: 'Caries' }, { text: 'Pain' }]],
		['CodeableConcept', '["Caries","Pain"]', [{ text: 'Caries' }, { text: 'Pain' }]],
		['CodeableConcept', '{"text":"Caries"}', [{ text: 'Caries' }]],
		[
			'Identifier',
			[4711, 'https://a.example|1'],
			[{ value: '4711' }, { system: 'https://a.example', value: '1' }],
		],
	])('%s %p', (type, written, values) => {
		expect(readMany(type, written, r4)).toEqual(values);
	});
});

describe('what is written for values that came from elsewhere', () => {
	test.each<[type: string, value: object, line: string | undefined]>([
		['HumanName', { prefix: ['Dr.'], given: ['Anna'], family: 'Rossi' }, 'Rossi, Dr. Anna'],
		['HumanName', { given: ['Anna'] }, ', Anna'],
		['HumanName', {}, undefined],
		[
			'Address',
			{ line: ['Via Roma 1'], postalCode: '00184', city: 'Roma', country: 'IT' },
			'Via Roma 1, 00184 Roma, IT',
		],
		['ContactPoint', { system: 'phone', value: 'fax: 7' }, 'phone: fax: 7'],
		['ContactPoint', { system: 'phone', value: 'call the desk' }, 'phone: call the desk'],
		['Reference', { display: 'Dr. Rossi' }, 'Dr. Rossi'],
		['Reference', { identifier: { system: 'https://a.example', value: '1' } }, 'https://a.example|1'],
		['CodeableConcept', { coding: [{ display: 'Caries' }] }, 'Caries'],
		['Quantity', { unit: 'mg' }, undefined],
		['Period', {}, undefined],
		['Range', {}, undefined],
	])('%s %p', (type, value, line) => {
		expect(write(type, value)).toBe(line);
	});

	test('nothing for a file that has not been read yet', () => {
		expect(write('Attachment', new FromFile('data'))).toBeUndefined();
	});
});
