/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { dirname, join } from 'node:path';

import { createCompoundSchema, type Schema } from 'genson-js';
import type { IDataObject } from 'n8n-workflow';

import type { Bench } from './bench';
import type { OperationRef } from './operations';
import { inputFor, typedIn, type Variant } from './parameters';
import { sourceOf } from './published';
import type { VendorContract } from './vendors';

/** Files lie in `__schema__/v1.0.0` for version 1 of a node; n8n shows them before a node has run. */
const VERSION_FOLDER = 'v1.0.0';

export type OutputSchema = Schema & { version: number };

export const schemaFolder = (className: string): string =>
	join(dirname(sourceOf(className)), '__schema__', VERSION_FOLDER);

export const schemaFile = ({ node, resource, operation }: OperationRef): string =>
	join(schemaFolder(node.constructor.name), resource, `${operation}.json`);

/** Other than the one that a form opens with. */
const isOtherOutput = ({ choice }: Variant): boolean => choice.startsWith('output = ');

/** What comes out of an operation with each way of filling in its form, simplified where that is the default. */
export async function outputsOf(bench: Bench, operation: OperationRef): Promise<IDataObject[]> {
	const outputs: IDataObject[] = [];
	for (const variant of bench.variantsOf(operation)) {
		if (isOtherOutput(variant)) continue;
		bench.reset();
		const filled = bench.fill(operation, variant);
		const { items } = await bench.run({ ...typedIn(filled), simplify: true }, { input: inputFor(filled, 1) });
		outputs.push(...items.map(({ json }) => json));
	}
	return outputs.map((output) => withoutDataKeys(bench.contract, output) as IDataObject);
}

/** Leaves out what is named by a practice and not by the vendor. */
function withoutDataKeys(contract: VendorContract, value: unknown, path: string[] = []): unknown {
	if (Array.isArray(value)) return value.map((entry) => withoutDataKeys(contract, entry, path));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !contract.isDataKey([...path, name]))
			.map(([name, inner]) => [name, withoutDataKeys(contract, inner, [...path, name])]),
	);
}

/** Types only, never values. */
export function schemaOf(outputs: IDataObject[]): OutputSchema {
	return { ...ordered(createCompoundSchema(outputs, { noRequired: true })), version: 1 };
}

/** The same for the same outputs in any order; the editor shows the first type of several, so null comes last. */
function ordered(schema: Schema): Schema {
	const { type, properties, items, anyOf } = schema;
	const types = Array.isArray(type) ? [...type].sort(nullLast) : type;
	return {
		...(types && { type: types }),
		...(items && { items: ordered(items) }),
		...(anyOf && { anyOf: anyOf.map(ordered) }),
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, inner]) => [name, ordered(inner)]),
			),
		}),
	};
}

const nullLast = (a: string, b: string): number =>
	Number(a === 'null') - Number(b === 'null') || a.localeCompare(b, 'en');

/** The same schema, but nothing may come that it does not name. */
export function closed(schema: Schema): object {
	const { properties, items, anyOf, ...rest } = schema;
	return {
		...rest,
		...(items && { items: closed(items) }),
		...(anyOf && { anyOf: anyOf.map(closed) }),
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, inner]) => [name, closed(inner)]),
			),
			additionalProperties: false,
		}),
	};
}
