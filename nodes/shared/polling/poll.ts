import isEqual from 'lodash/isEqual';

import { readCursor } from './cursorFeed';
import { Fingerprints } from './fingerprints';
import type { Budget, Feed, PollEvent } from './feeds';
import { Run } from './run';
import { readSnapshot } from './snapshotFeed';
import { checkedSize, type PollState } from './state';

export interface PollContext {
	/** What the last poll returned; anything else, such as a state of another version or for other parameters, starts anew. */
	state: unknown;
	/** Keys the hashes in the state; the same from poll to poll, and known to this installation only. */
	key: string;
	budget: Budget;
	/** Tells ms since 1970. Used for the budget and to count days, never to find changes. */
	clock?: () => number;
}

export interface PollResult<R> {
	/** In the order in which they were found. */
	events: Array<PollEvent<R>>;
	/** What to keep for the next poll: together with the events, or in place of the old state when there are none. */
	state: PollState;
	/** Whether this poll took in what was there without events, for the feed is new or its parameters have changed. */
	isSeeding: boolean;
	/** Whether something was left to the next poll. */
	hasMore: boolean;
	/** Why the poll stopped early, when a request did not go through after others had got something done. */
	stoppedBy?: unknown;
}

/**
 * Finds out what has happened in a feed since the last poll: a function of the state, the service's answers, the clock and
 * the budget. The first poll takes in what is there and has no events.
 *
 * Every event is handed out at least once, whichever earlier state it is called with, and once only when it is always
 * called with the state that was returned along with the last events, or a later one.
 *
 * @throws PollRefusal when the feed cannot be polled as it is, or its state would grow too large
 * @throws what a request was rejected with, when nothing was achieved before: the old state stays valid
 */
export async function poll<R>(feed: Feed<R>, context: PollContext): Promise<PollResult<R>> {
	const { state, key, budget, clock = Date.now } = context;
	const run = new Run<R>(budget, clock);
	const hash = new Fingerprints(key);
	const { before, after } =
		feed.type === 'cursor'
			? await readCursor(feed, state, run, hash)
			: await readSnapshot(feed, state, run, hash, clock());
	const { events, isCut: hasMore, stoppedBy } = run;
	const isIdle = events.length === 0 && isEqual(before, after);
	if (stoppedBy !== undefined && isIdle) throw stoppedBy;
	return {
		events,
		state: isIdle ? before : checkedSize(after),
		isSeeding: before.seeding ?? false,
		hasMore,
		...(stoppedBy !== undefined && { stoppedBy }),
	};
}
