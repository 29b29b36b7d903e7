import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { outcomeWords } from '../fhir/outcomes';
import { ApiFailure } from '../shared/errors/apiFailure';
import { FieldRefusal } from '../shared/errors/refusal';
import { pathOverridesIn } from '../shared/pathOverrides';
import { numberedPages } from '../shared/request/paging';
import type { Page, Vendor } from '../shared/request/vendor';
import { HEYDONTO_BASE_URLS } from './baseUrls';
import { siteIdOf } from './sites';

/** "pageSize: 1–100". */
const PAGE_SIZE = 100;

/** Lists of the core API count their pages from 0. Some copies of the documentation have no pages at all. */
export const corePages = numberedPages(PAGE_SIZE, 'id', { page: 'page', size: 'pageSize', first: 0 });

/** A list can be sorted by several fields; the first is enough. */
export const SORT_FIELD = 'sortBy[0][field]';
export const SORT_DIRECTION = 'sortBy[0][dir]';

corePages.check = (query) => {
	if (query[SORT_DIRECTION] === undefined || query[SORT_FIELD] !== undefined) return;
	throw new FieldRefusal("'Sort By' is empty", "Add it, or remove 'Sort Direction' from the options.");
};

/** The list of sites comes with the password of each site's cloud software, which no workflow needs. */
const withoutPasswords = (record: IDataObject): IDataObject => omit(record, 'cloudUserPassword');

const objectIn = (value: unknown): IDataObject => (isPlainObject(value) ? (value as IDataObject) : {});

/** `{ data: [], meta: { pageSize, total } }`, or a bare list, which is whole. */
function readPage(body: unknown): Page {
	if (Array.isArray(body)) return { records: (body as IDataObject[]).map(withoutPasswords), pages: 1 };
	const { data, meta } = objectIn(body);
	if (!Array.isArray(data)) {
		throw new ApiFailure('HeyDonto answered with a list of an unknown form', {
			description: 'Nothing was taken from it. Please report the operation you used.',
		});
	}
	const { total, pageSize } = objectIn(meta);
	const counted = typeof total === 'number' && typeof pageSize === 'number' && pageSize > 0;
	return {
		records: (data as IDataObject[]).map(withoutPasswords),
		pages: counted ? Math.ceil(total / pageSize) : 1,
	};
}

export const heyDonto: Vendor = {
	name: 'HeyDonto',
	credentials: { login: { type: 'heyDontoApi' } },
	baseUrls: HEYDONTO_BASE_URLS,
	wordsIn: ({ statusCode, body }) => outcomeWords(statusCode, body),
	pathsOf: pathOverridesIn,
	// A path names its site; without one in the credential or the options it cannot be asked for.
	pathValues: async ({ credentials }) => ({ siteId: siteIdOf(credentials) }),
	unwrap: (body) => (isPlainObject(body) ? withoutPasswords(body as IDataObject) : body),
	readPage,
};
