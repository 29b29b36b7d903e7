import { VERSION_BYTES, type Fingerprints } from './fingerprints';
import type { CursorFeed, Page } from './feeds';
import { PollRefusal } from './refusal';
import type { Run } from './run';
import { readState, type CursorState } from './state';
import { Tie } from './tie';

/** So many versions fit the state; it takes as many records with the very same time to get there. */
const MAX_SEEN = 8_000;

/**
 * Reads what changed since the last poll.
 *
 * Each request asks for the first page of what changed since the last record of the page before. A first page is one
 * answer at one moment: nothing in it shifts, whatever is edited or deleted meanwhile. Only a time that more records
 * share than a page holds has to be paged through.
 *
 * @throws PollRefusal when the list is not what a cursor needs
 */
export async function readCursor<R>(
	feed: CursorFeed<R>,
	state: unknown,
	run: Run<R>,
	hash: Fingerprints,
): Promise<{ before: CursorState; after: CursorState }> {
	const id = hash.feed([feed.type, feed.identity]);
	const before: CursorState = readState('cursor', state, id) ?? {
		v: 1,
		type: 'cursor',
		feed: id,
		seeding: true,
		seen: '',
	};
	const reading = new CursorReading(feed, before, run, hash);
	if (before.seeding && before.from === undefined && feed.newest) await reading.seed();
	else await reading.read();
	return { before, after: reading.state() };
}

class CursorReading<R> {
	/** Where the next request begins. */
	private from: number;

	/** The overlap may not reach back further. */
	private lowest: number;

	private upTo: number;

	private readonly seen: Set<string>;

	/** When the versions read in this poll came to be. */
	private readonly times = new Map<string, number>();

	/** The records that this poll has events of. */
	private readonly told = new Set<string>();

	private pageSize = Infinity;

	private isDrained = false;

	private tie?: Tie;

	constructor(
		private readonly feed: CursorFeed<R>,
		private readonly before: CursorState,
		private readonly run: Run<R>,
		private readonly hash: Fingerprints,
	) {
		this.from = this.lowest = before.from ?? -Infinity;
		this.upTo = before.upTo ?? -Infinity;
		const seen = unpackVersions(before.seen);
		this.seen = new Set(seen);
		if (before.tie) this.tie = new Tie(before.tie, seen);
	}

	/** Takes the newest records as known. What lies behind their page needs no attention any more. */
	async seed(): Promise<void> {
		const read = await this.run.ask(async () => await this.feed.newest?.());
		if (!read?.answer) return;
		const records = [...read.answer.records].reverse();
		const times = this.timesOf(records);
		for (const [at, record] of records.entries()) await this.take(record, times[at]);
		// The oldest time on a page that is not the last may have more records behind it.
		if (read.answer.next !== undefined && records.length > 0) this.lowest = times[0] + 1;
		this.isDrained = true;
	}

	async read(): Promise<void> {
		while (!this.isDrained) {
			if (this.tie && !(await this.readTie(this.tie))) return;
			const since = this.from;
			const read = await this.run.ask(async () => await this.ask(since));
			if (!read) return;
			const { records, next } = read.answer;
			const times = this.timesOf(records);
			for (const [at, record] of records.entries()) {
				if (times[at] < since) continue;
				if (!(await this.take(record, times[at]))) return;
				this.from = times[at];
			}
			this.isDrained = next === undefined;
			if (next !== undefined) this.goOn(since, times);
		}
	}

	/** What the next poll needs to know. */
	state(): CursorState {
		const { v, type, feed, seeding } = this.before;
		const from = this.nextFrom();
		const isPast = this.isDrained || this.from > (this.before.upTo ?? -Infinity);
		const seen = [...this.seen]
			.filter((version) => {
				const time = this.times.get(version);
				// What was not met again is no longer the current version, or was not come to yet, or slipped past.
				return time === undefined ? !isPast || this.tie !== undefined : time >= from;
			})
			.sort();
		if (seen.length > MAX_SEEN) throw new PollRefusal('tooLarge');
		return {
			v,
			type,
			feed,
			...(seeding && !this.isDrained && { seeding }),
			...(from > -Infinity && { from }),
			...(this.upTo > -Infinity && { upTo: this.upTo }),
			seen: packVersions(seen),
			...(this.tie && { tie: this.tie.pack(seen) }),
		};
	}

