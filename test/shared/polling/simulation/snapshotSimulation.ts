import type { PollEvent, SnapshotFeed } from '../../../../nodes/shared/polling/feeds';
import { poll } from '../../../../nodes/shared/polling/poll';
import { simulationProperty, type Complaint, type MakeStrategy, type SimulationProperty } from './property';
import type { Conditions, Step } from './scenario';
import { DAY_MS, type Server } from './server';
import { SnapshotRun } from './snapshotRun';
import type { Change, Version } from './world';

const everything: Omit<SnapshotFeed<Version>, 'list'> = {
	type: 'snapshot',
	identity: 'simulated',
	kinds: ['new', 'changed'],
	id: ({ id }) => id,
	content: ({ version }) => version,
};

const engine =
	(feedOf: (server: Server, conditions: Conditions) => SnapshotFeed<Version>): MakeStrategy =>
	(server, given) =>
	async (state, budget) =>
		await poll(feedOf(server, given), { state, key: 'k', budget, clock: server.clock });

/** All patients, page by page; with deletions in a third of the runs. */
export const patients = engine((server, { option }) => ({
	...everything,
	kinds: option === 2 ? ['new', 'changed', 'deleted'] : ['new', 'changed'],
	list: async ({ page }) => await server.list(page, option === 1),
}));

class PatientsRun extends SnapshotRun {
	/** Ids of which only hashes are kept are no more than recognised. */
	protected readonly tellsNew = this.conditions.ids === 'number' || this.conditions.option === 2;

	protected isAllowed(step: Step): boolean {
		return super.isAllowed(step) && step.kind !== 'days';
	}

	/** What leaves the list moves the others forward; what is edited stays where it is. */
	protected disturbances(): number {
		return this.ledger.removals;
	}

	protected claimChanges(): void {
		super.claimChanges();
		if (this.conditions.option === 2) this.ledger.owesRemoval = (id) => this.ledger.hasToldOf(id);
	}
}

/** Days that are reported: from yesterday on. */
export const reportedDays = (server: Server): { start: number; end: number } => {
	const today = Math.floor(server.clock() / DAY_MS);
	return { start: today - 1, end: today + 5 };
};

/** So many days more are read. */
export const marginOf = ({ option }: Conditions): number => option * 4;

/** Days of one request. */
const PIECE = 3;

const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const dayNumber = (text: string): number => Date.parse(text) / DAY_MS;

/** The appointments in a window of days that rolls on. */
export const appointments = engine((server, given) => {
	const { start, end } = reportedDays(server);
	return {
		...everything,
		list: async ({ page, days }) => {
			const from = page === undefined ? dayNumber(days!.start) : Number(page);
			const to = Math.min(from + PIECE - 1, dayNumber(days!.end));
			const records = await server.inDays(from, to);
			return { records, ...(to < dayNumber(days!.end) && { next: String(to + 1) }) };
		},
		days: {
			of: ({ day }) => dayText(day),
			listed: { start: dayText(start), end: dayText(end + marginOf(given)) },
			reported: { start: dayText(start), end: dayText(end) },
		},
	};
});

class AppointmentsRun extends SnapshotRun {
	/** What leaves the window and comes back is new again. */
	protected readonly tellsNew = false;

	private daysGone = 0;

	/** The last day that the reading under way covers, and the one that the last whole reading covered. */
	private readingTo = 0;

	private readTo = 0;

	/** Records that stood within the days that were read at some time. */
	private readonly met = new Set<string>();

	/** The margin is for old states: without one, there may be none; with one, they may be as old as it is wide. */
	protected isAllowed(step: Step): boolean {
		const margin = marginOf(this.conditions);
		if (step.kind === 'days') return margin === 0 || this.daysGone + step.days <= margin;
		const loses = step.kind === 'restart' || (step.kind === 'poll' && step.kill !== 'no');
		return super.isAllowed(step) && (margin > 0 || (!loses && step.kind !== 'restore'));
	}

	protected async step(step: Step): Promise<void> {
		if (step.kind === 'days') this.daysGone += step.days;
		await super.step(step);
		this.noteMet();
	}

	/** What moves to another day may be there neither when its old day is read nor when its new one is. */
	protected disturbances(): number {
		return this.ledger.removals + this.ledger.edits;
	}

	/** An event is owed for what was made or changed on a day that is reported, and was read before. */
	protected claimChanges(): void {
		this.ledger.claimFor = ({ day }) => (this.isReported(day) && day <= this.readTo ? 'owed' : 'open');
	}

	protected isDue({ day }: Version): boolean {
		return this.isReported(day);
	}

	protected checkEvents(events: Array<PollEvent<Version>>): void {
		const isOutside = events.some((event) => event.kind !== 'deleted' && !this.isReported(event.record.day));
		if (isOutside) throw new Error('not asked for: a day that is not reported');
	}

	protected noteBegin(): void {
		this.readingTo = reportedDays(this.server).end + marginOf(this.conditions);
		this.noteMet();
	}

	protected checkWhole(): void {
		super.checkWhole();
		this.readTo = this.readingTo;
	}

	/** What stood on days beyond those read must come in silently with its day. */
	protected noteReading(lasting: Version[]): void {
		this.noteMet();
		if (marginOf(this.conditions) > 0) return;
		for (const version of lasting) if (!this.met.has(version.id)) this.ledger.claim(version, 'silent');
	}

	private isReported(day: number): boolean {
		const { start, end } = reportedDays(this.server);
		return day >= start && day <= end;
	}

	private noteMet(): void {
		const end = reportedDays(this.server).end + marginOf(this.conditions);
		for (const { id, day } of this.world.current.values()) if (day <= end) this.met.add(id);
	}
}

/** The newest referrals, and singly those that are older. */
export const referrals = engine((server) => ({
	...everything,
	list: async () => ({ records: (await server.list(undefined, true)).records }),
	follow: { days: 1_000, one: async (id) => await server.one(id) },
}));

class ReferralsRun extends SnapshotRun {
	protected readonly tellsNew = true;

	protected isAllowed(step: Step): boolean {
		return super.isAllowed(step) && step.kind !== 'days';
	}

	/** A request that does not go through leaves one record out until the next reading. */
	protected disturbances(): number {
		return this.server.failures;
	}

	/** An old state may not know what has fallen out of the list since. */
	protected isDue({ id, born }: Version): boolean {
		const newer = [...this.world.current.values()].filter((other) => other.born > born);
		const isKnown = !this.ledger.mayRepeat && this.ledger.hasToldOf(id);
		return isKnown || newer.length < this.conditions.pageSize;
	}
}

/** The same without removals: they would bring older records back into the list. */
function withoutRemovals(step: Step): Step {
	const kept = (changes: Change[]): Change[] => changes.filter(({ kind }) => kind !== 'remove');
	if (step.kind === 'changes') return { ...step, changes: kept(step.changes) };
	if (step.kind !== 'poll') return step;
	return { ...step, weather: { ...step.weather, changes: step.weather.changes.map(kept) } };
}

/** All that is claimed for each kind of list, as properties of a strategy. */
export const patientsProperty = (strategy: MakeStrategy, only?: Complaint): SimulationProperty =>
	simulationProperty((given) => new PatientsRun(given), strategy, only);

export const appointmentsProperty = (strategy: MakeStrategy, only?: Complaint): SimulationProperty =>
	simulationProperty((given) => new AppointmentsRun(given), strategy, only);

export const referralsProperty = (strategy: MakeStrategy, only?: Complaint): SimulationProperty =>
	simulationProperty((given) => new ReferralsRun(given), strategy, only, withoutRemovals);
