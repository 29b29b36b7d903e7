import groupBy from 'lodash/groupBy';
import isEqual from 'lodash/isEqual';
import type { INodeProperties } from 'n8n-workflow';

import { options } from './collections';
import { choice, flag, number, text } from './fields';
import { isList, writes } from './types';
import type { Field, Operation, Resource } from './types';

/** How many requests of one node are under way at once, unless the person says otherwise. */
export const defaultConcurrency = (operation: Operation): number => (writes(operation) ? 1 : 10);

/** How long one request may wait in all for limits and for a vendor that is down, in seconds. */
export const DEFAULT_MAX_WAIT = 60;

/** How many records a list gives unless the person says otherwise. */
export const DEFAULT_LIMIT = 50;

/** How long one answer may take, in seconds. */
export const DEFAULT_TIMEOUT = 60;

const behaviour = (operation: Operation): Field[] => [
	number('maxConcurrency', 'Max Concurrency', {
		local: true,
		min: 1,
		default: defaultConcurrency(operation),
		description: 'How many items are handled at the same time. The output keeps the order of the input.',
	}),
	number('maxWait', 'Max Wait', {
		local: true,
		min: 0,
		default: DEFAULT_MAX_WAIT,
		description:
			'How many seconds one request may wait in all when the service limits requests or does not respond, before the item fails',
	}),
	number('timeout', 'Timeout', {
		local: true,
		min: 1,
		default: DEFAULT_TIMEOUT,
		description: 'How many seconds to wait for an answer',
	}),
];

const listFields: Field[] = [
	flag('returnAll', 'Return All', 'Whether to return all results or only up to a given limit', {
		local: true,
	}),
	number('limit', 'Limit', {
		local: true,
		min: 1,
		default: DEFAULT_LIMIT,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	}),
];

const simplifyFields: Field[] = [
	flag(
		'simplify',
		'Simplify',
		'Whether to return a simplified version of the response instead of the raw data',
		{
			local: true,
			default: true,
			displayOptions: { show: { '@tool': [false] } },
		},
	),
	choice(
		'output',
		'Output',
		{
			simplified: { name: 'Simplified', description: 'The fields that are needed most' },
			raw: { name: 'Raw', description: 'All fields' },
			selected: { name: 'Selected Fields', description: 'Only the fields that you name' },
		},
		{
			local: true,
			displayOptions: { show: { '@tool': [true] } },
			description: 'Which fields the agent gets',
		},
	),
	text('outputFields', 'Output Fields', {
		local: true,
		required: true,
		placeholder: 'e.g. id,firstName',
		description: 'The names of the fields to return, parted by commas',
		displayOptions: { show: { '@tool': [true], output: ['selected'] } },
	}),
];

/** Fields of an operation's own that say what comes out; they stand where 'Simplify' does. */
const OUTPUT = ['output', 'outputFields'];

/** The fields of an operation as its form has them: its own, those that every list or long record has, and 'Options' last. */
export function formOf(operation: Operation): Field[] {
	const own = operation.fields.filter((field) => field.property.name !== 'options');
	const ownOptions = operation.fields.find((field) => field.property.name === 'options')?.members ?? [];
	const isGroup = ({ members, property }: Field) =>
		members !== undefined || property.type === 'fixedCollection';
	const isOutput = ({ property }: Field) => OUTPUT.includes(property.name);
	return [
		...own.filter((field) => !isGroup(field) && !isOutput(field)),
		...(isList(operation) ? listFields : []),
		...own.filter(isOutput),
		...(operation.simplified ? simplifyFields : []),
		...own.filter(isGroup),
		options([...ownOptions, ...behaviour(operation)]),
	];
}

/** Everything below the credentials in a node's form, for all its resources. */
export function describe(resources: Resource[]): INodeProperties[] {
	const sorted = [...resources].sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: sorted.map(({ name, value, description }) => ({
			name,
			value,
			...(description && { description }),
		})),
		default: '',
	};
	resource.default = sorted[0].value;
	return [resource, ...sorted.map(operationChoice), ...groupsOf(sorted).flatMap(formsOfGroup)];
}

/** One for each resource: n8n's list of actions takes the first resource that a choice of operations is shown for. */
const operationChoice = ({ value: resource, operations }: Resource): INodeProperties => {
	const sorted = [...operations].sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const property: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: sorted.map(({ name, value, action, description, notForAgents }) => ({
			name,
			value,
			action,
			description,
			...(notForAgents && { displayOptions: { hide: { '@tool': [true] } } }),
		})),
		default: '',
	};
	property.default = (sorted.find(({ value }) => value === 'getAll') ?? sorted[0]).value;
	return property;
};

/** Operations that the same resources have, and so the same forms. */
interface Group {
	resources: string[];
	operations: Operation[];
}

function groupsOf(resources: Resource[]): Group[] {
	const forms: Array<{ operation: Operation; resources: string[] }> = [];
	for (const { value, operations } of resources) {
		for (const operation of operations) {
			const same = forms.find((form) => haveSameForm(form.operation, operation));
			if (same) same.resources.push(value);
			else forms.push({ operation, resources: [value] });
		}
	}
	return Object.values(groupBy(forms, (form) => form.resources.join())).map((group) => ({
		resources: group[0].resources,
		operations: group.map(({ operation }) => operation),
	}));
}

/** What a form is made of; resources share it by having the same array of fields. */
const haveSameForm = (one: Operation, other: Operation): boolean =>
	one.value === other.value &&
	one.fields === other.fields &&
	one.simplified === other.simplified &&
	isList(one) === isList(other) &&
	writes(one) === writes(other);

/**
 * The forms of all operations of a group. A property that several of them share stands once, as long as every
 * form keeps its order: the description is sent to every open editor, so its size counts.
 */
function formsOfGroup({ resources, operations }: Group): INodeProperties[] {
	const merged: Array<{ property: INodeProperties; operations: string[] }> = [];
	for (const operation of operations) {
		let next = 0;
		for (const { property } of formOf(operation)) {
			const shared = merged.findIndex((entry, at) => at >= next && isEqual(entry.property, property));
			if (shared >= 0) merged[shared].operations.push(operation.value);
			else merged.splice(next, 0, { property, operations: [operation.value] });
			next = (shared >= 0 ? shared : next) + 1;
		}
	}
	return merged.map(({ property, operations: shownFor }) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { resource: resources, operation: shownFor, ...property.displayOptions?.show },
		},
	}));
}
