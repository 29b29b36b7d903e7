import type { CursorFeed, Page, PollEvent, SnapshotFeed } from '../../../nodes/shared/polling/feeds';
import { poll, type PollContext, type PollResult } from '../../../nodes/shared/polling/poll';

/** A record of an invented vendor. */
export interface Visit {
	id: string;
	version: number;
	time: number;
	name: string;
	day?: string;
}

export const visit = (number: number, rest: Partial<Visit> = {}): Visit => ({
	id: `v${number}`,
	version: 1,
	time: number * 1_000,
	name: `Invented Person ${number}`,
	...rest,
});

/** A vendor with pages of two that counts its requests, and whose answers a test can replace. */
export class Vendor {
	requests: string[] = [];

	/** What a request comes to grief with, by what it asks for. */
	readonly broken = new Map<string, Error>();

	constructor(public visits: Visit[]) {}

	/** Changes a record, or adds it. */
	put(changed: Visit): void {
		this.visits = [...this.visits.filter(({ id }) => id !== changed.id), changed];
	}

	readonly cursor: CursorFeed<Visit> = {
		type: 'cursor',
		identity: { practice: 1 },
		overlapMs: 5_000,
		id: ({ id }) => id,
		version: ({ version }) => String(version),
		changedAt: ({ time }) => time,
		changedSince: async ({ since = 0, page }) => {
			this.ask(`since ${since}${page === undefined ? '' : ` from ${page}`}`);
			const sorted = [...this.visits].sort((a, b) => a.time - b.time);
			return this.page(
				sorted.filter(({ time }) => time >= since),
				page,
			);
		},
		newest: async () => {
			this.ask('newest');
			return this.page([...this.visits].sort((a, b) => b.time - a.time));
		},
	};

	readonly snapshot: SnapshotFeed<Visit> = {
		type: 'snapshot',
		identity: { practice: 1 },
		kinds: ['new', 'changed'],
		id: ({ id }) => id,
		content: ({ name, day }) => ({ name, day }),
		list: async ({ page, days }) => {
			this.ask(
				`list${days ? ` ${days.start} to ${days.end}` : ''}${page === undefined ? '' : ` from ${page}`}`,
			);
			return this.page(this.visits, page);
		},
	};

	ask(what: string): void {
		this.requests.push(what);
		const error = this.broken.get(what);
		if (error) throw error;
	}

	page(all: Visit[], page = '0'): Page<Visit> {
		const from = Number(page);
		return {
			records: all.slice(from, from + 2),
			...(from + 2 < all.length && { next: String(from + 2) }),
		};
	}
}

/** Everything of the state is frozen: a poll may not change what it is given. */
function frozen<T>(value: T): T {
	if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
	return value;
}

/** Polls with a state as it comes out of n8n's database. */
export const pollWith = async (
	feed: CursorFeed<Visit> | SnapshotFeed<Visit>,
	state: unknown,
	context: Partial<PollContext> = {},
): Promise<PollResult<Visit>> =>
	await poll(feed, {
		state: frozen(state === undefined ? undefined : (JSON.parse(JSON.stringify(state)) as unknown)),
		key: 'a key',
		budget: { ms: 60_000 },
		...context,
	});

/** Events as `kind id`. */
export const told = (events: Array<PollEvent<Visit>>): string[] =>
	events.map(({ kind, id }) => `${kind} ${id}`);