	/** Reads one time, which is `from`, page by page; false when the poll has to stop before it is done with. */
	private async readTie(tie: Tie): Promise<boolean> {
		const since = this.from;
		if (tie.isOver === undefined) {
			const later = await this.run.ask(async () => await this.ask(since + 1));
			if (!later) return false;
			tie.isOver = later.answer.records.length > 0;
		}
		for (;;) {
			const read = await this.run.askFrom(
				tie.page,
				async (page) => await this.ask(since, page),
				() => tie.startAgain(),
			);
			if (!read) return false;
			const { records, next } = read.answer;
			const times = this.timesOf(records);
			for (const [at, record] of records.entries()) {
				if (times[at] === since && !(await this.take(record, since))) return false;
			}
			const isBeyond = times[times.length - 1] > since;
			if (next !== undefined && !isBeyond) tie.turnTo(next);
			else if (tie.finish()) break;
			else if (!tie.isOver) {
				tie.isOver = true;
				if (isBeyond || tie.isOld) continue;
				// The newest time of all: the next poll reads it again, when nothing can get it any more.
				this.isDrained = true;
				this.run.isCut = true;
				return false;
			}
		}
		this.tie = undefined;
		this.from = this.lowest = since + 1;
		return true;
	}

	/** Goes on behind a page that is not the last. */
	private goOn(since: number, times: number[]): void {
		this.pageSize = Math.min(this.pageSize, times.length);
		const last = times[times.length - 1] ?? -Infinity;
		if (last < since || last === -Infinity) throw new PollRefusal('unfiltered');
		if (last === since) this.tie = new Tie();
	}

	/** Takes up one version; false when the poll has to stop before it. */
	private async take(record: R, time: number): Promise<boolean> {
		const id = this.feed.id(record);
		const version = this.hash.version(id, this.feed.version(record));
		if (!this.seen.has(version) && !(await this.emit(id, record))) return false;
		this.seen.add(version);
		this.times.set(version, time);
		this.upTo = Math.max(this.upTo, time);
		this.tie?.mark(version);
		return true;
	}

	private async emit(id: string, record: R): Promise<boolean> {
		if (this.before.seeding) return true;
		if (!this.run.hasRoom()) return false;
		const asksKind = this.feed.kindOf !== undefined && !this.told.has(id);
		const kind = await this.run.askForEvent(
			async () => (asksKind && (await this.feed.kindOf?.(record, this.before.upTo))) || 'changed',
		);
		if (!kind) return false;
		this.told.add(id);
		this.run.events.push({ kind: kind.answer, id, record });
		return true;
	}

	/** The next poll reads the overlap again, but no more of it than fits a page: a poll with nothing new is one request. */
	private nextFrom(): number {
		if (this.tie || this.upTo === -Infinity) return this.from;
		const times = [...this.times.values()].sort((a, b) => a - b);
		const behind = times[times.length - 1 - Math.min(this.pageSize, MAX_SEEN)] ?? -Infinity;
		// The newest time stays open: more records may get it.
		const cap = Math.min(behind + 1, this.upTo);
		return Math.max(this.upTo - this.feed.overlapMs, this.lowest, cap);
	}

	private async ask(since: number, page?: string): Promise<Page<R>> {
		return await this.feed.changedSince({ since: since === -Infinity ? undefined : since, page });
	}

	/** @throws PollRefusal when a time is missing or they are not in order */
	private timesOf(records: R[]): number[] {
		return records.map((record, at) => {
			const time = this.feed.changedAt(record) ?? NaN;
			if (Number.isNaN(time)) throw new PollRefusal('untimed');
			if (at > 0 && time < this.feed.changedAt(records[at - 1])!) throw new PollRefusal('unsorted');
			return time;
		});
	}
}

const packVersions = (versions: string[]): string =>
	Buffer.from(versions.join(''), 'latin1').toString('base64');

function unpackVersions(packed: string): string[] {
	const bytes = Buffer.from(packed, 'base64').toString('latin1');
	const count = Math.floor(bytes.length / VERSION_BYTES);
	return Array.from({ length: count }, (_, at) => bytes.slice(at * VERSION_BYTES, (at + 1) * VERSION_BYTES));
}
