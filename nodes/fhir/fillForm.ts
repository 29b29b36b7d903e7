import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../shared/errors/refusal';
import { isEmpty } from '../shared/operation/fields';
import type { Definitions, Element } from './definitions';
import { elementsOfResource, hasParts, idOf, isPart } from './forms';
import { pathName } from './labels';
import { fixedCodesOf, fixedConcept } from './fixedConcepts';
import { isShort, mergeEntries } from './mergeEntries';
import { readMany, readOne, takesCommas, type Reading } from './shorthand';

export interface Filling {
	definitions: Definitions;
	resourceType: string;
	/** What was filled in, by the ID of the field. */
	cells: Record<string, unknown>;
	reading: Omit<Reading, 'label' | 'targets' | 'version'>;
	/** The resource that is changed; required elements are only asked for when it is new. */
	existing?: IDataObject;
}

type Cells = Record<string, unknown>;

/**
 * What was filled in as a resource. With `existing`, the resource as it is after the change: elements that were not
 * filled in stay as they are.
 *
 * @throws FieldRefusal naming the field for what cannot be meant, for what is missing in a new resource, and where it is
 * not clear which of several entries is changed
 */
export function fillForm(filling: Filling): IDataObject {
	const { definitions, resourceType, cells, existing } = filling;
	const filled = Object.fromEntries(Object.entries(cells).filter(([, cell]) => !isBlank(cell)));
	const known = new Form(filling);
	const elements = elementsOfResource(definitions, resourceType);
	known.refuseUnknown(filled, elements);
	return { ...known.fill(elements, [], filled, withoutGenerated(existing ?? {})), resourceType };
}

/** A narrative that a server made tells the state before the change (FHIR, Narrative.status `generated`). */
const withoutGenerated = (existing: IDataObject): IDataObject =>
	(existing.text as { status?: string } | undefined)?.status === 'generated'
		? omit(existing, 'text')
		: existing;

/** An empty list says as little as an empty text. */
const isBlank = (cell: unknown): boolean =>
	isEmpty(cell) || (Array.isArray(cell) && cell.every((entry) => isEmpty(entry)));

/** FHIR: of an element that comes in several types, a record has one. */
function refuseSecond(first: Element | undefined, path: Element[]): void {
	if (!first) return;
	const names = [[...path.slice(0, -1), first], path].map((own) => `'${pathName(own)}'`);
	throw new FieldRefusal(
		`${names.join(' and ')} are both filled in`,
		'A record can have only one of them. Leave the other empty.',
	);
}

class Form {
	constructor(private readonly filling: Filling) {}

	/** The elements of one object: those that were filled in, beside those that were there. */
	fill(elements: Element[], above: Element[], cells: Cells, existing: IDataObject): IDataObject {
		let object = existing;
		const chosen = new Map<string, Element>();
		for (const element of elements) {
			const path = [...above, element];
			const value = this.valueOf(element, path, cells, existing[element.name]);
			if (value === undefined) continue;
			if (element.choice) refuseSecond(chosen.get(element.choice), path);
			if (element.choice) chosen.set(element.choice, element);
			// One element in several types: the new one takes the place of the other. What was said about the old value goes.
			const others = elements.filter(({ choice }) => choice !== undefined && choice === element.choice);
			const stale = [...others, element].flatMap(({ name }) => [name, `_${name}`]);
			object = { ...omit(object, stale), [element.name]: value as IDataObject };
		}
		this.refuseGaps(elements, above, object);
		return object;
	}

	private valueOf(element: Element, path: Element[], cells: Cells, existing: unknown): unknown {
		const id = idOf(path);
		const parts = Object.keys(cells).filter((key) => key.startsWith(`${id}.`));
		const whole = id in cells ? this.read(element, path, cells[id]) : undefined;
		if (parts.length === 0) {
			return whole !== undefined && isShort(cells[id])
				? mergeEntries(element.type, whole, existing, pathName(path))
				: whole;
		}
		const inner = this.filling.definitions.elementsOf(element.type);
		if (whole !== undefined) return this.withParts(element, path, cells, whole);
		if (hasParts(element)) return this.withParts(element, path, cells, existing);
		const rows = this.rowsOf(parts, cells, element);
		if (!element.repeats) return this.fill(inner, path, rows[0], this.objectIn(existing));
		if (rows.length > 1) return rows.map((row) => this.fill(inner, path, row, {}));
		return this.withParts(element, path, rows[0], existing);
	}

	/** Fills parts into the one entry that is there, if any. */
	private withParts(element: Element, path: Element[], cells: Cells, existing: unknown): unknown {
		const inner = this.filling.definitions.elementsOf(element.type);
		const entries = Array.isArray(existing)
			? (existing as unknown[])
			: existing === undefined
				? []
				: [existing];
		if (entries.length > 1) {
			throw new FieldRefusal(
				`The record has ${entries.length} entries under '${pathName(path)}', and it is not clear which one is meant`,
				`Write all entries as JSON into '${pathName(path)}', which replaces them.`,
			);
		}
		const base = this.objectIn(entries[0]);
		const filled = this.fill(inner, path, cells, hasParts(element) ? omit(base, 'text') : base);
		return element.repeats ? [filled] : filled;
	}

