import isPlainObject from 'lodash/isPlainObject';
import { jsonParse } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { isEmpty } from '../../shared/operation/fields';
import { amounts } from './amounts';
import { codes, referenceTo } from './codes';
import { people } from './people';
import { primitives } from './primitives';
import { FromFile, texts } from './texts';
import type { Reading, Shorthand } from './types';

export { FromFile } from './texts';
export type { Reading } from './types';

const shorthands: Record<string, Shorthand> = { ...primitives, ...people, ...codes, ...amounts, ...texts };

export const shorthandOf = (type: string): Shorthand | undefined => shorthands[type];

export const isPrimitive = (type: string): boolean => type in primitives;

/** Types whose values hold no comma, so that several may be written in one line. */
const PARTED_BY_COMMAS = new Set([
	...['ContactPoint', 'Reference', 'code', 'date', 'dateTime', 'decimal', 'id', 'instant', 'integer', 'oid'],
	...['positiveInt', 'time', 'unsignedInt', 'uuid'],
]);

export const takesCommas = (type: string): boolean => PARTED_BY_COMMAS.has(type);

/** A written `[…]` or `{…}` stands for what it holds. A text or code may begin with a bracket itself. */
function parsed(type: string, value: unknown, label: string): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	const nothing = Symbol('nothing');
	const read = jsonParse<unknown>(value, { fallbackValue: nothing });
	if (isPrimitive(type)) return Array.isArray(read) ? read : value;
	if (read !== nothing) return read;
	throw new FieldRefusal(
		`'${label}' is not valid JSON`,
		'Correct the JSON, or write plain text without brackets.',
	);
}

/**
 * Reads a written value of one type: its shorthand, or an object, which is taken as it is.
 *
 * @param type FHIR's name of the type
 * @throws FieldRefusal for what cannot be meant
 */
export function readOne(type: string, written: unknown, reading: Reading): unknown {
	const value = isPrimitive(type) ? written : parsed(type, written, reading.label);
	if (typeof value === 'boolean' && type === 'boolean') return value;
	if (typeof value === 'object' && !isMoment(value)) return readObject(type, value, reading);
	const shorthand = shorthandOf(type);
	if (!shorthand) {
		throw new FieldRefusal(`'${reading.label}' needs JSON`, `Pass an object of the FHIR type ${type}.`);
	}
	const text = isMoment(value) ? momentText(value, reading.label) : String(value).trim();
	return shorthand.read(text, reading);
}

type Moment = Date | { toISO(): string | null };

/** A `Date`, or a Luxon `DateTime`, which may come from another copy of the library. */
export const isMoment = (value: unknown): value is Moment =>
	typeof value === 'object' && value !== null && (value instanceof Date || 'toISO' in value);

/** @throws FieldRefusal for one that is invalid */
export function momentText(value: Moment, label: string): string {
	const isInvalid = value instanceof Date && Number.isNaN(value.getTime());
	const text = isInvalid ? null : value instanceof Date ? value.toISOString() : value.toISO();
	if (text) return text;
	throw new FieldRefusal(
		`'${label}' is a date or time that does not exist`,
		'Check the expression that the value comes from.',
	);
}

function readObject(type: string, value: object | null, reading: Reading): unknown {
	if (!isPlainObject(value)) {
		throw new FieldRefusal(`'${reading.label}' holds a list where one value belongs`, 'Pass a single value.');
	}
	if (isPrimitive(type)) {
		throw new FieldRefusal(`'${reading.label}' is an object`, 'Pass a single value, not an object.');
	}
	const { resourceType, id } = value as Record<string, unknown>;
	if (type === 'Reference' && typeof resourceType === 'string' && typeof id === 'string') {
		return referenceTo({ resourceType, id }, reading);
	}
	return value;
}

/**
 * Reads what is written for an element that may be there several times: a list, JSON, or one value; references, codes,
 * dates and numbers also parted by commas.
 */
export function readMany(type: string, written: unknown, reading: Reading): unknown[] {
	const value = parsed(type, written, reading.label);
	const parted = typeof value === 'string' && takesCommas(type) ? value.split(',') : value;
	const values = (Array.isArray(parted) ? parted : [parted]).filter((entry) => !isEmpty(entry));
	return values.map((entry) => readOne(type, entry, reading));
}

/** A value of a type in one line, or undefined where no shorthand can hold it. */
export const write = (type: string, value: unknown): string | number | boolean | undefined =>
	value === undefined || value === null || value instanceof FromFile
		? undefined
		: shorthandOf(type)?.write(value);
