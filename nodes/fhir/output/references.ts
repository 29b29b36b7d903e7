import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { FhirClient } from '../client';
import type { Resolved } from './simplify';

/** How many records are fetched side by side for one page. */
const SIDE_BY_SIDE = 10;

const LOCAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/;

/** The references in a value, wherever they are nested. */
export function referencesIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(referencesIn);
	if (!isPlainObject(value)) return [];
	const { reference, ...rest } = value as IDataObject;
	const own = typeof reference === 'string' ? [reference] : referencesIn(reference);
	return [...own, ...Object.values(rest).flatMap(referencesIn)];
}

/** All values at a dotted path, through lists; `*` is everything. */
export function valuesAt(value: unknown, path: string): unknown[] {
	if (path === '' || path === '*') return [value];
	const [name, ...rest] = path.split('.');
	return [value].flat().flatMap((entry) => {
		if (!isPlainObject(entry) || !((name as string) in (entry as IDataObject))) return [];
		return valuesAt((entry as IDataObject)[name], rest.join('.')).flat();
	});
}

/**
 * Fetches the records that references lead to, on the same server only. Each is fetched once per run, and what it
 * refers to in turn is left alone, so records that refer to each other do no harm. One that cannot be read stays a
 * reference.
 *
 * @param paths of the elements whose references are followed; `*` for all
 */
export async function resolve(
	client: FhirClient,
	resources: IDataObject[],
	paths: string[],
): Promise<Resolved> {
	const references = new Set(
		resources.flatMap((resource) => paths.flatMap((path) => valuesAt(resource, path).flatMap(referencesIn))),
	);
	const inTurn = pLimit(SIDE_BY_SIDE);
	const resolved: Resolved = new Map();
	const fetchOne = async (reference: string) => {
		const [, type, id] = LOCAL.exec(localPart(reference, client)) ?? [];
		if (!type || !client.definitions.resources.includes(type)) return;
		const key = `record ${client.pathOf(type, id)}`;
		const record = await client.api.once(key, async () => await client.tryToRead(type, id));
		if (!(record instanceof Error)) resolved.set(reference, record);
	};
	await Promise.all([...references].map(async (reference) => await inTurn(fetchOne, reference)));
	return resolved;
}

/** An address on the credential's own server is read like the relative reference in it. */
function localPart(reference: string, { api }: FhirClient): string {
	if (!reference.startsWith(`${api.baseUrl}/`)) return reference;
	const [path] = reference.split('/_history/');
	return path.split('/').slice(-2).join('/');
}
