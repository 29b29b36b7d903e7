import isEmpty from 'lodash/isEmpty';
import type { IDataObject } from 'n8n-workflow';

import { misshapen } from './refusals';
import type { Shape } from './shapes';

/** One value of an element. `beside`: what JSON keeps under `_name`, the `id` and `extension` of a primitive. */
export interface Content {
	value?: unknown;
	beside?: unknown;
}

/** The elements that an object has something of, `_name` counting as `name`. */
export const namesIn = (source: IDataObject): string[] => [
	...new Set(
		Object.keys(source)
			.filter((name) => source[name] !== undefined && source[name] !== null)
			.map((name) => name.replace(/^_/, '')),
	),
];

const listOf = (value: unknown, at: string): unknown[] => {
	if (value === undefined) return [];
	if (Array.isArray(value)) return value as unknown[];
	throw misshapen(at);
};

/**
 * The values of an element, in order; of a list of primitives also those that have only something beside them.
 *
 * @throws FieldRefusal when there is a list where R4 has none, or none where R4 has one, or something beside an object
 */
export function contentsOf(
	source: IDataObject,
	{ name, repeats }: Shape,
	isPrimitive: boolean,
	at: string,
): Content[] {
	const [value, beside] = [source[name] ?? undefined, source[`_${name}`] ?? undefined];
	if (beside !== undefined && !isPrimitive) throw misshapen(at);
	if (repeats) {
		const [values, besides] = [listOf(value, at), listOf(beside, at)];
		const { length } = values.length > besides.length ? values : besides;
		return Array.from({ length }, (_, index) => ({
			value: values[index] ?? undefined,
			beside: besides[index] ?? undefined,
		}));
	}
	if (Array.isArray(value) || Array.isArray(beside)) throw misshapen(at);
	return [{ value, beside }];
}

/** Adds values of a primitive; those of a list keep their places beside each other. */
export function addPrimitives(result: IDataObject, { name, repeats }: Shape, contents: Content[]): void {
	const set = (key: string, all: unknown[]) => {
		if (all.every((one) => one === undefined)) return;
		result[key] = (repeats ? all.map((one) => one ?? null) : all[0]) as IDataObject;
	};
	set(
		name,
		contents.map(({ value }) => value),
	);
	set(
		`_${name}`,
		contents.map(({ beside }) => beside),
	);
}

/** Adds objects, to a list behind those that are there already; an empty one says nothing and is left out. */
export function addObjects(result: IDataObject, { name, repeats }: Shape, all: IDataObject[]): void {
	const objects = all.filter((one) => !isEmpty(one));
	if (objects.length === 0) return;
	result[name] = repeats ? [...((result[name] ?? []) as IDataObject[]), ...objects] : objects[0];
}
