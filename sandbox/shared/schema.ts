import Ajv, { type ErrorObject, type SchemaObject } from 'ajv';
import { DateTime } from 'luxon';

import { fieldRefusal, Refusal } from './refusal';

const FORMATS: Record<string, string> = {
	'YYYY-MM-DD': 'yyyy-MM-dd',
	'YYYY-MM-DD HH:mm:ss': 'yyyy-MM-dd HH:mm:ss',
	'DD/MM/YYYY': 'dd/MM/yyyy',
};

/** Whether the text is in this format and the day exists. */
export const isFormat = (format: string, text: string): boolean =>
	DateTime.fromFormat(text, FORMATS[format], { zone: 'utc' }).isValid;

// No coercion: a number where a string is asked for is refused.
const ajv = new Ajv({ strict: true, allowUnionTypes: true, coerceTypes: false });
for (const format of Object.keys(FORMATS)) ajv.addFormat(format, (text) => isFormat(format, text));

const OFFSET_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
ajv.addFormat(
	'ISO 8601 with offset',
	(text) => OFFSET_DATE_TIME.test(text) && DateTime.fromISO(text, { setZone: true }).isValid,
);

export type Check<T> = (value: unknown) => T;

/** Returns the value as it came, or refuses it with a 400 that names the field. */
export function checker<T>(schema: SchemaObject): Check<T> {
	const validate = ajv.compile<T>(schema);
	return (value) => {
		if (validate(value)) return value;
		const error = validate.errors?.[0] as SchemaError | undefined;
		if (!error) throw new Refusal(400, 'The request is not valid');
		throw fieldRefusal(400, fieldOf(error), describe(error));
	};
}

type SchemaError = ErrorObject<string, Record<string, unknown>>;

function fieldOf({ params, instancePath }: SchemaError): string {
	const inside = params.missingProperty ?? params.additionalProperty;
	return inside === undefined ? instancePath.slice(1).replace(/\//g, '.') : String(inside);
}

function describe(error: SchemaError): string {
	const { keyword, params, message } = error;
	const field = fieldOf(error) || 'The request body';
	if (keyword === 'required') return `${field} is required`;
	if (keyword === 'additionalProperties') return `${field} is not a known field`;
	if (keyword === 'enum') return `${field} must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
	if (keyword === 'format') return `${field} must be a date in the format ${String(params.format)}`;
	return `${field} ${message ?? 'is not valid'}`;
}
