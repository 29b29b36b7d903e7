import cloneDeep from 'lodash/cloneDeep';
import set from 'lodash/set';
import { NodeHelpers } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
} from 'n8n-workflow';

import { same, type Example, type Examples } from './examples/example';
import type { OperationRef } from './operations';

/** One field that is filled in. */
export interface Leaf {
	property: INodeProperties;
	/** Where its value stands among the parameters. */
	path: string[];
	example: Example;
	/** Whether other fields are shown or hidden by it; its value must not differ between items then. */
	selector: boolean;
	/** Whether the operation refuses to go without it. */
	demanded: boolean;
}

/** One operation with its form filled in. */
export interface Case {
	operation: OperationRef;
	/** What differs from the form as it opens, e.g. `matchBy = email`, or a field that takes the place of others. */
	choice: string;
	full: boolean;
	/** Without those that are left empty. */
	leaves: Leaf[];
}

const NODE = { typeVersion: 1 } as INode;
const CHOICES = ['authentication', 'resource', 'operation'];
const TEXTS_ONLY = ['notice', 'callout', 'hidden', 'button'];
const COLLECTIONS_OF_CHANGES = ['updateFields'];

/** What the examples are looked up in. */
export interface ExampleSource {
	examples: Examples;
	file: string;
	/** Names of fields that must be filled in although the form does not mark them. */
	demanded: string[];
	/** Names of fields that are filled in by default. */
	filledByDefault: string[];
	/** Names that were looked up, so that leftovers are found. */
	used: Set<string>;
}

const members = (property: INodeProperties): INodeProperties[] =>
	(property.options ?? []) as INodeProperties[];

/** Whether a row of it must not be left half empty. */
const hasRequiredCells = ({ type, options = [] }: INodeProperties): boolean =>
	type === 'fixedCollection' &&
	(options as INodePropertyCollection[]).some(({ values }) => values.some(({ required }) => required));

function exampleFor(
	property: INodeProperties,
	operation: OperationRef,
	{ examples, file, used }: ExampleSource,
): Example {
	for (const name of [`${operation.name}.${property.name}`, property.name]) {
		if (!(name in examples)) continue;
		used.add(name);
		return examples[name];
	}
	const fallback = obvious(property);
	if (fallback) return fallback;
	throw new Error(
		`No example value for the field '${property.name}' (${property.type}) of ${operation.name}. ` +
			`Add "${property.name}" (or "${operation.name}.${property.name}") to ${file}.`,
	);
}

/** Values that need no table: the other position of a switch, the chosen option, a default. */
function obvious({ type, default: preset, options, name }: INodeProperties): Example | undefined {
	if (type === 'boolean') return same(!preset);
	if (type === 'options') return same(preset || (options as Array<{ value: string }>)[0]?.value);
	if (type === 'number' && Number(preset) > 0) return same(preset);
	return name === 'outputBinaryField' ? same(preset) : undefined;
}

/** The properties that the form shows, top down, for what has been filled in above. */
function* shown(
	{ node, resource, operation }: OperationRef,
	values: INodeParameters,
): Generator<INodeProperties> {
	Object.assign(values, { resource, operation });
	for (const property of node.description.properties) {
		if (CHOICES.includes(property.name) || TEXTS_ONLY.includes(property.type)) continue;
		if (!NodeHelpers.displayParameter(values, property, NODE, node.description)) continue;
		values[property.name] ??= property.default as INodeParameters[string];
		yield property;
	}
}

const dependsOn = (property: INodeProperties, name: string): boolean =>
	[property.displayOptions?.show, property.displayOptions?.hide].some((rules) => rules && name in rules);

/** Choices that other fields of the same form depend on, with all that can be chosen. */
function selectorsOf(operation: OperationRef): Array<{ name: string; preset: unknown; values: unknown[] }> {
	const { properties } = operation.node.description;
	const ofThisForm = properties.filter(
		({ displayOptions }) =>
			displayOptions?.show?.resource?.includes(operation.resource) &&
			displayOptions.show.operation?.includes(operation.operation),
	);
	return [...shown(operation, {})]
		.filter(({ type, name }) => type === 'options' && ofThisForm.some((other) => dependsOn(other, name)))
		.map((property) => ({
			name: property.name,
			preset: property.default,
			values: (property.options as Array<{ value: unknown }>).map(({ value }) => value),
		}));
}

/** One way to fill in a form. */
export interface Variant {
	label: string;
	choice: string;
	full: boolean;
	chosen: Record<string, unknown>;
	/** Names of fields that are left out because of the choice. */
	leftOut: string[];
}

/**
 * What a form can be filled in like; each is worth a run of its own.
 *
 * @param inPlaceOf optional fields that exclude others, as the contract of the vendor says
 */
export function variantsOf(operation: OperationRef, inPlaceOf: Record<string, string[]> = {}): Variant[] {
	const others = selectorsOf(operation).flatMap(({ name, preset, values }) =>
		values
			.filter((value) => value !== preset)
			.map((value) => ({ choice: `${name} = ${String(value)}`, chosen: { [name]: value } })),
	);
	const excluding = Object.keys(inPlaceOf);
	const chosen = [{ choice: '', chosen: {} }, ...others].flatMap((choice) =>
		[false, true].map((full) => ({ ...choice, full, leftOut: excluding })),
	);
	const optional = [...shown(operation, {})].flatMap(members).map(({ name }) => name);
	const replacing = excluding
		.filter((name) => optional.includes(name))
		.map((name) => ({ choice: name, chosen: {}, full: true, leftOut: inPlaceOf[name] }));
	return [...chosen, ...replacing].map((variant) => ({
		...variant,
		label: `${variant.full ? 'everything' : 'only what is required'}${variant.choice && `, ${variant.choice}`}`,
	}));
}

