import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { issuesOf } from '../../../sandbox/dotHealth/validation';

/** What is wrong with a resource by the JSON Schema that is made from the published definitions of R5. */
export const wrongInR5 = (resource: unknown): string[] =>
	issuesOf(resource, 'refused').map((issue) => JSON.stringify(issue));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Every value, as text; for an object that has only values, all of them together, so that codes stay with systems. */
export function saidIn(value: unknown): string[] {
	if (!isObject(value)) return value === null || value === undefined ? [] : [String(value)];
	const inner = Object.values(value);
	const together = Array.isArray(value) || inner.some(isObject) ? [] : [inner.map(String).sort().join(' & ')];
	return [...together, ...inner.flatMap(saidIn)];
}

/** What `source` says and `result` does not, as often. */
export function lostIn(source: unknown, result: unknown): string[] {
	const left = saidIn(result);
	return saidIn(source).filter((said) => {
		const at = left.indexOf(said);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
}

/** The only thing that is meant to be lost, in contained resources, too. */
export function withoutProfiles(resource: IDataObject): IDataObject {
	const text = JSON.stringify(resource, (key, value: unknown) => {
		const rest = key === 'meta' ? omit(value as object, 'profile', '_profile') : value;
		return key === 'meta' && isEmpty(rest) ? undefined : rest;
	});
	return JSON.parse(text) as IDataObject;
}
