import type { Kind } from './kind';
import { unescape } from './kind';

/** Elements of names and addresses that are codes, not text. */
const NOT_TEXT = ['use', 'type', 'period', 'system', 'id', 'extension'];

function texts(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(texts);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => (NOT_TEXT.includes(name) ? [] : texts(inner)));
}

/** Case and accents do not count. */
const plain = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase()
		.trim();

/** A string starts with what is searched; any part of a name or an address may. */
export const strings: Kind<string> = {
	read: (found) => found.flatMap(({ value }) => texts(value)),
	takes: (modifier) => ['exact', 'contains'].includes(modifier),
	test(text, modifier) {
		const wanted = unescape(text);
		if (modifier === 'exact') return (value) => value === wanted;
		const part = plain(wanted);
		return modifier === 'contains'
			? (value) => plain(value).includes(part)
			: (value) => plain(value).startsWith(part);
	},
	sortKey: plain,
};

/** URIs are compared as a whole. */
export const uris: Kind<string> = {
	read: (found) => found.flatMap(({ value }) => texts(value)),
	takes: () => false,
	test: (text) => (value) => value === unescape(text),
	sortKey: (value) => value,
};
