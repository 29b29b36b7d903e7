import { FieldRefusal } from '../../shared/errors/refusal';
import type { Address, ContactPoint, HumanName } from './shapes';
import type { Shorthand } from './types';

const joined = (parts: Array<string | undefined>, between = ' '): string =>
	parts.filter((part) => part !== undefined && part !== '').join(between);

/**
 * `Rossi, Mario Luca`, or `Mario Luca Rossi`, whose last word is then taken for the family name and which is kept as it was
 * written, because that may be wrong.
 */
const humanName: Shorthand = {
	example: 'Rossi, Mario',
	read(text, { label }): HumanName {
		if (!/[\p{L}\d]/u.test(text)) {
			throw new FieldRefusal(`'${label}' is not a name`, 'Write it like Rossi, Mario.');
		}
		const comma = text.indexOf(',');
		const [family, rest] = comma < 0 ? lastWordFirst(text) : splitAt(text, comma);
		const words = rest.split(/\s+/).filter((word) => word !== '');
		// Titles end with a point: "Dr.", "Prof." So do initials, which are a single letter.
		const titles = words.findIndex((word) => !/^\p{L}{2,}\.$/u.test(word));
		const prefix = words.slice(0, titles < 0 ? words.length : titles);
		const given = words.slice(prefix.length);
		return {
			...(comma < 0 && { text: text.replace(/\s+/g, ' ') }),
			...(family && { family }),
			...(given.length > 0 && { given }),
			...(prefix.length > 0 && { prefix }),
		};
	},
	write(value) {
		const { text, family, given, prefix } = value as HumanName;
		const first = joined([...(prefix ?? []), ...(given ?? [])]);
		return text ?? (family || first ? `${family ?? ''}, ${first}`.trimEnd() : undefined);
	},
};

const splitAt = (text: string, at: number): [string, string] => [
	text.slice(0, at).trim().replace(/\s+/g, ' '),
	text.slice(at + 1).trim(),
];

function lastWordFirst(text: string): [string, string] {
	const words = text.split(/\s+/);
	return [words[words.length - 1], words.slice(0, -1).join(' ')];
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const SYSTEM = /^(phone|fax|email|pager|url|sms|other):\s*(.+)$/i;

/** What a contact point is by its form; undefined when it is none that can be told. */
function systemOf(text: string): string | undefined {
	if (EMAIL.test(text)) return 'email';
	if (/^https?:\/\//i.test(text)) return 'url';
	return /\d/.test(text) && !text.includes('@') ? 'phone' : undefined;
}

/** What it is shows by its form, unless `fax:`, `sms:` or the like stands in front. */
const contactPoint: Shorthand = {
	example: '+39 06 1234567, name@email.com',
	read(text, { label }): ContactPoint {
		const [, named, value] = SYSTEM.exec(text) ?? [];
		// "url:" would also be read from "url://…", which no address looks like.
		if (named) return { system: named.toLowerCase(), value };
		const system = systemOf(text);
		if (system) return { system, value: text };
		throw new FieldRefusal(
			`'${label}' is neither a phone number nor an email or web address`,
			'Say what it is in front of it: phone, fax, email, pager, url, sms or other, e.g. other: Skype name.',
		);
	},
	write(value) {
		const { system, value: written } = value as ContactPoint;
		if (written === undefined) return undefined;
		const shows = system === undefined || (system === systemOf(written) && !SYSTEM.test(written));
		return shows ? written : `${system}: ${written}`;
	},
};

const address: Shorthand = {
	example: 'Via Roma 1, 00184 Roma, Italy',
	read: (text): Address => ({ text }),
	write(value) {
		const { text, line, postalCode, city, state, country } = value as Address;
		const place = joined([joined([postalCode, city]), state, country], ', ');
		return text ?? (joined([...(line ?? []), place], ', ') || undefined);
	},
};

/** A name as it is said: titles and given names first. */
export function spoken({ text, family, given, prefix, suffix }: HumanName): string | undefined {
	return text ?? (joined([...(prefix ?? []), ...(given ?? []), family, ...(suffix ?? [])]) || undefined);
}

export const people: Record<string, Shorthand> = {
	Address: address,
	ContactPoint: contactPoint,
	HumanName: humanName,
};
