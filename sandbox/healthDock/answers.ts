import { integer, integerBetween } from '../shared/query';
import { fieldRefusal } from '../shared/refusal';
import type { ErrorBody } from '../shared/types';
import type { Switches } from './world';

export const success = (data: unknown) => ({ success: true, data });

/** Only INVALID_REQUEST is documented; the other codes are [I]. */
const CODES: Record<number, string> = {
	400: 'INVALID_REQUEST',
	401: 'UNAUTHORIZED',
	403: 'FORBIDDEN',
	404: 'NOT_FOUND',
	405: 'METHOD_NOT_ALLOWED',
	415: 'UNSUPPORTED_MEDIA_TYPE',
	429: 'RATE_LIMIT_EXCEEDED',
	500: 'INTERNAL_ERROR',
};

export const errorBody: ErrorBody = (message, status, field) => ({
	success: false,
	error: {
		code: CODES[status] ?? 'ERROR',
		message: status === 400 && field !== undefined ? 'The request parameters are invalid' : message,
		...(field !== undefined && { details: { field, issue: message } }),
	},
});

/** The sample's 245 records on 10 pages fit 25 a page; the default is not documented [I]. */
const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

/** Of both lists. For appointments they are [I]. */
export const PAGING = {
	page: (name: string, value: string): number => {
		const page = integer(name, value);
		if (page < 1) throw fieldRefusal(400, name, `${name} must be 1 or more`);
		return page;
	},
	limit: integerBetween(1, MAX_LIMIT),
};

/** One page of the rows, and the pagination member if it is switched on. A page after the last is empty [I]. */
export function pageOf<T>(
	rows: T[],
	{ page = 1, limit = DEFAULT_LIMIT }: { page?: number; limit?: number },
	{ pagination }: Switches,
): { rows: T[]; pagination?: object } {
	const part = rows.slice((page - 1) * limit, page * limit);
	if (pagination === 'missing') return { rows: part };
	return {
		rows: part,
		pagination: {
			current_page: page,
			total_pages: Math.ceil(rows.length / limit),
			total_count: rows.length,
		},
	};
}
