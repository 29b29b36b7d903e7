/** The vendor's envelopes, which differ from operation to operation. */

export const item = (data: unknown) => ({ status: 'success', data });

export const list = (data: unknown[]) => ({ status: 'success', count: data.length, data });

/** A create or update whose sample shows `data` as a list: the record in a list of one. */
export const listOfOne = (data: unknown) => ({ status: 'success', data: [data] });

export interface PageRequest {
	rows: unknown[];
	offset: number;
	limit: number;
	/** The list's address without offset and limit, for the absolute `next` link. */
	address: URL;
}

/** Patients and phone numbers. `links` is empty on the last page, as in the sample. */
export function page({ rows, offset, limit, address }: PageRequest) {
	const end = offset + limit;
	const next = new URL(address);
	next.searchParams.set('offset', String(end));
	next.searchParams.set('limit', String(limit));
	return {
		links: end < rows.length ? { next: next.href } : {},
		total: rows.length,
		offset,
		limit,
		results: rows.slice(offset, end),
	};
}
