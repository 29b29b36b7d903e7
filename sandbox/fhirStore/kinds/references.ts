import { unescape, type Kind } from './kind';
import { tokens } from './tokens';

/** `Type/id`, an absolute address or a canonical; and what an identifier-only reference has. */
interface Target {
	reference?: string;
	identifier?: unknown;
}

const RELATIVE = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]+$/;

function target(value: unknown): Target {
	return typeof value === 'string' ? { reference: value } : ((value ?? {}) as Target);
}

/** The `Type/id` of those that point to a record of a server. */
export const recordsOf = (targets: Target[]): string[] =>
	targets.flatMap(({ reference = '' }) => (RELATIVE.test(reference) ? [reference] : []));

/** A reference is named by `Type/id`, by an id of any type, or by its address. */
export const references: Kind<Target> = {
	read: (found) => found.map(({ value }) => target(value)),
	// A modifier with a capital is a type: `subject:Patient=1`.
	takes: (modifier) => modifier === 'identifier' || /^[A-Z][A-Za-z]+$/.test(modifier),
	test(text, modifier) {
		if (modifier === 'identifier') {
			const test = tokens.test(text, '');
			return ({ identifier }) => tokens.read([{ type: 'Identifier', value: identifier }]).some(test);
		}
		const wanted = unescape(text);
		if (modifier !== '') return ({ reference }) => reference === `${modifier}/${wanted.split('/').pop()}`;
		if (wanted.includes('/') || wanted.includes(':')) return ({ reference }) => reference === wanted;
		return ({ reference = '' }) => RELATIVE.test(reference) && reference.split('/')[1] === wanted;
	},
	sortKey: ({ reference }) => reference ?? '',
};
