import { z } from 'zod';

import { PollRefusal } from './refusal';

const days = z.object({ start: z.string(), end: z.string() });

const cursorState = z.object({
	v: z.literal(1),
	type: z.literal('cursor'),
	/** Stands for the feed and its parameters. */
	feed: z.string(),
	/** Set until everything that was there at the start is known. */
	seeding: z.literal(true).optional(),
	/** The next poll reads what changed at this time (ms since 1970) or later. */
	from: z.number().optional(),
	/** The newest change read so far, in ms since 1970. */
	upTo: z.number().optional(),
	/** The versions known since `from`. */
	seen: z.string(),
	/** How far the reading of a time has come that more records share than a page holds. */
	tie: z
		.object({ page: z.string().optional(), over: z.boolean(), again: z.boolean(), marks: z.string() })
		.optional(),
});

const snapshotState = z.object({
	v: z.literal(1),
	type: z.literal('snapshot'),
	feed: z.string(),
	seeding: z.literal(true).optional(),
	/** The days that the last whole reading covered. */
	days: days.optional(),
	/** How far a reading has come that did not fit one poll. */
	reading: z.object({ page: z.string().optional(), days: days.optional() }).optional(),
	records: z.object({
		ids: z.enum(['number', 'text', 'hash']),
		count: z.number(),
		/** Golomb order of the differences between ids. */
		order: z.number().int().min(0).max(52),
		/** Ids as text, where they are no numbers and are needed whole. */
		names: z.array(z.string()),
		bits: z.string(),
	}),
});

export type CursorState = z.infer<typeof cursorState>;
export type SnapshotState = z.infer<typeof snapshotState>;

/** What is kept from poll to poll: JSON with times, ids and short keyed hashes, nothing else of a record. */
export type PollState = CursorState | SnapshotState;

/** Figures that are promised, in characters of JSON. A trigger keeps little more than this in every execution's row. */
export const MAX_STATE = { cursor: 64_000, snapshot: 160_000 };

const STATES = { cursor: cursorState, snapshot: snapshotState };

/** A state of this version, type and feed; undefined for any other, which can only be started anew. */
export function readState<T extends PollState['type']>(
	type: T,
	state: unknown,
	feed: string,
): Extract<PollState, { type: T }> | undefined {
	const read = STATES[type].safeParse(state);
	return read.success && read.data.feed === feed ? (read.data as Extract<PollState, { type: T }>) : undefined;
}

/** @throws PollRefusal when the state is larger than promised */
export function checkedSize<T extends PollState>(state: T): T {
	if (JSON.stringify(state).length > MAX_STATE[state.type]) throw new PollRefusal('tooLarge');
	return state;
}
