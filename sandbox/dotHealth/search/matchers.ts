import { fieldRefusal } from '../../shared/refusal';
import type { Coding, Reference, Resource } from '../resource';
import { dateTest } from './dates';

/** Whether a resource has one of the values that a parameter names. */
export type Test = (resource: Resource) => boolean;

/** Reads one value of a parameter, or refuses it. */
export type Matcher = (value: string, name: string) => Test;

/** What of a resource is looked at. */
type Reader<T> = (resource: Resource) => Array<T | undefined> | T | undefined;

const listOf = <T>(found: ReturnType<Reader<T>>): T[] =>
	[found].flat().filter((one) => one !== undefined) as T[];

const some =
	<T>(read: Reader<T>, test: (one: T) => boolean): Test =>
	(resource) =>
		listOf(read(resource)).some(test);

export const exactly =
	(read: Reader<string>): Matcher =>
	(value) =>
		some(read, (one) => one === value);

export const code =
	(read: Reader<string>, choices: string[]): Matcher =>
	(value, name) => {
		if (!choices.includes(value))
			throw fieldRefusal(400, name, `${name} must be one of ${choices.join(', ')}`);
		return exactly(read)(value, name);
	};

/** From the beginning of a word, in any case: FHIR's way to search strings. */
export const startsWith =
	(read: Reader<string>): Matcher =>
	(value) => {
		const wanted = value.toLowerCase();
		return some(read, (one) => one.toLowerCase().startsWith(wanted));
	};

export const date =
	(read: Reader<string>): Matcher =>
	(value, name) => {
		const test = dateTest(value);
		if (!test)
			throw fieldRefusal(400, name, `${name} must be a date or an instant, with a prefix or without`);
		return some(read, test);
	};

/** `code`, `system|code`, `|code` for no system, `system|` for any code of it. */
export const token =
	(read: Reader<Coding>): Matcher =>
	(value) => {
		const bar = value.indexOf('|');
		const [system, wanted] = bar < 0 ? [undefined, value] : [value.slice(0, bar), value.slice(bar + 1)];
		return some(
			read,
			(one) =>
				(system === undefined || (one.system ?? '') === system) && (wanted === '' || one.code === wanted),
		);
	};

/** `<resource type>/<id>`, the only way in which the documentation lets a reference be written. */
export const reference =
	(read: Reader<Reference>, targets?: string[]): Matcher =>
	(value, name) => {
		const [, type] = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}$/.exec(value) ?? [];
		if (type === undefined || (targets && !targets.includes(type))) {
			throw fieldRefusal(400, name, `${name} must be ${targets?.join(' or ') ?? '<resource type>'}/id`);
		}
		return some(read, (one) => one.reference === value);
	};
