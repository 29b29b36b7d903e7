import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import type { Definitions, Element } from '../definitions';
import { isPart } from '../forms';
import { isPrimitive, write } from '../shorthand';
import { people, spoken } from '../shorthand/people';
import type {
	CodeableConcept,
	CodeableReference,
	ContactPoint,
	Period,
	Quantity,
	Reference,
} from '../shorthand/shapes';
import { displayOf, nameIn, wordsOf } from './display';

/** Records that were fetched because a reference leads to them, by that reference. */
export type Resolved = Map<string, IDataObject>;

/** Parts of parts are flattened so deep; what lies deeper is in the raw record. */
const MAX_DEPTH = 2;

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * A record as a row of a table: names, dates, codes and references in plain words, none nested. What repeats is a list
 * when there are several values. `reference` is what other records refer to it by.
 */
export function simplify(
	definitions: Definitions,
	resource: IDataObject,
	resolved: Resolved = new Map(),
): IDataObject {
	const type = String(resource.resourceType);
	const meta = isPlainObject(resource.meta) ? (resource.meta as IDataObject) : {};
	const row = new Row(definitions, type, resolved);
	const own =
		resource.id === undefined ? {} : { id: resource.id, reference: `${type}/${String(resource.id)}` };
	return {
		resourceType: type,
		// In front, and yet before an element of that name, which one type has.
		...own,
		...row.of(definitions.elementsOf(type), resource, 0),
		...own,
		...(meta.lastUpdated !== undefined && { lastUpdated: meta.lastUpdated }),
		...(meta.versionId !== undefined && { versionId: meta.versionId }),
	};
}

class Row {
	constructor(
		private readonly definitions: Definitions,
		private readonly resourceType: string,
		private readonly resolved: Resolved,
	) {}

	of(elements: Element[], object: IDataObject, depth: number): IDataObject {
		const row: IDataObject = {};
		for (const element of elements) {
			const value = object[element.name];
			if (value === undefined || value === null) continue;
			const entries = [value].flat() as unknown[];
			const cells = isPart(this.definitions, this.resourceType, element)
				? sideBySide(this.partsOf(element, entries, depth))
				: together(entries.map((entry) => this.cellsOf(element, entry, entries)));
			for (const [key, inner] of Object.entries(cells)) row[key] = inner;
		}
		return row;
	}

	private partsOf({ name, type }: Element, entries: unknown[], depth: number): IDataObject[] {
		if (depth >= MAX_DEPTH) return [];
		const elements = this.definitions.elementsOf(type);
		const parts = entries.filter((entry) => isPlainObject(entry)) as IDataObject[];
		return parts.map((entry) =>
			Object.fromEntries(
				Object.entries(this.of(elements, entry, depth + 1)).map(([key, cell]) => [name + capital(key), cell]),
			),
		);
	}

	/** The cells of one value: under the name of the element, and what belongs to it under that name and more. */
	private cellsOf({ name: full, choice, type }: Element, value: unknown, all: unknown[]): IDataObject {
		const name = choice ?? full;
		if (isPrimitive(type))
			return type === 'xhtml' || type === 'base64Binary' ? {} : { [name]: value as string };
		if (!isPlainObject(value)) return {};
		const cells: Record<string, () => IDataObject> = {
			Address: () => this.address(name, value as IDataObject),
			Attachment: () => this.attachment(name, value as IDataObject),
			CodeableConcept: () => concept(name, value as CodeableConcept),
			CodeableReference: () => {
				const { concept: meant, reference } = value as CodeableReference;
				return { ...(meant && concept(name, meant)), ...(reference && this.reference(name, reference)) };
			},
			ContactPoint: () => {
				const { system, value: written } = value as ContactPoint;
				return { [system === 'phone' || system === 'email' ? system : name]: written };
			},
			// Of several names, the one that counts.
			HumanName: () => (value === nameIn(all) ? humanName(name, value as IDataObject) : {}),
			Period: () => {
				const { start, end } = value as Period;
				return { [`${name}Start`]: start, [`${name}End`]: end };
			},
			Reference: () => this.reference(name, value as Reference),
		};
		const quantities = ['Age', 'Count', 'Distance', 'Duration', 'Money', 'Quantity'];
		if (quantities.includes(type)) return quantity(name, value as Quantity & { currency?: string });
		return cells[type]?.() ?? { [name]: write(type, value) };
	}

	private reference(name: string, { reference, display, identifier }: Reference): IDataObject {
		const record = reference === undefined ? undefined : this.resolved.get(reference);
		return {
			[name]: reference ?? (identifier && write('Identifier', identifier)),
			[`${name}Display`]: record ? displayOf(record) : display,
		};
	}

	private address(name: string, value: IDataObject): IDataObject {
		const { city, postalCode, country } = value;
		return {
			[name]: people.Address.write(value),
			[`${name}City`]: city,
			[`${name}PostalCode`]: postalCode,
			[`${name}Country`]: country,
		};
	}

	/** Without the content, which is a file and no cell of a table. */
	private attachment(name: string, { title, url, contentType }: IDataObject): IDataObject {
		return { [name]: url, [`${name}Title`]: title, [`${name}ContentType`]: contentType };
	}
}

function concept(name: string, value: CodeableConcept): IDataObject {
	const code = value.coding?.find((coding) => coding.code)?.code;
	return { [name]: wordsOf(value), [`${name}Code`]: code };
}

function humanName(name: string, value: IDataObject): IDataObject {
	const given = Array.isArray(value.given) ? value.given.join(' ') : undefined;
	return { [name]: spoken(value), [`${name}Family`]: value.family, [`${name}Given`]: given };
}

function quantity(
	name: string,
	{ comparator, value, unit, code, currency }: Quantity & { currency?: string },
): IDataObject {
	return { [name]: value, [`${name}Unit`]: unit ?? code ?? currency, [`${name}Comparator`]: comparator };
}

/** The cells of all parts: lists in which the same place means the same part, `null` where a part does not have it. */
function sideBySide(rows: IDataObject[]): IDataObject {
	if (rows.length < 2) return rows[0] ?? {};
	const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	return Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key] ?? null)])) as IDataObject;
}

/** The cells of all values of an element: a single value as it is, several as a list, none left out. */
function together(rows: IDataObject[]): IDataObject {
	const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const filled = keys.map((key) => {
		const values = rows
			.flatMap((row) => row[key] as unknown)
			.filter((value) => value !== undefined && value !== '');
		return [key, values.length > 1 ? values : values[0]] as const;
	});
	return Object.fromEntries(filled.filter(([, value]) => value !== undefined)) as IDataObject;
}
