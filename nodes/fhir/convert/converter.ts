import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import type { Definitions, Element } from '../definitions';
import { addObjects, addPrimitives, contentsOf, namesIn, type Content } from './contents';
import { checkReference } from './references';
import { misshapen, missing, noPlace, otherContained, unknownCode, unknownElement } from './refusals';
import { complete, treatmentOf, type Rule } from './rules';
import { isPrimitive, jsonType, shapeOf, type Shape } from './shapes';

/** What R5 lets a primitive of R4 be as it stands, besides what it was. */
const WIDER: Record<string, string> = { string: 'markdown', id: 'code' };

const OF_EVERY_ELEMENT = ['id', 'extension', 'modifierExtension'];

/** An element of R4 on its way to one of R5. */
interface Move {
	from: Shape;
	to: Shape;
	rule?: Rule;
	at: string;
}

/**
 * Carries over what both versions have alike, by their tables, and the rest by the rules. What has no place in R5, or
 * is not in R4, is refused: nothing is dropped.
 */
export class Converter {
	constructor(
		readonly r4: Definitions,
		readonly r5: Definitions,
		/** Types of resources that may be contained. */
		private readonly contained: readonly string[],
	) {}

	/** @param type One that both versions have */
	resource({ resourceType, ...content }: IDataObject, type: string, at: string): IDataObject {
		return { resourceType, ...this.object(content, type, at) };
	}

	/** An object of a type that both versions have by this name. */
	private object(source: unknown, type: string, at: string): IDataObject {
		const filled: IDataObject = {};
		this.fill(filled, source, type, type, at);
		const result = complete(type, filled);
		this.requireAll(result, type, at);
		return result;
	}

	/** Adds the elements of an object of type `from` to one of R5, of type `to`. */
	private fill(result: IDataObject, source: unknown, from: string, to: string, path: string): void {
		if (!isPlainObject(source)) throw misshapen(path);
		const object = source as IDataObject;
		const names = namesIn(object);
		this.refuseDoubles(names, from, path);
		for (const name of names) {
			const element = shapeOf(this.r4, from, name);
			if (!element) throw unknownElement(path);
			const at = `${path}.${name}`;
			const treatment = treatmentOf(from, name);
			if (treatment === 'left out') continue;
			const contents = contentsOf(object, element, isPrimitive(this.r4, element.type), at);
			if (contents.length === 0) continue;
			if (treatment === 'dissolved') {
				for (const { value } of contents) this.dissolve(result, value, element, to, at);
				continue;
			}
			const target = shapeOf(this.r5, to, treatment?.to ?? name);
			if (!target) throw noPlace(at);
			this.move(result, contents, { from: element, to: target, rule: treatment, at });
		}
	}

	/** Of `value[x]`, R4 has one kind at a time. */
	private refuseDoubles(names: string[], type: string, path: string): void {
		const choices = this.r4
			.elementsOf(type)
			.flatMap(({ name, choice }) => (choice !== undefined && names.includes(name) ? [choice] : []));
		const double = choices.find((choice, index) => choices.indexOf(choice) !== index);
		if (double !== undefined) throw misshapen(`${path}.${double}`);
	}

	private requireAll(result: IDataObject, type: string, path: string): void {
		const elements = this.r5.elementsOf(type);
		const isThere = ({ name }: Element) => name in result || `_${name}` in result;
		const isMet = (element: Element) =>
			element.choice === undefined
				? isThere(element)
				: elements.some((other) => other.choice === element.choice && isThere(other));
		const absent = elements.find((element) => element.required && !isMet(element));
		if (absent) throw missing(`${path}.${absent.choice ?? absent.name}`);
	}

	/** What every element can carry says something of the object that goes, so it would say it of another. */
	private dissolve(result: IDataObject, value: unknown, element: Shape, to: string, at: string): void {
		const lost = OF_EVERY_ELEMENT.find((name) => isPlainObject(value) && name in (value as IDataObject));
		if (lost !== undefined) throw noPlace(`${at}.${lost}`);
		this.fill(result, value, element.type, to, at);
	}

	private move(result: IDataObject, contents: Content[], move: Move): void {
		const { from, to, rule, at } = move;
		const make = rule?.as;
		if (!isPrimitive(this.r4, from.type)) {
			addObjects(result, to, this.objects(contents, move));
		} else {
			const primitives = contents.map((content) => this.primitive(content, from, at));
			const made = make && primitives.map(({ value, beside }) => make(value, beside));
			if (made) addObjects(result, to, made);
			else addPrimitives(result, to, fitted(primitives, move));
		}
		if (to.name in result || `_${to.name}` in result) Object.assign(result, rule?.with);
	}

	private objects(contents: Content[], move: Move): IDataObject[] {
		const { from, to, rule, at } = move;
		const wrap = rule?.as ?? wrapperFor(from.type, to.type);
		if (!wrap) throw noPlace(at);
		return contents.flatMap(({ value }) => {
			if (from.type === 'Resource') return [this.containedOne(value, at)];
			const converted = this.object(value, from.type, at);
			if (Object.keys(converted).length === 0) return [];
			if (from.type === 'Reference') checkReference(converted, move, this);
			return [wrap(converted)];
		});
	}

	private containedOne(value: unknown, at: string): IDataObject {
		if (!isPlainObject(value)) throw misshapen(at);
		const resource = value as IDataObject;
		const type = this.r4.resources.find((one) => one === resource.resourceType);
		if (type === undefined) throw misshapen(at);
		if (!this.contained.includes(type)) throw otherContained(at, type);
		return this.resource(resource, type, `${at}.ofType(${type})`);
	}

	private primitive({ value, beside }: Content, { type, codes }: Shape, at: string) {
		if (value !== undefined && typeof value !== jsonType(type)) throw misshapen(at);
		const isCode = type === 'code' && typeof value === 'string';
		if (isCode && codes?.includes(value) === false) throw unknownCode(at);
		return { value, beside: beside === undefined ? undefined : this.object(beside, 'Element', at) };
	}
}

/** How an object becomes one of R5's type; undefined when the types alone do not say it. */
function wrapperFor(from: string, to: string): ((value: IDataObject) => IDataObject) | undefined {
	if (from === to) return (value) => value;
	if (to !== 'CodeableReference') return undefined;
	if (from === 'CodeableConcept') return (concept) => ({ concept });
	return from === 'Reference' ? (reference) => ({ reference }) : undefined;
}

/** Primitives in R5's type. */
function fitted(primitives: Content[], { from, to, at }: Move): Content[] {
	if (from.type === to.type || WIDER[from.type] === to.type) return primitives;
	if (from.type !== 'unsignedInt' || to.type !== 'integer64') throw noPlace(at);
	// FHIR R5, JSON: an integer64 is written as a string, for JSON's readers keep 53 bits of a number.
	return primitives.map(({ value, beside }) => ({
		value: value === undefined ? value : String(value),
		beside,
	}));
}
