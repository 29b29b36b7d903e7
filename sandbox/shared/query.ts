import { fieldRefusal } from './refusal';
import { isFormat } from './schema';

/** Reads one query parameter from its text, or refuses it. */
export type QueryParameter<T> = (name: string, text: string) => T;
export type QueryTable = Record<string, QueryParameter<unknown>>;
export type QueryValues<T extends QueryTable> = { [K in keyof T]?: ReturnType<T[K]> };

const refuse = (name: string, what: string): never => {
	throw fieldRefusal(400, name, `${name} must be ${what}`);
};

/** No sign, no decimals, no leading zero, as a strict server reads it. */
export const integer: QueryParameter<number> = (name, text) =>
	/^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : refuse(name, 'an integer');

export const integerBetween =
	(min: number, max: number): QueryParameter<number> =>
	(name, text) => {
		const value = integer(name, text);
		return value >= min && value <= max ? value : refuse(name, `between ${min} and ${max}`);
	};

export const integers: QueryParameter<number[]> = (name, text) =>
	text.split(',').map((part) => integer(name, part));

export const boolean: QueryParameter<boolean> = (name, text) =>
	text === 'true' || text === 'false' ? text === 'true' : refuse(name, 'true or false');

export const text: QueryParameter<string> = (name, value) =>
	value === '' ? refuse(name, 'filled in') : value;

export const date: QueryParameter<string> = (name, value) =>
	isFormat('YYYY-MM-DD', value) ? value : refuse(name, 'a date in the format YYYY-MM-DD');

export const oneOf =
	(...choices: string[]): QueryParameter<string> =>
	(name, value) =>
		choices.includes(value) ? value : refuse(name, `one of ${choices.join(', ')}`);

/** Unknown and repeated parameters are refused. */
export function readQuery<T extends QueryTable>(table: T, query: Record<string, unknown>): QueryValues<T> {
	const entries = Object.entries(query).map(([name, value]) => {
		const read = Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
		if (!read) throw fieldRefusal(400, name, `${name} is not a known query parameter`);
		if (typeof value !== 'string') throw fieldRefusal(400, name, `${name} must be given once`);
		return [name, read(name, value)];
	});
	return Object.fromEntries(entries) as QueryValues<T>;
}