	private objectIn(value: unknown): IDataObject {
		return isPlainObject(value) ? (value as IDataObject) : {};
	}

	/**
	 * Lists in the cells of a part that repeats: one row per entry; a single value holds for every row. A row for which the
	 * lists have nothing is none.
	 */
	private rowsOf(parts: string[], cells: Cells, element: Element): Cells[] {
		const listIn = (key: string) => (element.repeats ? this.listIn(element, key, cells[key]) : undefined);
		const listed = new Map(parts.flatMap((key) => (listIn(key) ? [[key, listIn(key)!] as const] : [])));
		const lists = [...listed.keys()];
		const counts = [...new Set([...listed.values()].map(({ length }) => length))];
		if (counts.length > 1) {
			throw new FieldRefusal(
				`The lists under '${pathName([element])}' are not of the same length`,
				'Pass as many values in each list as there are entries, or a single value for all of them.',
			);
		}
		const [count = 1] = counts;
		const rows = Array.from({ length: count }, (_, row) =>
			Object.fromEntries(
				parts
					.map((key) => [key, listed.has(key) ? listed.get(key)![row] : cells[key]] as const)
					.filter(([, cell]) => !isBlank(cell)),
			),
		);
		return lists.length === 0 ? rows : rows.filter((row) => lists.some((key) => key in row));
	}

	/** A list, or values parted by commas where a value holds none and the element below is there once. */
	private listIn({ type }: Element, key: string, cell: unknown): unknown[] | undefined {
		if (Array.isArray(cell)) return cell as unknown[];
		const leaf = this.filling.definitions.element(type, key.split('.').pop()!);
		const isParted = typeof cell === 'string' && cell.includes(',') && !/^\s*[[{]/.test(cell);
		return leaf && !leaf.repeats && isParted && takesCommas(leaf.type) ? cell.split(',') : undefined;
	}

	private read(element: Element, path: Element[], cell: unknown): unknown {
		const { reading, definitions } = this.filling;
		const { type, repeats, codes, targets } = element;
		const label = pathName(path);
		const asked: Reading = { ...reading, label, targets, version: definitions.version };
		const fixed = this.fixedConceptOf(path, cell);
		if (fixed) return fixed;
		const value = repeats ? readMany(type, cell, asked) : readOne(type, cell, asked);
		const strange = codes && [value].flat().find((code) => !codes.includes(String(code)));
		if (strange !== undefined) {
			throw new FieldRefusal(
				`'${label}' is set to a code that does not exist`,
				`Use one of: ${codes!.join(', ')}.`,
			);
		}
		return repeats && (value as unknown[]).length === 0 ? undefined : value;
	}

	/** A code that is chosen from a fixed list. What names a system, or is JSON, is read like any other. */
	private fixedConceptOf(path: Element[], cell: unknown): unknown {
		const { resourceType } = this.filling;
		const codes = fixedCodesOf(resourceType, idOf(path));
		if (!codes || typeof cell !== 'string' || /[|{[]/.test(cell)) return undefined;
		const concept = fixedConcept(resourceType, idOf(path), cell);
		if (concept) return concept;
		throw new FieldRefusal(
			`'${pathName(path)}' is set to a code that does not exist`,
			`Use one of: ${Object.keys(codes).join(', ')}.`,
		);
	}

	/** What FHIR requires of a new resource, and of every part of one. */
	private refuseGaps(elements: Element[], above: Element[], object: IDataObject): void {
		if (this.filling.existing) return;
		for (const element of elements) {
			if (!element.required) continue;
			const variants = elements.filter(
				({ name, choice }) => name === element.name || (choice && choice === element.choice),
			);
			if (variants.some(({ name }) => object[name] !== undefined)) continue;
			const names = variants.map((variant) => `'${pathName([...above, variant])}'`);
			throw new FieldRefusal(
				names.length === 1 ? `${names[0]} is empty` : 'One of several fields has to be filled in',
				names.length === 1
					? 'Fill it in, or check the expression in it.'
					: `Fill in one of ${names.slice(0, 6).join(', ')}${names.length > 6 ? ', …' : ''}.`,
			);
		}
	}

	/** Fields of another type of resource stay in the form when the type is changed; n8n hands them over all the same. */
	refuseUnknown(cells: Cells, elements: Element[]): void {
		const { definitions, resourceType } = this.filling;
		const exists = ([name, ...deeper]: string[], among: Element[]): boolean => {
			const element = among.find((candidate) => candidate.name === name);
			if (!element) return false;
			if (deeper.length === 0) return true;
			const opens = isPart(definitions, resourceType, element) || hasParts(element);
			return opens && exists(deeper, definitions.elementsOf(element.type));
		};
		const unknown = Object.keys(cells).find((id) => !exists(id.split('.'), elements));
		if (unknown === undefined) return;
		throw new FieldRefusal(
			`The form has a field '${unknown}' that ${resourceType} does not have`,
			"Open the node and refresh the list of fields ('Fields' > three dots > 'Refresh field list').",
		);
	}
}
