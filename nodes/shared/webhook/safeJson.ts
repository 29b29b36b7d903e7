import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

/** Whoever copies an object with one of these keys may change what all objects have. */
const DANGEROUS = ['__proto__', 'constructor', 'prototype'];

/** Deeper than any vendor's events; a recursion over it is safe. */
const MAX_DEPTH = 50;

function isHarmless(value: unknown, depth = 0): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (depth >= MAX_DEPTH) return false;
	return Object.entries(value).every(
		([key, inner]) => !DANGEROUS.includes(key) && isHarmless(inner, depth + 1),
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Reads a JSON object that a stranger may have written; undefined for anything else, and when it is built to do harm. */
export function readObject(text: string): IDataObject | undefined {
	const value = parse(text);
	return isPlainObject(value) && isHarmless(value) ? (value as IDataObject) : undefined;
}
