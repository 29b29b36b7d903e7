import type { Page } from '../../../../nodes/shared/polling/feeds';
import type { Change, Version, World } from './world';

/** What happens while one poll goes on. */
export interface Weather {
	/** What happens at the vendor before the first request, the second, … */
	changes: Change[][];
	/** Which requests do not go through. */
	failing: boolean[];
}

export const DAY_MS = 86_400_000;

/** 429, 500, a time-out: they are all the same to who gets no answer. */
export class VendorFailure extends Error {}

export const CALM: Weather = { changes: [], failing: [] };

/** The vendor's API over a world, and the local clock that its answers take time on. */
export class Server {
	/** Requests of the poll under way. */
	requests = 0;

	/** Requests that did not go through, in all polls. */
	failures = 0;

	private weather = CALM;

	private polls = 0;

	private now = 0;

	constructor(
		private readonly world: World,
		private readonly options: {
			pageSize: number;
			/** Whether pages are counted from the start, and so shift, or go on behind the last record. */
			paging: 'offset' | 'token';
			/** Whether places to go on from are refused in later polls. */
			forgets: boolean;
		},
		private readonly today: () => number,
	) {}

	/** The local clock, in ms since 1970: one request takes one. */
	readonly clock = (): number => this.today() * DAY_MS + this.now;

	/** The vendor's clock, as an answer's date would tell. */
	vendorClock(): number {
		return this.world.now;
	}

	beginPoll(weather: Weather): void {
		this.weather = weather;
		this.requests = 0;
		this.polls += 1;
	}

	/** The records changed at a time or later, oldest first. */
	async changedSince({ since = 0, page }: { since?: number; page?: string }): Promise<Page<Version>> {
		this.enter(page);
		const all = this.sorted().filter(({ time }) => time >= since);
		return this.cut(all, page, ({ time, born }) => time * 1e6 + tieOrder(born));
	}

	async newest(): Promise<Page<Version>> {
		this.enter();
		return this.cut(this.sorted().reverse(), undefined, () => 0);
	}

	/** All records, in the order in which they were made or the other way round. */
	async list(page: string | undefined, newestFirst: boolean): Promise<Page<Version>> {
		this.enter(page);
		const sign = newestFirst ? -1 : 1;
		const all = [...this.world.current.values()].sort((a, b) => sign * (a.born - b.born));
		return this.cut(all, page, ({ born }) => sign * born);
	}

	/** The records of some days, all of them. */
	async inDays(start: number, end: number): Promise<Version[]> {
		this.enter();
		return [...this.world.current.values()].filter(({ day }) => day >= start && day <= end);
	}

	async one(id: string): Promise<Version | undefined> {
		this.enter();
		return this.world.current.get(id);
	}

	private enter(page?: string): void {
		const at = this.requests++;
		this.now += 1;
		for (const change of this.weather.changes[at] ?? []) this.world.apply(change);
		if (this.weather.failing[at]) {
			this.failures += 1;
			throw new VendorFailure('The request did not go through');
		}
		if (this.options.forgets && page !== undefined && !page.startsWith(`${this.polls}:`)) {
			throw new VendorFailure('The place is not known any more');
		}
	}

	private sorted(): Version[] {
		return [...this.world.current.values()].sort(
			(a, b) => a.time - b.time || tieOrder(a.born) - tieOrder(b.born),
		);
	}

	private cut(all: Version[], page: string | undefined, order: (one: Version) => number): Page<Version> {
		const { pageSize, paging } = this.options;
		const place = page === undefined ? undefined : Number(page.split(':')[1]);
		const rest =
			place === undefined
				? all
				: paging === 'offset'
					? all.slice(place)
					: all.filter((one) => order(one) > place);
		const records = rest.slice(0, pageSize);
		if (rest.length <= pageSize) return { records };
		const next = paging === 'offset' ? (place ?? 0) + pageSize : order(records[pageSize - 1]);
		return { records, next: `${this.polls}:${next}` };
	}
}

/** Records with the same time come in an order of their own, which is not the one they were made in. */
const tieOrder = (born: number): number => (born * 7919) % 1009;
