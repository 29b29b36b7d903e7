import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../errors/apiFailure';
import { FieldRefusal } from '../errors/refusal';
import { addDays, splitDays, today, type DayRange } from '../operation/dates';
import type { Page } from './vendor';

/** What a paging strategy knows of the list that is asked for. */
export interface ListRequest {
	/** The filters as they are sent. */
	query: IDataObject;
	/** How many records are wanted at most; may be Infinity. */
	wanted: number;
	zone: string;
}

/** Asks for one page; `extra` joins the filters. */
export type FetchPage = (extra: IDataObject) => Promise<Page>;

/** How a vendor cuts a list into pages. Yields the records of one page at a time, each record once. */
export interface Paging {
	(fetchPage: FetchPage, request: ListRequest): AsyncGenerator<IDataObject[]>;
	/** Refuses filters that cannot be meant, before anything is sent; throws a `FieldRefusal`. */
	check?(query: IDataObject): void;
}

/** The records that have not come before; the ids, not the records, are kept. */
function unseen(records: IDataObject[], seen: Set<unknown>, idName = 'id'): IDataObject[] {
	return records.filter(({ [idName]: id }) => {
		if (id === undefined) return true;
		if (seen.has(id)) return false;
		seen.add(id);
		return true;
	});
}

/** The vendor gives the whole list at once. */
export const wholeList: Paging = async function* (fetchPage) {
	yield (await fetchPage({})).records;
};

/**
 * Pages by offset, until `total` is reached or a page is empty. Records that shift into the next page while others are
 * added come out once.
 *
 * @throws ApiFailure when a page repeats the one before, which would never end
 */
export function offsetPages(pageSize: number): Paging {
	return async function* (fetchPage, { wanted }) {
		const seen = new Set<unknown>();
		const limit = Math.min(pageSize, wanted);
		for (let offset = 0; ; ) {
			const { records, total } = await fetchPage({ offset, limit });
			const fresh = unseen(records, seen);
			yield fresh;
			offset += records.length;
			if (records.length === 0 || offset >= (total ?? Infinity)) return;
			if (fresh.length === 0) throw repeatedPage();
		}
	};
}

/** How a vendor's numbered pages are asked for. */
interface Numbering {
	/** Names of the query parameters. */
	page: string;
	size: string;
	/** Number of the first page. */
	first: number;
}

/**
 * Numbered pages, until the last one that the vendor names, or else until a page is not full.
 *
 * @param pageSize records on a page, at most what the vendor allows
 * @param idName name of the field that tells records apart
 */
export function numberedPages(
	pageSize: number,
	idName: string,
	{ page: pageName, size, first }: Numbering = { page: 'page', size: 'limit', first: 1 },
): Paging {
	return async function* (fetchPage, { wanted }) {
		const seen = new Set<unknown>();
		const limit = Math.min(pageSize, wanted);
		for (let page = first; ; page++) {
			const { records, pages } = await fetchPage({ [pageName]: page, [size]: limit });
			const fresh = unseen(records, seen, idName);
			yield fresh;
			// Without a count, a page that is not full or brings nothing new is the last.
			const last =
				pages === undefined ? records.length < limit || fresh.length === 0 : page >= first + pages - 1;
			if (records.length === 0 || last) return;
			if (fresh.length === 0) throw repeatedPage();
		}
	};
}

const repeatedPage = () =>
	new ApiFailure('The list repeats the same page', {
		description: 'The service does not move on to the next page. Use filters to ask for a shorter list.',
		failure: { cause: 'temporarily-unavailable' },
	});

/** Ranges of more days than these would be as many requests. */
const MAX_DAYS_ONE_BY_ONE = 366;

/**
 * A list that the vendor gives for single days only: a range is asked for day by day, a year at most.
 *
 * @param names of the first day, which is also the vendor's filter, and of the last, which the vendor does not know
 * @param pages how the list of one day is cut into pages
 */
export function dayByDay(names: { day: string; lastDay: string }, pages: Paging): Paging {
	const { day, lastDay } = names;
	const rangeIn = (query: IDataObject) => [query[day], query[lastDay]] as Array<string | undefined>;
	const inDays: Paging = async function* (fetchPage, request) {
		const [start, end] = rangeIn(request.query);
		if (!start || !end) return yield* pages(fetchPage, request);
		for (const { start: date } of splitDays({ start, end }, 1)) {
			const fetchDay: FetchPage = async (extra) =>
				await fetchPage({ ...extra, [day]: date, [lastDay]: undefined });
			yield* pages(fetchDay, request);
		}
	};
	inDays.check = (query) => {
		const [start, end] = rangeIn(query);
		if (!end) return;
		if (!start) throw new FieldRefusal('The date range has no start', 'Fill in its first day too.');
		refuseBackwards(start, end);
		if (end <= addDays(start, MAX_DAYS_ONE_BY_ONE - 1)) return;
		throw new FieldRefusal(
			'The date range is longer than a year',
			'Ask for a year at most: each day is a request of its own.',
		);
	};
	return inDays;
}

function refuseBackwards(start: string | undefined, end: string | undefined): void {
	if (!start || !end || end >= start) return;
	throw new FieldRefusal('The end of the date range is before its start', 'Swap the two dates.');
}

interface Windows {
	/** Names of the query parameters that bound the range, both included. */
	start: string;
	end: string;
	/** How many days one request may span, its first and last day included. */
	maxDays: number;
	/** Where a range with one end only reaches: so many days on, or to today. */
	openEnd: 'forward' | 'today';
}

/**
 * A list that the vendor gives for a limited range of days: a longer range is asked for piece by piece. Without any
 * date the vendor's own default range is left to it.
 */
export function dayWindows(windows: Windows): Paging {
	const { start, end, maxDays } = windows;
	const inWindows: Paging = async function* (fetchPage, { query, wanted, zone }) {
		const range = rangeOf(
			query[start] as string | undefined,
			query[end] as string | undefined,
			windows,
			zone,
		);
		if (!range) return yield* wholeList(fetchPage, { query, wanted, zone });
		const seen = new Set<unknown>();
		for (const piece of splitDays(range, maxDays)) {
			const { records } = await fetchPage({ [start]: piece.start, [end]: piece.end });
			yield unseen(records, seen);
		}
	};
	inWindows.check = (query) => refuseBackwards(query[start] as string, query[end] as string);
	return inWindows;
}

function rangeOf(
	from: string | undefined,
	to: string | undefined,
	{ maxDays, openEnd }: Windows,
	zone: string,
): DayRange | undefined {
	if (!from && !to) return undefined;
	const start = from ?? addDays(to!, 1 - maxDays);
	const onwards = openEnd === 'today' ? today(zone) : addDays(start, maxDays - 1);
	return { start, end: to ?? (onwards < start ? start : onwards) };
}
