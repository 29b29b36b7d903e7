import type { DayRange } from '../operation/dates';

/** One page of a list. */
export interface Page<R> {
	records: R[];
	/** Where the list goes on, in whatever form the service takes; must survive JSON. Left out on the last page. */
	next?: string;
}

/**
 * A list that can be asked for what changed since a time, e.g. FHIR with `_lastUpdated`.
 *
 * What becomes an event for certain: every version that is still the current one when the list is read to its end. The
 * service's clocks may run apart, and a version may become visible after others with a later time, as long as
 * - it is no more than `overlapMs` behind the newest time, and
 * - fewer than a page of other changes have its time or a later one when the poll has ended that is under way then.
 *
 * A time that more records share than a page holds is read until nothing can have been missed, the newest time of all
 * once more in the next poll, by when the service's clock must have moved on; it ends the overlap. 8,000 records may
 * share one, and where the service forgets the place that `next` stands for, one poll has to get through it.
 */
export interface CursorFeed<R> {
	type: 'cursor';
	/** The parameters that decide what the list holds. When they change, the feed starts anew without events. */
	identity: unknown;
	/** How far, in milliseconds, each poll reads back behind the newest change. */
	overlapMs: number;
	id(record: R): string;
	/** Differs between any two versions of a record, e.g. `versionId`; else what it says. */
	version(record: R): string;
	/** When the service says that the record changed last, in whole ms since 1970; fractions are cut off. */
	changedAt(record: R): number | undefined;
	/**
	 * The records changed at `since` (ms since 1970) or later, all when undefined, oldest change first; `page` is a `next`
	 * given earlier for the same `since`. The order is checked; records from before `since` are left out here.
	 */
	changedSince(request: { since?: number; page?: string }): Promise<Page<R>>;
	/** The records changed last, newest first. With it the first poll is one request; without, it reads the whole list. */
	newest?(): Promise<Page<R>>;
	/**
	 * Tells new from changed; without it every event is `changed`.
	 *
	 * @param knownUpTo earlier polls have read all changes up to this time: what was created later has not been an event yet
	 */
	kindOf?(record: R, knownUpTo?: number): Promise<'new' | 'changed'> | 'new' | 'changed';
}

/**
 * A list that can only be read and compared with what it was.
 *
 * What becomes an event for certain: every state that a record is in while the whole list is read, unless another record
 * left the list meanwhile and moved this one to a page that was read already; then the next reading finds it. What comes
 * and goes between two readings is not seen, nor what goes back to the very state that was kept. A record that slips past
 * the first reading of all in this way is taken for new.
 *
 * Room: 20,000 records with numbers as ids, or with ids that need not be told again; 6,000 where UUIDs are kept whole.
 */
export interface SnapshotFeed<R> {
	type: 'snapshot';
	/** The parameters that decide what the list holds. When they change, the feed starts anew without events. */
	identity: unknown;
	/** What becomes an event. Without `changed` no fingerprints are kept; with `deleted` whole ids are, which take more room. */
	kinds: ReadonlyArray<PollEvent<R>['kind']>;
	id(record: R): string;
	/** The part of the record whose change counts; leave out what differs each time it is read, such as signed links. */
	content(record: R): unknown;
	/** One page: the first when `page` is undefined, else the one that `page`, a `next` given earlier, stands for. */
	list(request: { page?: string; days?: DayRange }): Promise<Page<R>>;
	/** For a window of days that rolls on. */
	days?: {
		/** The day that the record stands on, as `YYYY-MM-DD`. */
		of(record: R): string | undefined;
		/**
		 * The days to read. What stands on a day that was not read last time is taken in without events. A state saved
		 * before a quiet spell is as old as that spell: read so many days more than are reported as it may last.
		 */
		listed: DayRange;
		/** Only what stands on these days becomes an event. */
		reported: DayRange;
	};
	/** For a list that only holds the newest records: those that fell out of it are asked for singly. */
	follow?: {
		/** So many days after the last change. */
		days: number;
		/** The record, or undefined when there is nothing to say of it now, which changes nothing. */
		one(id: string): Promise<R | undefined>;
		/** Whether the record will not change any more. */
		settled?(record: R): boolean;
	};
}

export type Feed<R> = CursorFeed<R> | SnapshotFeed<R>;

/** Something that happened to a record since the last poll. */
export type PollEvent<R> =
	| { kind: 'new' | 'changed'; id: string; record: R }
	| { kind: 'deleted'; id: string };

/** What one poll may use up. What does not fit is left to the next; every poll gets two requests and one event. */
export interface Budget {
	/** No request starts after so many milliseconds. */
	ms: number;
	requests?: number;
	events?: number;
}
