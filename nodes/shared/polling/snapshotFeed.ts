import type { DayRange } from '../operation/dates';
import type { SnapshotFeed } from './feeds';
import type { Fingerprints } from './fingerprints';
import { Records, type Shape } from './records';
import { PollRefusal } from './refusal';
import type { Run } from './run';
import { readState, type SnapshotState } from './state';

const DAY_MS = 86_400_000;

/**
 * Reads the whole list, in as many polls as that takes, and compares it with what is known.
 *
 * While later pages are read, a record that leaves an earlier one moves those behind it forward, and one may slip past. So
 * a record that a reading misses is not taken for gone yet: only when the next reading has met again all that this one
 * met, for then nothing left while this one went on, and it missed nothing. A list of one page needs no such proof.
 *
 * @param now ms since 1970; counts the days that records are followed
 * @throws PollRefusal when a page repeats itself
 */
export async function readSnapshot<R>(
	feed: SnapshotFeed<R>,
	state: unknown,
	run: Run<R>,
	hash: Fingerprints,
	now: number,
): Promise<{ before: SnapshotState; after: SnapshotState }> {
	const shape = shapeOf(feed);
	const id = hash.feed([feed.type, feed.identity, shape]);
	const saved = readState('snapshot', state, id);
	const known = saved && Records.unpack(saved.records, shape, hash);
	const records = known ?? Records.none(shape, hash);
	const before: SnapshotState =
		saved && known ? saved : { v: 1, type: 'snapshot', feed: id, seeding: true, records: records.pack() };

	const reading = new SnapshotReading(feed, before, records, run, hash, Math.floor(now / DAY_MS));
	if ((await reading.list()) && (await reading.follow())) reading.finish();
	return { before, after: reading.state() };
}

const shapeOf = <R>({ kinds, follow }: SnapshotFeed<R>): Shape => ({
	hasContent: kinds.includes('changed'),
	hasDays: follow !== undefined,
	needsIds: kinds.includes('deleted') || follow !== undefined,
});

const isWithin = (day: string, { start, end }: DayRange): boolean => start <= day && day <= end;

class SnapshotReading<R> {
	private page?: string;

	private days?: DayRange;

	private pagesRead = 0;

	private isWhole = false;

	constructor(
		private readonly feed: SnapshotFeed<R>,
		private readonly before: SnapshotState,
		private readonly records: Records,
		private readonly run: Run<R>,
		private readonly hash: Fingerprints,
		private readonly today: number,
	) {
		this.page = before.reading?.page;
		this.days = before.reading ? before.reading.days : feed.days?.listed;
	}

	/** Reads the list from where the last poll left it; false when the poll has to stop before its end. */
	async list(): Promise<boolean> {
		for (;;) {
			const read = await this.run.askFrom(
				this.page,
				async (page) => await this.feed.list({ page, days: this.days }),
				() => this.startAgain(),
			);
			if (!read) return false;
			this.pagesRead += 1;
			const { records, next } = read.answer;
			for (const record of records) if (!this.take(record)) return false;
			if (next !== undefined && next === this.page) throw new PollRefusal('repeats');
			this.page = next;
			if (next === undefined) return true;
		}
	}

	/** Asks for the records that fell out of the list; false when the poll has to stop before the last of them. */
	async follow(): Promise<boolean> {
		const { follow } = this.feed;
		if (!follow) return true;
		for (const [id, known] of [...this.records.entries()]) {
			if (known.now || known.until < this.today) continue;
			const read = await this.run.ask(async () => await follow.one(id));
			if (read?.answer !== undefined && !this.take(read.answer)) return false;
			// One that cannot be read is left out until the next time, so that it does not stand in the way of the others.
			known.now = read !== undefined || this.run.stoppedBy !== undefined;
			if (!read) return false;
		}
		return true;
	}

	/** Ends a whole reading: forgets what is gone. */
	finish(): void {
		const all = [...this.records.entries()];
		const isOnePage = this.pagesRead === 1 && !this.before.reading;
		const wasWhole = all.every(([, known]) => known.now || !known.before);
		for (const [id, known] of all) {
			const isGone = !known.now && (isOnePage || wasWhole);
			known.before = known.now;
			known.now = false;
			if (isGone && this.reportGone(id)) this.records.forget(id, known);
		}
		this.isWhole = true;
	}

	state(): SnapshotState {
		const { before, days, page } = this;
		const { v, type, feed, seeding } = before;
		if (this.pagesRead === 0) return before;
		const records = this.records.pack();
		if (this.isWhole) return { v, type, feed, ...(days && { days }), records };
		return {
			v,
			type,
			feed,
			...(seeding && { seeding }),
			...(before.days && { days: before.days }),
			reading: { ...(page !== undefined && { page }), ...(days && { days }) },
			records,
		};
	}

	private startAgain(): void {
		for (const [, known] of this.records.entries()) {
			known.before ||= known.now;
			known.now = false;
		}
		this.page = undefined;
		this.days = this.feed.days?.listed;
	}

	/** Takes up one record; false when the poll has to stop before it. */
	private take(record: R): boolean {
		if (!this.run.hasRoom()) return false;
		const { kinds, follow } = this.feed;
		const id = this.feed.id(record);
		const content = kinds.includes('changed') ? this.hash.content(this.feed.content(record)) : 0;
		const until = follow && !follow.settled?.(record) ? this.today + follow.days : 0;
		const kind = this.records.take(id, content, until);
		if (kind !== 'same' && this.isReported(kind, record)) this.run.events.push({ kind, id, record });
		return true;
	}

	private isReported(kind: 'new' | 'changed', record: R): boolean {
		if (this.before.seeding || !this.feed.kinds.includes(kind)) return false;
		const { days } = this.feed;
		const day = days?.of(record);
		if (!days || day === undefined) return true;
		const hasRolledIn = kind === 'new' && this.before.days !== undefined && !isWithin(day, this.before.days);
		return isWithin(day, days.reported) && !hasRolledIn;
	}

	/** Whether there is nothing left to say of a record that is gone. */
	private reportGone(id: string): boolean {
		if (!this.feed.kinds.includes('deleted')) return true;
		if (!this.run.hasRoom()) return false;
		this.run.events.push({ kind: 'deleted', id });
		return true;
	}
}
