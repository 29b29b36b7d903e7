import type { PollEvent } from '../../../../nodes/shared/polling/feeds';
import { Host, type Strategy } from './host';
import { Ledger } from './ledger';
import type { Conditions, Step } from './scenario';
import { CALM, Server } from './server';
import { World, type Lateness, type Version } from './world';

export type PollStep = Extract<Step, { kind: 'poll' }>;

const REST = { kind: 'poll', weather: CALM, kill: 'no' } as const;

const isSeeding = (state: unknown): boolean =>
	state === undefined || (state as { seeding?: true }).seeding === true;

/** One run of a strategy under conditions; a subclass says what is claimed. Its methods throw when a claim is broken. */
export abstract class Run {
	protected readonly ledger = new Ledger();

	protected readonly world: World;

	readonly server: Server;

	protected readonly host: Host;

	/** Days since 1970. */
	protected today = 20_000;

	private strategy?: Strategy;

	private hasBegun = false;

	/** How many records had moved when the first poll began. */
	private movesAtStart?: number;

	constructor(
		protected readonly conditions: Conditions,
		lateness: Lateness,
		/** In characters of JSON. */
		private readonly maxState: number,
	) {
		const idOf = (born: number): string => (conditions.ids === 'number' ? String(born * 3) : `r${born}`);
		this.world = new World(lateness, idOf, [this.ledger], () => this.today);
		this.server = new Server(this.world, conditions, () => this.today);
		this.host = new Host(conditions.isDurable, ({ events }) => this.ledger.receive(events));
	}

	async run(strategy: Strategy, steps: Step[]): Promise<void> {
		this.strategy = strategy;
		for (const change of this.conditions.start) this.world.apply(change);
		for (const step of steps) {
			if (!this.isAllowed(step)) continue;
			await this.step(step);
			this.noteStart();
		}
		await this.end();
	}

	/** Whether the claims allow for such a step. */
	protected isAllowed(step: Step): boolean {
		const { isCalm } = this.conditions;
		return !isCalm || (step.kind !== 'restore' && !(step.kind === 'poll' && step.kill !== 'no'));
	}

	/** What is claimed from now on, once the state that is kept knows what was there. */
	protected abstract claimChanges(): void;

	/** Looks at a poll that read everything there was to read, undisturbed by what kills n8n. */
	protected abstract checkWhole(before: Version[]): void;

	/** Looks at the very end, when everything has come to rest and was read. */
	protected abstract checkEnd(): void;

	/** Looks at the events of one poll. */
	protected checkEvents?(events: Array<PollEvent<Version>>): void;

	/** How many polls have to read everything before nothing may be missing. */
	protected abstract readonly lastPolls: number;

	/** Whether there is more to read. */
	protected async poll({ weather, budget, kill }: Omit<PollStep, 'kind'>): Promise<boolean> {
		// The vendor's clock moves on from poll to poll.
		this.world.apply({ kind: 'tick', ms: 1 });
		this.movesAtStart ??= this.moves();
		const before = [...this.world.current.values()];
		const wasSeeding = isSeeding(this.host.state);
		if (wasSeeding) this.ledger.claimFor = () => 'open';
		this.ledger.mayRepeat ||= kill === 'after handing over' && !this.conditions.isDurable;

		this.server.beginPoll(weather);
		this.world.beginPoll();
		const outcome = await this.host.poll(this.strategy!, budget, kill);
		this.world.endPoll();

		if (wasSeeding) {
			this.world.apply({ kind: 'tick', ms: 1 });
			this.noteSlips();
		}
		if (!outcome) return true;
		const size = JSON.stringify(outcome.state).length;
		if (size > this.maxState) throw new Error(`large: a state of ${size} characters`);
		if (outcome.events.length > Math.max(1, budget.events ?? Infinity)) throw new Error('too much at once');
		this.checkEvents?.(outcome.events);
		if (!outcome.hasMore && isSeeding(outcome.state))
			throw new Error('asleep: the first reading does not end');
		if (!outcome.hasMore && kill === 'no') this.checkWhole(before);
		return outcome.hasMore;
	}

	protected async step(step: Step): Promise<void> {
		if (step.kind === 'changes') for (const change of step.changes) this.world.apply(change);
		if (step.kind === 'days') this.today += step.days;
		if (step.kind === 'restart') this.host.restart();
		if (step.kind === 'restore') {
			this.ledger.mayRepeat = true;
			this.host.restore(step.pick);
		}
		if (step.kind === 'poll') await this.poll(step);
	}

	/** Everything comes to rest; then everything owed must come out, and soon. */
	private async end(): Promise<void> {
		this.world.commit();
		// Where places are forgotten between polls, one poll has to get through what is read in one go.
		const budget = { ms: 1_000, events: 2, ...(!this.conditions.forgets && { requests: 1 }) };
		const limit = 30 + 10 * this.world.current.size;
		for (let whole = 0, polls = 0; whole < this.lastPolls; polls++) {
			if (!(await this.poll({ ...REST, budget }))) whole += 1;
			this.noteStart();
			if (polls > limit) throw new Error(`stuck: still reading after ${polls} polls`);
		}
		this.checkEnd();
	}

	private moves(): number {
		return this.ledger.edits + this.ledger.removals;
	}

	/** What slips past the first reading, because others move meanwhile, is taken for new. */
	private noteSlips(): void {
		if (this.movesAtStart !== undefined && this.moves() > this.movesAtStart) this.ledger.open('silent');
	}

	private noteStart(): void {
		if (this.host.state === undefined && !this.hasBegun) return;
		this.hasBegun = true;
		if (isSeeding(this.host.state)) {
			this.noteSlips();
			this.ledger.open('owed');
			this.ledger.claimFor = () => 'open';
			this.ledger.owesRemoval = () => false;
		} else this.claimChanges();
	}
}
