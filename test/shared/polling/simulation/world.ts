/** One version of a record at the simulated vendor. */
export interface Version {
	id: string;
	/** 1, 2, 3 … */
	version: number;
	/** The vendor's own time of the change, in ms. */
	time: number;
	/** The earliest time of any version of the record. */
	created: number;
	/** The day the record stands on, counted from 1970. */
	day: number;
	/** Counts records in the order in which they were made. */
	born: number;
}

/** Something that happens at the vendor. */
export type Change =
	| { kind: 'create'; late: boolean; skew: number; day: number }
	| { kind: 'edit'; pick: number; late: boolean; skew: number; move: number }
	| { kind: 'remove'; pick: number }
	| { kind: 'tick'; ms: number }
	| { kind: 'commit' };

export interface Watcher {
	/** A version has become visible. */
	committed(version: Version): void;
	removed(version: Version): void;
}

/** How late a change may become visible, as the feed documents it; counted to the end of a poll that is under way then. */
export interface Lateness {
	/** Behind the newest time, in ms. */
	ms: number;
	/** So many other changes may have the same or a later time. */
	others: number;
}

/**
 * The vendor's records. Times come from its own clock, which several of its machines share badly: a change may be given an
 * earlier time than the one before it, and may become visible late, both within the lateness that is promised.
 */
export class World {
	readonly current = new Map<string, Version>();

	private pending: Version[] = [];

	/** The versions that became visible after later ones since the poll under way began. */
	private late: Version[] = [];

	private isPolled = false;

	private clock = 1_000_000;

	private newest = 0;

	private born = 0;

	/** The times of all changes there ever were. */
	private readonly times: number[] = [];

	constructor(
		private readonly lateness: Lateness,
		private readonly idOf: (born: number) => string,
		private readonly watchers: Watcher[],
		/** Today, counted from 1970: new records stand on a day relative to it. */
		private readonly today: () => number,
	) {}

	/** The vendor's clock, in ms. */
	get now(): number {
		return this.clock;
	}

	apply(change: Change): void {
		if (change.kind === 'tick') this.clock += change.ms;
		if (change.kind === 'commit') this.commit();
		if (change.kind === 'create') {
			const born = ++this.born;
			const day = this.today() + change.day;
			this.add({ id: this.idOf(born), version: 1, time: 0, created: 0, day, born }, change);
		}
		const picked = 'pick' in change ? this.pick(change.pick) : undefined;
		if (!picked) return;
		if (change.kind === 'remove') this.remove(picked);
		if (change.kind === 'edit') {
			this.add({ ...picked, version: picked.version + 1, day: picked.day + change.move }, change);
		}
	}

	/** Everything that is still to become visible does. */
	commit(): void {
		for (const version of [...this.pending]) this.show(version);
	}

	beginPoll(): void {
		this.isPolled = true;
	}

	endPoll(): void {
		this.isPolled = false;
		this.late = [];
	}

	private pick(number: number): Version | undefined {
		const id = [...this.current.keys()][number % this.current.size];
		if (this.pending.some((version) => version.id === id)) this.commit();
		return this.current.get(id);
	}

	private add(version: Version, { late, skew }: { late: boolean; skew: number }): void {
		const time = this.mayHave(this.clock - skew) ? this.clock - skew : Math.max(this.clock, this.newest);
		this.clock = Math.max(this.clock, time);
		const isEnough = (other: Version): boolean =>
			time - other.time > this.lateness.ms ||
			this.others(other.time) - 1 + (time >= other.time ? 1 : 0) > this.lateness.others;
		if (this.isPolled && [...this.pending, ...this.late].some(isEnough)) return;
		for (const other of this.pending.filter(isEnough)) this.show(other);
		const isLate = late && this.mayHave(time);
		this.times.push(time);
		this.newest = Math.max(this.newest, time);
		const made = {
			...version,
			time,
			created: version.version === 1 ? time : Math.min(version.created, time),
		};
		if (isLate) this.pending.push(made);
		else this.show(made);
	}

	/** Whether a change with this time may still become visible. */
	private mayHave(time: number): boolean {
		return this.newest - time <= this.lateness.ms && this.others(time) <= this.lateness.others;
	}

	/** How many changes have this time or a later one. */
	private others(time: number): number {
		return this.times.filter((other) => other >= time).length;
	}

	private show(version: Version): void {
		if (version.time < this.newest || this.pending.includes(version)) this.late.push(version);
		this.pending = this.pending.filter((other) => other !== version);
		this.current.set(version.id, version);
		for (const watcher of this.watchers) watcher.committed(version);
	}

	private remove(version: Version): void {
		this.pending = this.pending.filter(({ id }) => id !== version.id);
		this.current.delete(version.id);
		for (const watcher of this.watchers) watcher.removed(version);
	}
}
