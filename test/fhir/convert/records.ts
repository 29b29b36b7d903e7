import groupBy from 'lodash/groupBy';
import upperFirst from 'lodash/upperFirst';
import type { IDataObject } from 'n8n-workflow';

import type { Definitions, Element } from '../../../nodes/fhir/definitions';

/** What a made-up resource is to hold besides what R4 requires. */
export interface Wishes {
	/** Of the kinds of an element such as `value[x]`, the first that is wanted is taken. */
	wants(path: string, element: Element): boolean;
	/** How many of an element that repeats. */
	count(path: string): number;
	/** Any of them. */
	pick<T>(all: readonly T[]): T;
	/** Whether an element or a primitive carries an extension. */
	extends(path: string): boolean;
}

const EXTENSION_VALUES: IDataObject[] = [
	{ valueString: 'Amaranth' },
	{ valueAttachment: { contentType: 'text/plain', size: 7321 } },
	{ valueDosage: { text: 'With water', asNeededBoolean: true } },
	{ valueBase64Binary: 'QmFzaWw=' },
];

/** Types of resources that a reference of R4 may lead to, and still may in R5. */
const TARGETS = [
	'Patient',
	'Practitioner',
	'Organization',
	'Condition',
	'Encounter',
	'Observation',
	'Medication',
];

/** Makes up resources that are valid R4. Every text and number in one is another, so that none can stand for another. */
export class Records {
	private made = 0;

	constructor(
		private readonly r4: Definitions,
		private readonly r5: Definitions,
		private readonly wishes: Wishes,
	) {}

	resource(type: string): IDataObject {
		return { resourceType: type, ...this.object(type, type) };
	}

	private object(type: string, path: string): IDataObject {
		const result: IDataObject = {};
		if (this.wishes.extends(path)) result.extension = [this.extension()];
		const elements = this.r4.elementsOf(type);
		for (const kinds of Object.values(groupBy(elements, ({ name, choice }) => choice ?? name))) {
			const wanted = kinds.filter((kind) => this.wishes.wants(`${path}.${kind.name}`, kind));
			const chosen = wanted[0] ?? kinds.find(({ required }) => required);
			if (chosen) this.add(result, chosen, `${path}.${chosen.name}`);
		}
		// An object must not be empty, so the first that it can hold.
		if (Object.keys(result).length === 0) this.add(result, elements[0], `${path}.${elements[0].name}`);
		return result;
	}

	private add(result: IDataObject, element: Element, path: string): void {
		const { name, type, repeats } = element;
		const one = () => (this.r4.isComplex(type) ? this.complex(element, path) : this.primitive(element));
		const all = Array.from({ length: repeats ? this.wishes.count(path) : 1 }, one);
		result[name] = (repeats ? all : all[0]) as IDataObject;
		if (this.r4.isComplex(type) || !this.wishes.extends(path)) return;
		const besides = all.map(() => ({ extension: [this.extension()] }));
		result[`_${name}`] = (repeats ? besides : besides[0]) as IDataObject;
	}

	private complex({ type, targets, name }: Element, path: string): IDataObject {
		if (type !== 'Reference') return this.object(type, path);
		const possible = TARGETS.filter((target) => targets?.includes(target) ?? true);
		const known = (targets ?? []).filter((target) => this.r5.resources.includes(target));
		const target = this.wishes.pick(possible.length > 0 ? possible : known);
		return { reference: `${target}/${this.next(upperFirst(name))}`, display: this.next('Display') };
	}

	private extension(): IDataObject {
		return { url: `http://example.org/${this.next('extension')}`, ...this.wishes.pick(EXTENSION_VALUES) };
	}

	private next(word: string): string {
		this.made += 1;
		return `${word}${this.made}`;
	}

	private primitive({ type, codes }: Element): IDataObject[string] {
		if (codes && type === 'code') return this.wishes.pick(codes);
		this.made += 1;
		const days = new Date(Date.UTC(1950, 0, 1) + this.made * 86_400_000).toISOString();
		const seconds = new Date(this.made * 1000).toISOString();
		const texts: Record<string, IDataObject[string]> = {
			boolean: this.made % 2 === 0,
			decimal: this.made / 8,
			integer: this.made,
			positiveInt: this.made,
			unsignedInt: this.made,
			date: days.slice(0, 10),
			dateTime: days,
			instant: days,
			time: seconds.slice(11, 19),
			base64Binary: Buffer.from(`bytes${this.made}`).toString('base64'),
			canonical: `http://example.org/canonical/${this.made}`,
			uri: `urn:example:${this.made}`,
			url: `http://example.org/${this.made}`,
			xhtml: `<div xmlns="http://www.w3.org/1999/xhtml">${this.made}</div>`,
		};
		return texts[type] ?? `text${this.made}`;
	}
}
