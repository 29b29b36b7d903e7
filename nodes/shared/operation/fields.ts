import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { FieldRefusal } from '../errors/refusal';
import { readDay, readDayFirst, readMoment } from './dates';
import type { Field } from './types';

/** What any field may have. */
export interface Common {
	description?: string;
	placeholder?: string;
	required?: boolean;
	/** Read by the operation only, never sent under its own name. */
	local?: boolean;
	displayOptions?: INodeProperties['displayOptions'];
	hint?: string;
	default?: INodeProperties['default'];
}

type Convert = Field['convert'];

/** Puts a field together; a personal one is blotted out of messages. */
export function field(property: INodeProperties, common: Common, convert: Convert, personal = false): Field {
	const { description, placeholder, required, displayOptions, hint } = common;
	if (description) property.description = description;
	if (placeholder) property.placeholder = placeholder;
	if (required) property.required = true;
	if (displayOptions) property.displayOptions = displayOptions;
	if (hint) property.hint = hint;
	if (common.default !== undefined) property.default = common.default;
	return { property, convert, target: common.local ? 'local' : 'vendor', personal };
}

/** A locator stores `{ __rl, mode, value }`; inside a collection n8n hands it over as it is. */
export const unwrapLocator = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && '__rl' in value && 'value' in value ? value.value : value;

/** Whether nothing was filled in. `false` and `0` are values. */
export function isEmpty(value: unknown): boolean {
	const inner = unwrapLocator(value);
	return inner === undefined || inner === null || (typeof inner === 'string' && inner.trim() === '');
}

function readText(value: unknown, label: string): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new FieldRefusal(`'${label}' is not text`, 'Pass a text, not an object or a list.');
}

function readNumber(value: unknown, label: string): number {
	const read = typeof value === 'string' ? Number(value.trim()) : value;
	if (typeof read !== 'number' || !Number.isFinite(read)) {
		throw new FieldRefusal(
			`'${label}' is not a number`,
			'Pass digits only, with a point before decimals, e.g. 23.50.',
		);
	}
	return read;
}

/** @throws FieldRefusal */
function readFlag(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true') return true;
	if (value === 'false') return false;
	throw new FieldRefusal(
		`'${label}' is neither true nor false`,
		'Switch it on or off, or pass true or false.',
	);
}

interface TextOptions extends Common {
	rows?: number;
	email?: boolean;
	/** What the text must look like, with an example of it for the message. */
	pattern?: { matches: RegExp; example: string };
	/** Brings spellings of the same thing to the vendor's. */
	spell?(text: string): string;
}

/** Free text, which may describe a person. */
export function text(name: string, displayName: string, options: TextOptions = {}): Field {
	const property: INodeProperties = { displayName, name, type: 'string', default: '' };
	if (options.rows) property.typeOptions = { rows: options.rows };
	const pattern = options.email
		? { matches: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, example: 'name@email.com' }
		: options.pattern;
	return field(
		property,
		options.email ? { placeholder: 'e.g. name@email.com', ...options } : options,
		(value) => {
			const read = readText(value, displayName);
			if (pattern && !pattern.matches.test(read)) {
				throw new FieldRefusal(`'${displayName}' does not look right`, `Write it like ${pattern.example}.`);
			}
			return options.spell?.(read) ?? read;
		},
		true,
	);
}

interface NumberOptions extends Common {
	min?: number;
	max?: number;
	decimals?: number;
}

/** A whole number, or one with `decimals` places. */
export function number(name: string, displayName: string, options: NumberOptions = {}): Field {
	const { min, max, decimals = 0 } = options;
	const property: INodeProperties = { displayName, name, type: 'number', default: 0 };
	property.typeOptions = {
		...(min !== undefined && { minValue: min }),
		...(max !== undefined && { maxValue: max }),
		...(decimals > 0 && { numberPrecision: decimals }),
	};
	return field(property, options, (value) => {
		const read = readNumber(value, displayName);
		if (decimals === 0 && !Number.isInteger(read)) {
			throw new FieldRefusal(`'${displayName}' is not a whole number`, 'Leave out the decimals.');
		}
		if (min !== undefined && read < min) {
			throw new FieldRefusal(`'${displayName}' is less than ${min}`, `Enter ${min} or more.`);
		}
		if (max !== undefined && read > max) {
			throw new FieldRefusal(`'${displayName}' is more than ${max}`, `Enter ${max} or less.`);
		}
		return read;
	});
}

