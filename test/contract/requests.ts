import isPlainObject from 'lodash/isPlainObject';

import { formOf } from '../../nodes/shared/operation/description';
import type { Field } from '../../nodes/shared/operation/types';
import type { RecordedRequest } from '../../sandbox';
import type { Endpoint } from './endpoints/endpoint';
import type { Case, Leaf } from './parameters';
import type { VendorContract } from './vendors';

/** One value as it reached the vendor. */
export interface Sent {
	where: 'path' | 'query' | 'form' | 'body';
	name: string;
	value: unknown;
}

/** @throws Error that says what to add where, when the table lacks the operation */
export function endpointOf(
	{ endpoints, endpointsFile }: VendorContract,
	{ operation: { name }, choice, full }: Pick<Case, 'choice' | 'full'> & { operation: { name: string } },
): Endpoint {
	const names = [choice && `${name}, ${choice}`, name].filter(Boolean);
	const found = names
		.flatMap((each) => [...(full ? [endpoints[`${each}, everything`]] : []), endpoints[each]])
		.find(Boolean);
	if (found) return found;
	throw new Error(
		`${name} is not among the documented requests. Look it up in the vendor's documentation and add it to ${endpointsFile}.`,
	);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The values in a path, by the names of its template; undefined when it is another path. */
function readPath(template: string, path: string): Record<string, string> | undefined {
	const pattern = template
		.split(/\{\w+\}/)
		.map(escaped)
		.join('([^/]+)');
	const values = new RegExp(`^${pattern}$`).exec(path)?.slice(1);
	const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
	return values && Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at])]));
}

/** The path below the base URL, or the whole path of what lies elsewhere on the host. */
function belowBase(path: string, baseUrl: string): string {
	const base = new URL(baseUrl).pathname.replace(/\/$/, '');
	return path.startsWith(base) ? path.slice(base.length) : path;
}

/** Requests as the table writes them, for a comparison that reads well when it fails. */
export function named(
	requests: RecordedRequest[],
	{ requests: expected }: Endpoint,
	baseUrl: string,
): string[] {
	return requests.map(({ method, path }, at) => {
		const below = belowBase(path, baseUrl);
		const template = expected[at]?.split(' ')[1];
		return `${method} ${template && readPath(template, below) ? template : below}`;
	});
}

/** Everything that the vendor got, by the names under which it got it. */
export function sentIn(
	requests: RecordedRequest[],
	{ requests: expected }: Endpoint,
	baseUrl: string,
): Sent[] {
	return requests.flatMap(({ path, query, body, headers }, at) => {
		const inPath = readPath(expected[at].split(' ')[1], belowBase(path, baseUrl)) ?? {};
		const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
		const entries = (where: Sent['where'], values: object): Sent[] =>
			Object.entries(values).map(([name, value]) => ({ where, name, value: value as unknown }));
		return [
			...entries('path', inPath),
			...entries('query', query),
			...entries(isForm ? 'form' : 'body', typeof body === 'object' && body !== null ? body : {}),
		];
	});
}

/** Fields by name, those in collections too. */
export function fieldsOf({ resources }: VendorContract, { operation }: Case): Map<string, Field> {
	const found = resources
		.find(({ value }) => value === operation.resource)
		?.operations.find(({ value }) => value === operation.operation);
	if (!found) throw new Error(`${operation.name} is published but not among the resources`);
	const flat = formOf(found).flatMap((field) => field.members ?? [field]);
	return new Map(flat.map((field) => [field.property.name, field]));
}

/** How the node behaves, in every operation of the package. */
const HOUSE_FIELDS = ['returnAll', 'limit', 'simplify', 'maxConcurrency', 'maxWait', 'timeout'];

/** Fields that the node does not send, beside those of the house. */
export function keptBack(contract: VendorContract, filled: Case): string[] {
	const fields = fieldsOf(contract, filled);
	return filled.leaves
		.map(({ property }) => property.name)
		.filter((name) => fields.get(name)?.target === 'local' && !HOUSE_FIELDS.includes(name));
}

/** What the vendor must get for what was filled in, by name. */
export function dueOf(contract: VendorContract, filled: Case): Map<string, unknown> {
	const fields = fieldsOf(contract, filled);
	const { keeps = [], sends = [] } = endpointOf(contract, filled);
	const due = new Map<string, unknown>();
	for (const { property, example } of filled.leaves) {
		const field = fields.get(property.name);
		if (!field) throw new Error(`${filled.operation.name} has no field '${property.name}'`);
		const isSent = sends.includes(property.name);
		if (!isSent && (field.target === 'local' || keeps.includes(property.name))) continue;
		const [value] = example.sent;
		const spreads = field.spread || (isSent && isPlainObject(value));
		if (!spreads) due.set(property.name, value);
		else for (const [name, cell] of Object.entries(value as object)) due.set(name, cell);
	}
	return due;
}

/** How a value reads outside of a JSON body. */
const asText = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));

/** Whether a value arrived as it should: with its JSON type in a body, as text elsewhere. */
export const arrived = ({ where, value }: Sent, due: unknown): boolean =>
	where === 'body' ? JSON.stringify(value) === JSON.stringify(due) : asText(value) === asText(due);

/** Names of what is empty in a query or body, at any depth. */
export function emptyIn(value: unknown, path = ''): string[] {
	if (value === undefined || value === null || value === '') return [path];
	if (typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([name, inner]) => emptyIn(inner, `${path}/${name}`));
}

/** Fields that text of a person may stand in. */
export const isText = ({ property: { type } }: Leaf): boolean =>
	['string', 'dateTime', 'resourceMapper', 'fixedCollection', 'json'].includes(type);

/** The texts in a value, wherever they are nested. */
export function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
