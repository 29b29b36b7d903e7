import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { choicesOf, modesOf, type Placed } from './published';

/** Rules of n8n's UX guidelines and of its linter, as checks of one parameter. Each gives what is wrong. */
export type Rule = (placed: Placed) => string[];

const SMALL = 'a an and as at by for from if in into of on or per the to up with'.split(' ');

/** Every word of a label in capitals, small ones aside. */
export const isTitleCase = (text: string): boolean =>
	text.split(/[\s/]+/).every((word, at) => (at > 0 && SMALL.includes(word)) || !/^["'(]?\p{Ll}/u.test(word));

const SENTENCE_END = /[.!?]['")]?\s+(?=['"(<]?\p{Lu})/u;

/** One sentence has no full stop at its end, several have one. */
export function isSentence(text: string): boolean {
	const several = SENTENCE_END.test(text);
	return /^['"(<]?[\p{Lu}\p{N}]/u.test(text) && several === /[.!?]$/.test(text);
}

const FORBIDDEN = /\b(errors?|problems?|failures?|mistakes?)\b/i;
const LINK = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';
const DYNAMIC: Record<string, { ends: string; description: string }> = {
	options: { ends: 'Name or ID', description: `Choose from the list, or specify an ID using an ${LINK}` },
	multiOptions: {
		ends: 'Names or IDs',
		description: `Choose from the list, or specify IDs using an ${LINK}`,
	},
};
const EXACT: Record<string, string> = {
	limit: 'Max number of results to return',
	returnAll: 'Whether to return all results or only up to a given limit',
	simplify: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Labels that say it all, and containers; 'Trigger On' is to have none. */
const NEEDS_NO_DESCRIPTION = ['resource', 'operation', 'authentication', 'environment', 'gender', 'event'];

/** From how many entries on a list is in alphabetical order. */
const SORTED_FROM = 5;
const LONGEST_HINT = 120;

const inner = ({ type, options }: INodeProperties): Array<{ displayName: string }> =>
	type === 'collection' || type === 'fixedCollection'
		? ((options ?? []) as Array<INodeProperties | INodePropertyCollection>)
		: [];

/** Everything of a parameter that a person reads. */
export const textsOf = ({ property }: Placed): string[] =>
	[
		property.displayName,
		property.description,
		property.hint,
		property.placeholder,
		...choicesOf(property).flatMap(({ name, description, action }) => [name, description, action]),
		...modesOf(property).flatMap(({ displayName, hint, placeholder, validation }) => [
			displayName,
			hint,
			placeholder,
			...(validation ?? []).map((check): unknown =>
				'properties' in check && 'errorMessage' in check.properties
					? check.properties.errorMessage
					: undefined,
			),
		]),
	].filter((text): text is string => typeof text === 'string');

const outOfOrder = (names: string[]): string[] => {
	const sorted = [...names].sort((a, b) => a.localeCompare(b, 'en'));
	return names.length < SORTED_FROM ? [] : names.filter((name, at) => name !== sorted[at]);
};

export const parameterRules: Record<string, Rule> = {
	'labels are in title case': ({ property }) =>
		[property.displayName, ...choicesOf(property).map(({ name }) => name)].filter(
			(text) => !isTitleCase(text),
		),

	'descriptions are sentences': ({ property }) =>
		[
			property.description,
			...choicesOf(property).map(({ description }) => description),
			property.hint,
		].filter((text): text is string => text !== undefined && !isSentence(text)),

	'switches say whether': ({ property: { type, description = '' } }) =>
		type !== 'boolean' || /^Whether /.test(description) ? [] : [description],

	'placeholders are examples': ({ property }) => {
		const { type, placeholder } = property;
		const own = type === 'collection' || type === 'fixedCollection' ? /^Add / : /^e\.g\. /;
		return [
			...(placeholder === undefined || own.test(placeholder) ? [] : [placeholder]),
			...modesOf(property)
				.filter((mode) => !(mode.type === 'list' ? /^Select / : /^e\.g\. /).test(mode.placeholder ?? ''))
				.map(({ name, placeholder: text }) => `${name}: ${text}`),
		];
	},

	'long lists are in alphabetical order': ({ property }) => [
		...outOfOrder(choicesOf(property).map(({ name }) => name)),
		...outOfOrder(inner(property).map(({ displayName }) => displayName)),
	],

	'house parameters are described in the words of n8n': ({ property: { name, description } }) =>
		name in EXACT && description !== EXACT[name] ? [description ?? ''] : [],

	'a limit is 50 and at least 1': ({ property: { name, type, default: preset, typeOptions } }) =>
		name !== 'limit' || (type === 'number' && preset === 50 && typeOptions?.minValue === 1)
			? []
			: [`${preset}, at least ${typeOptions?.minValue}`],

	'lists from the vendor say how to use an expression': ({ property }) => {
		const { type, displayName, description, typeOptions } = property;
		if (!typeOptions?.loadOptionsMethod) return [];
		const { ends, description: due } = DYNAMIC[type];
		return displayName.endsWith(ends) && description === due ? [] : [displayName, description ?? ''];
	},

	'everything is explained': ({ property: { name, type, description, placeholder } }) =>
		description ||
		type === 'collection' ||
		type === 'resourceMapper' ||
		type === 'hidden' ||
		(type !== 'number' && placeholder?.startsWith('e.g. ')) ||
		NEEDS_NO_DESCRIPTION.includes(name)
			? []
			: [`${type} ${name}`],

	'no word frightens': (placed) => textsOf(placed).filter((text) => FORBIDDEN.test(text)),

	'hints are short': ({ property: { hint = '' } }) => (hint.length <= LONGEST_HINT ? [] : [hint]),

	'records are chosen from a list where there is one': ({ property }) => {
		const hasList = modesOf(property).some(({ type }) => type === 'list');
		const { mode } = (property.default ?? {}) as { mode?: string };
		return hasList && mode !== 'list' ? [String(mode)] : [];
	},
};
