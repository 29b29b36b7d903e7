import { createHash } from 'node:crypto';

import type { BundleLink } from '@medplum/fhirtypes';

import { refuse } from './refuse';

const DEFAULT_COUNT = 20;
/** A server may give fewer than it is asked for. */
const MAX_COUNT = 1000;

type Pair = [name: string, value: string];

export interface Page {
	from: number;
	count: number;
}

const PAGING = ['_count', '_page_token'];

export const isPaging = (name: string): boolean => PAGING.includes(name);

/** A token belongs to one search. */
function signatureOf(type: string, pairs: Pair[]): string {
	const rest = pairs.filter(([name]) => !isPaging(name));
	return createHash('sha256')
		.update(JSON.stringify([type, rest]))
		.digest('base64url')
		.slice(0, 16);
}

const tokenOf = (from: number, signature: string) =>
	Buffer.from(`${signature}:${from}`).toString('base64url');

/** Which part of the matches is asked for. */
export function readPage(type: string, pairs: Pair[]): Page {
	const of = (wanted: string) => pairs.filter(([name]) => name === wanted).map(([, value]) => value);
	const [counts, tokens] = [of('_count'), of('_page_token')];
	if (counts.length > 1 || tokens.length > 1) refuse('_count and _page_token can be given once');
	const [count = String(DEFAULT_COUNT)] = counts;
	if (!/^\d{1,9}$/.test(count)) refuse('_count must be a whole number from 0');
	const [, from = '0'] = /:(\d+)$/.exec(Buffer.from(tokens[0] ?? '', 'base64url').toString('utf8')) ?? [];
	if (tokens.length > 0 && tokens[0] !== tokenOf(Number(from), signatureOf(type, pairs))) {
		refuse('_page_token is not one that was given out for this search');
	}
	return { from: Number(from), count: Math.min(Number(count), MAX_COUNT) };
}

/** `self`, and `next` while there is more. `url`: where the search was asked for. */
export function pageLinks(
	url: string,
	type: string,
	pairs: Pair[],
	{ from, count }: Page,
	total: number,
): BundleLink[] {
	const link = (relation: string, query: Pair[]): BundleLink => {
		const text = new URLSearchParams(query).toString();
		return { relation, url: text === '' ? url : `${url}?${text}` };
	};
	const next = tokenOf(from + count, signatureOf(type, pairs));
	const others = pairs.filter(([name]) => name !== '_page_token');
	const hasMore = count > 0 && from + count < total;
	return [link('self', pairs), ...(hasMore ? [link('next', [...others, ['_page_token', next]])] : [])];
}