/**
 * Fills in the form of an operation.
 *
 * @throws Error that names the entry to add, for a field that has no example
 */
export function fillIn(
	operation: OperationRef,
	{ choice, full, chosen, leftOut }: Variant,
	source: ExampleSource,
): Case {
	const selectors = selectorsOf(operation).map(({ name }) => name);
	const leaves: Leaf[] = [];
	const values = { ...chosen } as INodeParameters;
	const isDemanded = ({ required, name }: INodeProperties) =>
		Boolean(required) || source.demanded.includes(name);
	const add = (property: INodeProperties, path: string[]): Leaf => {
		const selector = selectors.includes(property.name) && path.length === 1;
		const example = selector
			? same(chosen[property.name] ?? property.default)
			: exampleFor(property, operation, source);
		const demanded = isDemanded(property) || hasRequiredCells(property);
		const leaf = { property, path, example, selector, demanded };
		leaves.push(leaf);
		return leaf;
	};
	for (const property of shown(operation, values)) {
		const { name, type } = property;
		if (type === 'collection') {
			const changes = COLLECTIONS_OF_CHANGES.includes(name) ? members(property).slice(0, 1) : [];
			const filled = full ? members(property) : members(property).filter(isDemanded).concat(changes);
			for (const member of filled) if (!leftOut.includes(member.name)) add(member, [name, member.name]);
		} else if (full || isDemanded(property) || [...selectors, ...source.filledByDefault].includes(name)) {
			values[name] = add(property, [name]).example.fill[0] as INodeParameters[string];
		}
	}
	return { operation, choice, full, leaves };
}

/** A value as the editor stores it. */
function stored({ type }: INodeProperties, value: unknown): unknown {
	if (type === 'resourceLocator') return { __rl: true, mode: 'id', value };
	if (type === 'resourceMapper')
		return { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] };
	return value;
}

/** Forms in a form: an expression stands in one of their cells, never in place of the whole. */
const INNER_FORMS = ['resourceMapper', 'fixedCollection'];

const isInnerForm = ({ property: { type } }: Leaf): boolean => INNER_FORMS.includes(type);

/** Whether its value can differ between items. */
export const takesExpression = (leaf: Leaf): boolean =>
	!leaf.selector && !leaf.property.noDataExpression && !isInnerForm(leaf);

export const inputName = ({ path }: Leaf): string => path.join('_');

/** Where values stand in the item that `mapped` reads: the leaf itself, or each cell of a form in it. */
export function placesOf(leaf: Leaf): string[][] {
	const cells = (value: unknown, path: string[]): string[][] =>
		typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([name, inner]) => cells(inner, [...path, name]))
			: [path];
	if (isInnerForm(leaf)) return cells(leaf.example.fill[0], [inputName(leaf)]);
	return takesExpression(leaf) ? [[inputName(leaf)]] : [];
}

function expressionFor(leaf: Leaf): unknown {
	const [typed] = leaf.example.fill;
	const reads = (path: string[]) => `={{ $json${path.map((name) => `?.["${name}"]`).join('')} }}`;
	if (!isInnerForm(leaf)) return takesExpression(leaf) ? reads([inputName(leaf)]) : typed;
	const form = { cells: cloneDeep(typed) };
	for (const place of placesOf(leaf)) set(form, ['cells', ...place.slice(1)], reads(place));
	return form.cells;
}

const asParameters = (filled: Case, valueOf: (leaf: Leaf) => unknown): IDataObject => {
	const parameters: IDataObject = {
		resource: filled.operation.resource,
		operation: filled.operation.operation,
	};
	for (const leaf of filled.leaves) set(parameters, leaf.path, stored(leaf.property, valueOf(leaf)));
	return parameters;
};

/** The values stand in the form itself. */
export const typedIn = (filled: Case): IDataObject => asParameters(filled, ({ example }) => example.fill[0]);

/** The values come from the input items, by expressions. */
export const mapped = (filled: Case): IDataObject => asParameters(filled, expressionFor);

/** Under this name the input items carry a file that every vendor takes. */
const FILE_FIELD = 'data';
const FILE = { data: 'Q29udHJhY3QgdGVzdA==', mimeType: 'application/pdf', fileName: 'contract.pdf' };

/** Whether it names the file of the input item. */
export const namesFile = ({ property, example }: Leaf): boolean =>
	property.name !== 'outputBinaryField' && example.fill[0] === FILE_FIELD;

/** Input items for `mapped`, the same again after three; each also carries a file. */
export const inputFor = (filled: Case, count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, item) => ({
		json: Object.fromEntries(
			filled.leaves.map((leaf) => [inputName(leaf), leaf.example.fill[item % 3]]),
		) as IDataObject,
		binary: { [FILE_FIELD]: { ...FILE } },
	}));
