import type { Budget, PollEvent } from '../../../../nodes/shared/polling/feeds';
import { VendorFailure } from './server';
import type { Version } from './world';

export interface Outcome {
	events: Array<PollEvent<Version>>;
	state: unknown;
	/** Whether something was left to the next poll. */
	hasMore: boolean;
}

/** What is put to the test: finds out what has happened since a state. */
export type Strategy = (state: unknown, budget: Budget) => Promise<Outcome>;

/** When n8n is killed in the course of a poll. */
export type Kill = 'no' | 'before handing over' | 'after handing over';

const copy = (state: unknown): unknown =>
	state === undefined ? undefined : JSON.parse(JSON.stringify(state));

/**
 * n8n, which keeps a trigger's state. By default what a poll without events leaves behind is in memory only, and the
 * state is saved beside the start of an execution, not with it: when n8n is killed there, the execution has begun and
 * the state is the old one. With durable cursors every state is saved, and together with the execution.
 */
export class Host {
	private memory: unknown;

	private readonly saved: unknown[] = [undefined];

	private isPublished = false;

	constructor(
		private readonly isDurable: boolean,
		private readonly handOver: (outcome: Outcome) => void,
	) {}

	get state(): unknown {
		return this.memory;
	}

	/** Polls once; undefined when the poll fails, which leaves everything as it was. */
	async poll(strategy: Strategy, budget: Budget, kill: Kill): Promise<Outcome | undefined> {
		const outcome = await strategy(copy(this.memory), budget).catch((error: unknown) => {
			if (error instanceof VendorFailure) return undefined;
			throw error;
		});
		if (!outcome) return undefined;
		if (kill === 'before handing over') {
			this.restart();
			return undefined;
		}
		this.handOver(outcome);
		this.memory = copy(outcome.state);
		const isSaved = outcome.events.length > 0 || this.isDurable || !this.isPublished;
		const isLost = kill === 'after handing over' && !this.isDurable;
		if (isSaved && !isLost) this.saved.push(copy(outcome.state));
		this.isPublished ||= !isLost;
		if (kill === 'after handing over') this.restart();
		return outcome;
	}

	/** n8n stops and starts again. */
	restart(): void {
		this.memory = copy(this.saved[this.saved.length - 1]);
	}

	/** Somebody puts an old backup of n8n's database back. */
	restore(pick: number): void {
		const known = this.saved.slice(1);
		if (known.length === 0) return;
		this.saved.push(known[pick % known.length]);
		this.restart();
	}
}
