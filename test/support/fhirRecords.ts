import fc, { type GeneratorValue } from 'fast-check';
import groupBy from 'lodash/groupBy';
import type { IDataObject } from 'n8n-workflow';

import type { Definitions, Element } from '../../nodes/fhir/definitions';
import { elementsOfResource } from '../../nodes/fhir/forms';

type Value = IDataObject[string];

const word = fc.stringMatching(/^[A-Za-zÀ-ÿ]{1,8}$/);
const text = fc.oneof(
	fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
	// What a person may write and no shorthand must stumble over.
	fc.constantFrom(
		'a, b',
		'[sic] a {b}',
		'{c',
		'"d"',
		'e|f',
		'100 %',
		'g/h',
		'<5',
		'x@y.example',
		'7',
		'true',
	),
);
const system = word.map((name) => `https://example.org/${name}`);
const id = fc.stringMatching(/^[A-Za-z0-9.-]{1,12}$/);
const digits = fc.stringMatching(/^[1-9]\d{2,8}$/);
const decimal = fc.oneof(
	fc.integer({ min: -100_000, max: 100_000 }).map((whole) => whole / 100),
	fc.constantFrom(0.0000001, 12_000_000),
);
const whole = (min: number) => fc.integer({ min, max: 2_147_483_647 });

const pad = (number: number): string => String(number).padStart(2, '0');
const year = fc.integer({ min: 1900, max: 2100 }).map(String);
const day = fc
	.tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
	.map(([of, month, date]) => `${of}-${pad(month)}-${pad(date)}`);
const time = fc.tuple(fc.nat(23), fc.nat(59), fc.nat(59)).map((parts) => parts.map(pad).join(':'));
/** In UTC, which is the zone of the forms in these tests. */
const moment = fc
	.tuple(day, time, fc.constantFrom('', '.250'))
	.map(([on, at, fraction]) => `${on}T${at}${fraction}+00:00`);
const partial = fc.oneof(
	year,
	day.map((full) => full.slice(0, 7)),
	day,
);

export const primitives: Record<string, fc.Arbitrary<Value>> = {
	base64Binary: text.map((words) => Buffer.from(words).toString('base64')),
	boolean: fc.boolean(),
	canonical: fc.tuple(system, fc.constantFrom('', '|1.0')).map((parts) => parts.join('')),
	code: word,
	date: partial,
	dateTime: fc.oneof(partial, moment),
	decimal,
	id,
	instant: moment,
	integer: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
	integer64: digits,
	markdown: text,
	oid: digits.map((tail) => `urn:oid:1.2.${tail}`),
	positiveInt: whole(1),
	string: text,
	time,
	unsignedInt: whole(0),
	uri: fc.oneof(
		system,
		word.map((name) => `urn:example:${name}`),
	),
	url: system,
	uuid: fc.uuid().map((known) => `urn:uuid:${known}`),
	xhtml: word.map((words) => `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>`),
};

const coding = fc.record({ system, code: word, display: word }, { requiredKeys: ['code'] });
const amount = fc.oneof(
	fc.record({ value: decimal, unit: word }, { requiredKeys: ['value'] }),
	fc.record({ value: decimal, unit: word, system: fc.constant('http://unitsofmeasure.org'), code: word }),
);
const measured = fc.tuple(amount, fc.constantFrom(undefined, '<', '<=', '>=', '>'));

