import type { Budget, PollEvent } from './feeds';

/** Every poll gets so many requests, however small its budget: fewer might not get past what is known already. */
const MIN_REQUESTS = 2;

/** One poll under way: what it has found and what it has left. */
export class Run<R> {
	readonly events: Array<PollEvent<R>> = [];

	/** What a request came to grief with after which the poll stopped. */
	stoppedBy?: unknown;

	/** Whether the poll stopped before it was done. */
	isCut = false;

	private requests = 0;

	private readonly until: number;

	constructor(
		private readonly budget: Budget,
		private readonly clock: () => number,
	) {
		this.until = clock() + budget.ms;
	}

	/** Whether the next record can be taken up; else the poll has to stop before it. */
	hasRoom(): boolean {
		const hasRoom = this.events.length < Math.max(1, this.budget.events ?? Infinity);
		this.isCut ||= !hasRoom;
		return hasRoom;
	}

	/** Makes a request that reads on; undefined when the poll has to stop, because of the budget or because it did not go through. */
	async ask<T>(request: () => Promise<T>): Promise<{ answer: T } | undefined> {
		const { requests = Infinity } = this.budget;
		const mayAsk = this.requests < requests && this.clock() < this.until;
		if (this.requests >= MIN_REQUESTS && !mayAsk) return this.stop();
		this.requests += 1;
		return await this.attempt(request);
	}

	/** Asks for what an event needs to be complete; the first event gets it in any case, so that every poll gets on. */
	async askForEvent<T>(request: () => Promise<T> | T): Promise<{ answer: T } | undefined> {
		if (this.events.length > 0 && this.clock() >= this.until) return this.stop();
		return await this.attempt(async () => await request());
	}

	/**
	 * Reads a list on from where an earlier poll left it. Services forget such places: where the first request of a poll
	 * is refused one, the list is read from its start.
	 */
	async askFrom<T>(
		place: string | undefined,
		request: (place?: string) => Promise<T>,
		startAgain: () => void,
	): Promise<{ answer: T } | undefined> {
		const isFirst = this.requests === 0;
		const read = await this.ask(async () => await request(place));
		if (read || !isFirst || place === undefined) return read;
		const again = await this.ask(async () => await request());
		if (again) {
			this.isCut = false;
			this.stoppedBy = undefined;
			startAgain();
		}
		return again;
	}

	private async attempt<T>(request: () => Promise<T>): Promise<{ answer: T } | undefined> {
		return await request().then(
			(answer) => ({ answer }),
			(error: unknown) => {
				this.stoppedBy = error;
				return this.stop();
			},
		);
	}

	private stop(): undefined {
		this.isCut = true;
		return undefined;
	}
}
