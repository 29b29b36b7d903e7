import Ajv, { type ErrorObject, type SchemaObject } from 'ajv';
import { DateTime } from 'luxon';

import { Refusal } from './refusal';

const FORMATS: Record<string, string> = {
	'YYYY-MM-DD': 'yyyy-MM-dd',
	'YYYY-MM-DD HH:mm:ss': 'yyyy-MM-dd HH:mm:ss',
};

/** Whether the text is in this format and the day exists. */
export const isFormat = (format: string, text: string): boolean =>
	DateTime.fromFormat(text, FORMATS[format], { zone: 'utc' }).isValid;

// No coercion: a number where a string is asked for is refused.
const ajv = new Ajv({ strict: true, allowUnionTypes: true, coerceTypes: false });
for (const format of Object.keys(FORMATS)) ajv.addFormat(format, (text) => isFormat(format, text));

export type Check<T> = (value: unknown) => T;

/** Returns the value as it came, or refuses it with a 400 that names the field. */
export function checker<T>(schema: SchemaObject): Check<T> {
	const validate = ajv.compile<T>(schema);
	return (value) => {
		if (validate(value)) return value;
		throw new Refusal(400, describe(validate.errors?.[0]));
	};
}

function describe(error: ErrorObject | undefined): string {
	if (!error) return 'The request is not valid';
	const { keyword, params, message } = error as ErrorObject<string, Record<string, unknown>>;
	const field = error.instancePath.slice(1).replace(/\//g, '.') || 'The request body';
	if (keyword === 'required') return `${String(params.missingProperty)} is required`;
	if (keyword === 'additionalProperties') return `${String(params.additionalProperty)} is not a known field`;
	if (keyword === 'enum') return `${field} must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
	if (keyword === 'format') return `${field} must be a date in the format ${String(params.format)}`;
	return `${field} ${message ?? 'is not valid'}`;
}
