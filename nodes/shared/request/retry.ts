import { DateTime } from 'luxon';

import { isRepeatable, type HttpAnswer, type HttpMethod } from './http';

/** How often a request is sent in all when the vendor does not respond properly. */
const MAX_TRIES = 4;

/** What came of sending a request once. */
export interface Outcome {
	answer?: HttpAnswer;
	/** How long the vendor asks to wait, in milliseconds. */
	asked?: number;
	/** Whether the request may have been carried out although no proper answer came. */
	unclear: boolean;
}

/**
 * How long the vendor asks to wait: `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3).
 *
 * @returns milliseconds, or undefined when the answer does not say
 */
export function retryAfter(answer: HttpAnswer, now = Date.now()): number | undefined {
	const value = String(answer.headers['retry-after'] ?? '').trim();
	if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
	const date = DateTime.fromHTTP(value);
	return date.isValid ? Math.max(0, date.toMillis() - now) : undefined;
}

/** Doubles with every try, from half a second, with up to half of it by chance, so that parallel items spread. */
const backOff = (tries: number): number => 500 * 2 ** (tries - 1) * (1 + Math.random() / 2);

/**
 * How long to wait before a request is sent again, or undefined when it must not be: 429 means that it was not carried
 * out, so any method is repeated; 5xx and broken connections leave that open, so only what may be repeated is.
 *
 * @param tries how often it has been sent so far, 1 or more
 * @returns milliseconds
 */
export function waitBeforeRetry(
	method: HttpMethod,
	{ answer, asked, unclear }: Outcome,
	tries: number,
): number | undefined {
	// A moment that has passed already, on clocks that differ, must not turn into a storm.
	const pause = asked || backOff(tries);
	if (answer?.statusCode === 429) return pause;
	if (answer && answer.statusCode < 500) return undefined;
	if (tries >= MAX_TRIES || (unclear && !isRepeatable(method))) return undefined;
	return pause;
}
