import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import type { HttpAnswer } from '../shared/request/http';
import { hostOf, isSameOrigin } from '../shared/request/origin';
import type { FhirClient } from './client';
import { isOutcome, warningsIn } from './outcomes';

/** An entry of a Bundle, as far as it is read here. */
export interface BundleEntry extends IDataObject {
	fullUrl?: string;
	resource?: IDataObject;
	search?: { mode?: string };
	request?: { method?: string; url?: string };
	response?: {
		status?: string;
		location?: string;
		etag?: string;
		lastModified?: string;
		outcome?: IDataObject;
	};
}

export interface SearchPage {
	/** What was asked for; in a history every version, deletions included. */
	matches: BundleEntry[];
	/** What came along because a match refers to it, or it refers to a match. */
	included: BundleEntry[];
	/** The address as the server has understood it, if it says so: without the parameters that it has ignored (FHIR R4, 3.1.1.4). */
	self?: string;
}

export const entriesOf = ({ entry }: IDataObject): BundleEntry[] =>
	(Array.isArray(entry) ? entry : []).filter((item) => isPlainObject(item)) as BundleEntry[];

/** With the ID of an entry whose resource came without one. */
function identified(entry: BundleEntry): BundleEntry {
	if (!entry.resource || entry.resource.id !== undefined || !entry.fullUrl) return entry;
	const [, id] = /\/([A-Za-z0-9.-]{1,64})$/.exec(entry.fullUrl) ?? [];
	return id ? { ...entry, resource: { ...entry.resource, id } } : entry;
}

/** FHIR R4, 3.1.1.4.1: an entry without a mode is a match, unless it is of another type than was asked for. */
function modeOf({ search, resource }: BundleEntry, type: string): string {
	return search?.mode ?? (resource && resource.resourceType !== type ? 'include' : 'match');
}

function linkOf({ link }: IDataObject, wanted: string): string | undefined {
	const links = Array.isArray(link) ? (link as IDataObject[]) : [];
	const url = links.find(({ relation }) => relation === wanted)?.url;
	return typeof url === 'string' && url !== '' ? url : undefined;
}

/**
 * The pages of a searchset or a history, one at a time; none is kept.
 *
 * @param path of the first page, below the base URL
 * @param query encoded, without the question mark
 * @param first the answer to the first page, where it is there already
 * @throws ApiFailure when a page comes again, or leads to another host
 */
export async function* pagesOf(
	client: FhirClient,
	type: string,
	path: string,
	query: string,
	first?: HttpAnswer | ApiFailure,
): AsyncGenerator<SearchPage> {
	const start = query ? `${path}?${query}` : path;
	const seen = new Set([start, `${client.api.baseUrl}${start}`]);
	let page = await pageAt(client, type, start, start, first);
	for (;;) {
		yield page;
		const { next } = page;
		if (next === undefined) return;
		if (seen.has(next)) throw repeated();
		seen.add(next);
		page = await pageAt(client, type, next, start);
	}
}

/** A page, and where the next one is asked for. */
export interface PlacedPage extends SearchPage {
	next?: string;
}

/**
 * One page of a list.
 *
 * @param address of the page, below the base URL or as `next` of the page before
 * @param start address of the list's first page
 * @throws ApiFailure
 */
export async function pageAt(
	client: FhirClient,
	type: string,
	address: string,
	start: string,
	known?: HttpAnswer | ApiFailure,
): Promise<PlacedPage> {
	const answer = known ?? (await client.attempt(type, { method: 'GET', path: address }));
	if (answer instanceof Error) throw answer;
	const bundle = bundleIn(answer, client);
	const entries = entriesOf(bundle);
	client.remark(entries.flatMap(({ resource }) => (isOutcome(resource) ? warningsIn(resource) : [])));
	const found = entries
		.filter(({ resource }) => type === 'OperationOutcome' || !isOutcome(resource))
		.map(identified);
	const next = linkOf(bundle, 'next');
	const self = linkOf(bundle, 'self');
	return {
		matches: found.filter((entry) => modeOf(entry, type) === 'match'),
		included: found.filter((entry) => modeOf(entry, type) === 'include'),
		...(next && { next: ownAddress(next, client, start) }),
		...(self && { self }),
	};
}

function bundleIn({ body }: HttpAnswer, client: FhirClient): IDataObject {
	if (isPlainObject(body) && (body as IDataObject).resourceType === 'Bundle') return body as IDataObject;
	throw new ApiFailure(`${client.api.vendor.name} answered with something other than a list of records`, {
		description: 'Check the base URL and the settings of the FHIR address in the credential.',
	});
}

const repeated = () =>
	new ApiFailure('The list repeats the same page', {
		description: 'The service does not move on to the next page. Use filters to ask for a shorter list.',
		failure: { cause: 'temporarily-unavailable' },
	});

/**
 * Where the next page is asked for. A link below the credential's base URL is followed as it is (FHIR: links are opaque);
 * of one that leads elsewhere, only its place in the list is taken, where the server has a name for that.
 */
function ownAddress(next: string, { api, server }: FhirClient, start: string): string {
	const here = `${api.baseUrl}${start}`;
	// As it would be asked for, with `..` resolved.
	const url = URL.canParse(next, here) ? new URL(next, here) : undefined;
	const href = url?.href ?? '';
	if (isSameOrigin(href, api.baseUrl) && href.startsWith(`${api.baseUrl}/`))
		return hostOf(next) ? next : href;
	const token = server.pageTokens.find((name) => url?.searchParams.get(name));
	if (url && token) {
		const [path, query = ''] = start.split('?');
		const others = query.split('&').filter((part) => part !== '' && !part.startsWith(`${token}=`));
		return `${path}?${[...others, `${token}=${encodeURIComponent(url.searchParams.get(token)!)}`].join('&')}`;
	}
	throw new ApiFailure(`The next page of the list lies at another address (${url?.host ?? 'unreadable'})`, {
		description:
			'The credential is sent to the address in the credential only, so the page was not asked for. Lower the limit, or use filters to ask for a shorter list.',
		failure: { cause: 'configuration-invalid' },
	});
}