/** A switch; its description starts with "Whether". */
export const flag = (name: string, displayName: string, description: string, options: Common = {}): Field =>
	field({ displayName, name, type: 'boolean', default: false }, { ...options, description }, (value) =>
		readFlag(value, displayName),
	);

/** One of a few coded values. `choices`: what the vendor stores → what a person reads. */
export function choice(
	name: string,
	displayName: string,
	choices: Record<string, string | { name: string; description: string }>,
	options: Common = {},
): Field {
	const entries: INodePropertyOptions[] = Object.entries(choices)
		.map(([value, label]) => (typeof label === 'string' ? { name: label, value } : { ...label, value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const known = Object.keys(choices);
	return field(
		{ displayName, name, type: 'options', options: entries, default: '' },
		{ default: known[0], ...options },
		(value) => {
			const read = readText(value, displayName);
			if (!known.includes(read)) {
				throw new FieldRefusal(
					`'${displayName}' is set to something that does not exist`,
					`Use one of: ${known.join(', ')}.`,
				);
			}
			return read;
		},
	);
}

/** Several texts in one line, parted by commas, or a list from an expression. */
export const textList = (name: string, displayName: string, options: Common = {}): Field =>
	field({ displayName, name, type: 'string', default: '' }, options, (value) => {
		const entries = Array.isArray(value) ? value : readText(value, displayName).split(',');
		return entries.map((entry) => readText(entry, displayName)).filter((entry) => entry !== '');
	});

/** A calendar day, sent as `YYYY-MM-DD`. */
export const day = (name: string, displayName: string, options: Common = {}): Field =>
	field(
		{ displayName, name, type: 'dateTime', default: '' },
		{ placeholder: 'e.g. 2026-03-28', ...options },
		(value, { zone }) => readDay(value, displayName, zone),
		true,
	);

/** A calendar day, sent as `DD/MM/YYYY`. */
export const dayFirst = (name: string, displayName: string, options: Common = {}): Field =>
	field(
		{ displayName, name, type: 'dateTime', default: '' },
		{ placeholder: 'e.g. 2026-03-28', ...options },
		(value, { zone }) => readDayFirst(value, displayName, zone),
		true,
	);

/** A date with a time, sent in `format` (Luxon tokens) on the clock of the credential's zone. */
export const moment = (name: string, displayName: string, format: string, options: Common = {}): Field =>
	field(
		{ displayName, name, type: 'dateTime', default: '' },
		{ placeholder: 'e.g. 2026-03-28 09:30', ...options },
		(value, { zone }) => readMoment(value, displayName, zone).toFormat(format),
		true,
	);

/** A time of day, read as `HH:mm`. */
export const timeOfDay = (name: string, displayName: string, options: Common = {}): Field =>
	field(
		{ displayName, name, type: 'string', default: '' },
		{ placeholder: 'e.g. 14:30', ...options },
		(value) => {
			const read = readText(value, displayName);
			if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(read)) {
				throw new FieldRefusal(
					`'${displayName}' is not a time of day`,
					'Write hours and minutes, e.g. 09:00 or 14:30.',
				);
			}
			return read;
		},
	);

/** The name of the input field that holds a file. Read by the operation through `files`. */
export const binaryField = (options: Common = {}): Field =>
	field(
		{ displayName: 'Input Binary Field', name: 'binaryPropertyName', type: 'string', default: 'data' },
		{
			hint: 'The name of the input field containing the file to send',
			placeholder: 'e.g. data',
			...options,
			required: true,
			local: true,
		},
		// A whole binary object may come from an expression; what is missing is refused before anything is sent.
		(value, { fileIn }) => {
			fileIn(value as string);
			return value;
		},
	);

/** The name of the output field that gets a fetched file. */
export const outputBinaryField = (): Field =>
	text('outputBinaryField', 'Put Output File in Field', {
		local: true,
		default: 'data',
		placeholder: 'e.g. data',
		description: 'The name of the output field that gets the file',
	});

/** The same field, shown only for these values of other fields. */
export const onlyWhen = (show: Record<string, string[]>, shown: Field): Field => ({
	...shown,
	property: { ...shown.property, displayOptions: { show } },
});
