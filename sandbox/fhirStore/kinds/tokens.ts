import { convertToSearchableTokens, type SearchableToken } from '@medplum/core';

import { refuse } from '../refuse';
import { splitEscaped, unescape, type Kind } from './kind';

/** Marks what is a text or a display and no code. */
const TEXT = 'urn:text';

const same = (one: string | undefined, other: string) => one?.toLowerCase() === other.toLowerCase();

function testCode(text: string): (token: SearchableToken) => boolean {
	const [first, second, ...more] = splitEscaped(text, '|').map(unescape);
	if (more.length > 0) refuse(`${text} is not a token: it has more than one |`);
	if (second === undefined) return ({ value }) => same(value, first);
	if (first === '' && second === '') refuse('A token needs a code or a system');
	if (first === '') return ({ system, value }) => !system && same(value, second);
	return ({ system, value }) => same(system, first) && (second === '' || same(value, second));
}

/** Codes, identifiers, contact points and booleans: `code`, `system|code`, `|code`, `system|`. */
export const tokens: Kind<SearchableToken> = {
	read: (found) => convertToSearchableTokens(found, { textSearchSystem: TEXT }),
	takes: (modifier) => ['not', 'text'].includes(modifier),
	test(text, modifier) {
		if (modifier === 'text') {
			const start = unescape(text).toLowerCase();
			return ({ system, value }) => system === TEXT && (value ?? '').toLowerCase().startsWith(start);
		}
		const test = testCode(text);
		return (token) => token.system !== TEXT && test(token);
	},
	sortKey: ({ value }) => value ?? '',
};
