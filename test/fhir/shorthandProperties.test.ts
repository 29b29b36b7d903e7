import fc from 'fast-check';

import r4Json from '../../nodes/fhir/definitions/r4.json';
import r5Json from '../../nodes/fhir/definitions/r5.json';
import { readOne, shorthandOf, write } from '../../nodes/fhir/shorthand';
import { FieldRefusal } from '../../nodes/shared/errors/refusal';
import { reading } from '../support/fhirCells';
import { dataTypes, primitives } from '../support/fhirRecords';

const settings = { numRuns: 200, seed: 20_260_328 };

const r5 = reading('R5', { label: 'Box' });
const read = (type: string, written: unknown) => readOne(type, written, r5);

const word = fc.stringMatching(/^[A-Za-zÀ-ÿ]{2,9}$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const text = words.map((line) => ({ text: line }));
const system = word.map((name) => `https://example.org/${name}`);
const code = fc.stringMatching(/^[A-Za-z0-9-]{1,8}$/);
const digits = fc.stringMatching(/^[1-9]\d{2,8}$/);
const number = fc.double({ noDefaultInfinity: true, noNaN: true }).filter((value) => !Object.is(value, -0));

const quantity = fc.oneof(
	fc.record(
		{ comparator: fc.constantFrom('<', '<=', '>=', '>', 'ad'), value: number, unit: words },
		{ requiredKeys: ['value'] },
	),
	fc.record(
		{ value: number, unit: words, system: fc.constant('http://unitsofmeasure.org'), code },
		{ requiredKeys: ['value', 'system', 'code'] },
	),
);
const codeableConcept = fc.oneof(
	text,
	fc.record({ system, code, display: words }, { requiredKeys: ['code'] }).map((coding) => ({
		coding: [coding],
		...(coding.display !== undefined && { text: coding.display }),
	})),
);
const reference = fc
	.tuple(fc.constantFrom('Patient', 'Group'), code)
	.map((parts) => ({ reference: parts.join('/') }));

/** Every value that a line can hold, by type. */
const held: Record<string, fc.Arbitrary<unknown>> = {
	Address: text,
	Annotation: text,
	Attachment: system.map((url) => ({ url })),
	CodeableConcept: codeableConcept,
	CodeableReference: fc.oneof(
		codeableConcept.map((concept) => ({ concept })),
		reference.map((known) => ({ reference: known })),
	),
	Coding: fc.record({ system, code, display: words }, { requiredKeys: ['code'] }),
	ContactPoint: fc.oneof(
		digits.map((value) => ({ system: 'phone', value })),
		word.map((name) => ({ system: 'email', value: `${name}@example.org` })),
		fc.record({
			system: fc.constantFrom('phone', 'fax', 'email', 'pager', 'url', 'sms', 'other'),
			value: words,
		}),
		fc.record({
			system: fc.constantFrom('phone', 'fax', 'url'),
			value: fc.constantFrom('fax: 1', 'a@b.example'),
		}),
	),
	Dosage: text,
	HumanName: fc
		.record(
			{
				family: words,
				given: fc.array(fc.oneof(word, fc.constantFrom('J.', 'Ö.')), { minLength: 1, maxLength: 3 }),
				prefix: fc.constantFrom(['Dr.'], ['Prof.', 'Dr.']),
			},
			{ requiredKeys: [] },
		)
		.filter(({ family, given }) => family !== undefined || given !== undefined),
	Identifier: fc
		.record({ system, value: fc.oneof(digits, fc.constant('a|b')) })
		.chain((identifier) => fc.constantFrom(identifier, { value: 'A 4711' })),
	Money: fc.record({
		value: fc.integer().map((cents) => cents / 100),
		currency: fc.constantFrom('EUR', 'CAD'),
	}),
	Period: dataTypes.Period,
	Range: fc.record({ low: quantity, high: quantity }, { requiredKeys: ['high'] }),
	Ratio: fc.record({ numerator: quantity, denominator: quantity }, { requiredKeys: ['numerator'] }),
	Reference: reference,
	...Object.fromEntries(['Age', 'Count', 'Distance', 'Duration', 'Quantity'].map((type) => [type, quantity])),
	...primitives,
};

/** Whatever a person may type or paste. */
const anything = fc
	.oneof(
		fc.string({ unit: 'grapheme', minLength: 1 }),
		fc
			.array(
				fc.constantFrom(
					'1',
					'5.4',
					',',
					'|',
					'/',
					':',
					' ',
					'a',
					'mg',
					'..',
					'<',
					'@',
					'Patient',
					'2026-03',
					'-',
					'T10:00',
					'[',
					'{',
					'"',
					'http://a.example',
				),
				{ minLength: 1, maxLength: 8 },
			)
			.map((parts) => parts.join('')),
	)
	.filter((line) => line.trim() !== '');

const types = Object.keys(held);

test('every type of both versions that has a shorthand is covered', () => {
	const used = [r4Json, r5Json].flatMap((file) =>
		Object.values(file.types)
			.flat()
			.map(([, type]) => String(type)),
	);
	const short = [...new Set(used)].filter((type) => shorthandOf(type));
	expect(short.length).toBeGreaterThan(35);
	expect(short.filter((type) => !types.includes(type))).toEqual([]);
});

test.each(types)('%s: what is written is read as the same', (type) => {
	fc.assert(
		fc.property(held[type], (value) => {
			expect(read(type, write(type, value))).toEqual(value);
		}),
		settings,
	);
});

test.each(types)(
	'%s: whatever is typed is refused by the label, or written and read the same from then on',
	(type) => {
		const asked = { ...r5, targets: undefined };
		fc.assert(
			fc.property(anything, (line) => {
				let value: unknown;
				try {
					value = readOne(type, line, asked);
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(FieldRefusal);
					expect((thrown as FieldRefusal).message).toMatch(/^'Box' /);
					return;
				}
				// What begins like JSON is taken for JSON.
				if (/^\s*[[{]/.test(line)) return;
				expect(isEmptyValue(value)).toBe(false);
				const once = write(type, value);
				// A file is only read when the record is sent.
				if (once === undefined || /^[[{]/.test(String(once))) return;
				expect(write(type, readOne(type, once, asked))).toEqual(once);
			}),
			settings,
		);
	},
);

/** FHIR: no text is empty, nor is an object or a list. */
function isEmptyValue(value: unknown): boolean {
	if (typeof value !== 'object' || value === null)
		return value === '' || value === null || value === undefined;
	const inner = Object.values(value);
	return inner.length === 0 || inner.some(isEmptyValue);
}