/** Values of data types that can be written in one line, beside a few that cannot. */
export const dataTypes: Record<string, fc.Arbitrary<IDataObject>> = {
	Address: fc.oneof(
		fc.record({ text: word }),
		fc.record({ city: word, line: fc.array(text, { minLength: 1 }) }),
	),
	Annotation: fc.record({ text: word }),
	Attachment: fc.record({ url: system }),
	CodeableConcept: fc.oneof(
		fc.record({ text: word }),
		fc.record({ coding: coding.map((one) => [one]), text: word }, { requiredKeys: ['coding'] }),
		fc.record({ coding: fc.array(coding, { minLength: 2, maxLength: 3 }) }),
	),
	Coding: coding,
	ContactPoint: fc.oneof(
		digits.map((value) => ({ system: 'phone', value })),
		digits.map((value) => ({ system: 'fax', value, use: 'work' })),
		word.map((name) => ({ system: 'email', value: `${name}@example.org` })),
		system.map((value) => ({ system: 'url', value })),
	),
	Dosage: fc.record({ text: word }),
	HumanName: fc.oneof(
		fc.record(
			{ family: word, given: fc.array(word, { minLength: 1, maxLength: 3 }) },
			{ requiredKeys: ['family'] },
		),
		fc.record({ family: text, use: fc.constant('usual') }),
	),
	Identifier: fc.record({ system, value: digits }, { requiredKeys: ['value'] }),
	Money: fc.record({
		value: fc.nat(100_000).map((cents) => cents / 100),
		currency: fc.constantFrom('EUR', 'CAD'),
	}),
	Period: fc.oneof(
		fc.tuple(moment, moment).map((ends) => {
			const [start, end] = ends.sort();
			return { start, end };
		}),
		partial.map((start) => ({ start })),
		partial.map((end) => ({ end })),
	),
	Quantity: measured.map(([value, comparator]) => ({ ...value, ...(comparator && { comparator }) })),
	Range: fc.record({ low: amount, high: amount }, { requiredKeys: ['low'] }),
	Ratio: fc.record({ numerator: amount, denominator: amount }),
};
for (const name of ['Age', 'Count', 'Distance', 'Duration']) dataTypes[name] = dataTypes.Quantity;

/** How deep elements that nothing asks for are added. */
const MAX_DEPTH = 4;

/** Makes up resources that are structurally valid, with every kind of element that a form can hold. */
export class Records {
	constructor(
		private readonly definitions: Definitions,
		private readonly draw: GeneratorValue,
	) {}

	resource(type: string): IDataObject {
		return { resourceType: type, ...this.object(elementsOfResource(this.definitions, type), 0) };
	}

	private object(elements: Element[], depth: number): IDataObject {
		// About three elements besides those that have to be there.
		const likely = depth < MAX_DEPTH ? Math.ceil(elements.length / 3) : Infinity;
		const wanted = () => likely !== Infinity && this.draw(fc.nat, { max: likely }) === 0;
		const kinds = Object.values(groupBy(elements, ({ name, choice }) => choice ?? name));
		const chosen = kinds.filter(([{ required }]) => required || wanted());
		// Nothing in FHIR is empty.
		const filled = chosen.length > 0 ? chosen : [this.simplest(kinds)];
		return Object.fromEntries(
			filled.map((kind) => {
				const element = this.draw(() => fc.constantFrom(...kind));
				return [element.name, this.valueOf(element, depth)];
			}),
		);
	}

	private simplest(kinds: Element[][]): Element[] {
		return kinds.find(([{ type }]) => type in primitives || type in dataTypes) ?? kinds[0];
	}

	private valueOf(element: Element, depth: number): Value {
		if (!element.repeats) return this.one(element, depth);
		const count = this.draw(fc.integer, { min: 1, max: 3 });
		return Array.from({ length: count }, () => this.one(element, depth)) as Value;
	}

	private one({ type, codes, targets }: Element, depth: number): Value {
		if (codes) return this.draw(() => fc.constantFrom(...codes));
		if (type in primitives) return this.draw(() => primitives[type]);
		if (type === 'Reference') return { reference: this.referenceTo(targets) };
		if (type === 'CodeableReference') {
			return this.draw(fc.boolean)
				? { reference: { reference: this.referenceTo(targets) } }
				: { concept: this.draw(() => dataTypes.CodeableConcept) };
		}
		if (type === 'Extension') return { url: this.draw(() => system), valueString: this.draw(() => text) };
		if (type === 'Resource') return { resourceType: 'OperationOutcome', id: 'o1', issue: [this.issue()] };
		if (type in dataTypes) return this.draw(() => dataTypes[type]);
		return this.object(this.definitions.elementsOf(type), depth + 1);
	}

	private issue(): IDataObject {
		return { severity: 'error', code: 'invalid', diagnostics: this.draw(() => text) };
	}

	private referenceTo(targets: string[] = ['Patient']): string {
		return `${this.draw(() => fc.constantFrom(...targets))}/${this.draw(() => id)}`;
	}
}
