/** What is filled into a field, for each of three input items, and how the vendor gets it. */
export interface Example {
	fill: unknown[];
	sent: unknown[];
}

/**
 * Example values by field name; `resource.operation.field` goes before `field`. A person may write a value in another
 * form than the one that the vendor gets.
 */
export type Examples = Record<string, Example>;

/** The same value for every item. */
export const same = (fill: unknown, sent: unknown = fill): Example => ({
	fill: [fill, fill, fill],
	sent: [sent, sent, sent],
});

/** Another value for every item, where a record can be deleted, paid or booked once only. */
export const each = (first: unknown, second: unknown, third: unknown): Example => ({
	fill: [first, second, third],
	sent: [first, second, third],
});
