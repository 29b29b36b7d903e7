import { sleep } from 'n8n-workflow';

/** So many requests may start within any stretch of `perMs` milliseconds. */
export interface Rate {
	requests: number;
	perMs: number;
}

/** What a vendor says of its limit with every answer. */
export interface Quota {
	/** How many requests are left. */
	remaining: number;
	/** When there will be more, in ms since 1970. */
	resetsAt: number;
}

/** How often to look whether one of the requests under way was answered, in milliseconds. */
const LOOK = 20;

/**
 * Hands out turns to send, first come first served, within a rate and a quota, and none while the vendor asked for a
 * pause.
 */
export class Limiter {
	private readonly starts: number[] = [];

	private underWay = 0;

	private pausedUntil = 0;

	private quota?: Quota;

	private last: Promise<void> = Promise.resolve();

	constructor(private readonly rate?: Rate) {}

	/**
	 * Resolves when a request may start; rejects with the signal's reason when the run is cancelled.
	 *
	 * @returns to be called when the request is over
	 */
	async turn(signal?: AbortSignal): Promise<() => void> {
		const turn = this.last.then(async () => await this.wait(signal));
		this.last = turn.catch(() => undefined);
		await turn;
		this.underWay += 1;
		return () => {
			this.underWay -= 1;
		};
	}

	/** No request starts before `time` (ms since 1970). */
	pauseUntil(time: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, time);
	}

	/** Takes over what an answer says is left; answers may overtake each other, so in one stretch of time the lowest counts. */
	follow(quota: Quota): void {
		const sameStretch = this.quota && Math.abs(this.quota.resetsAt - quota.resetsAt) < 1_000;
		const remaining = sameStretch ? Math.min(this.quota!.remaining, quota.remaining) : quota.remaining;
		this.quota = { remaining, resetsAt: quota.resetsAt };
	}

	/** How long the vendor still wants nothing, in milliseconds. */
	pausedFor(): number {
		const usedUp = this.quota && this.quota.remaining <= 0 ? this.quota.resetsAt : 0;
		return Math.max(0, this.pausedUntil - Date.now(), usedUp - Date.now());
	}

	private async wait(signal?: AbortSignal): Promise<void> {
		for (let due = this.due(); due > Date.now(); due = this.due()) {
			await sleep(due - Date.now(), signal);
		}
		this.starts.push(Date.now());
		if (this.starts.length > (this.rate?.requests ?? 0)) this.starts.shift();
	}

	/** When the next request may start: the oldest of the last `requests` starts must have left the stretch. */
	private due(): number {
		const { rate, starts, pausedUntil } = this;
		const free = rate && starts.length >= rate.requests ? starts[0] + rate.perMs : 0;
		return Math.max(free, pausedUntil, this.allowed());
	}

	/** Requests under way may or may not be counted in what is left, so they are all taken off until their answers say. */
	private allowed(): number {
		if (!this.quota || this.quota.resetsAt <= Date.now()) return 0;
		if (this.quota.remaining > this.underWay) return 0;
		return this.quota.remaining > 0 && this.underWay > 0 ? Date.now() + LOOK : this.quota.resetsAt;
	}
}

const limiters = new Map<string, Limiter>();

/** The one limiter of a credential in this process, so that workflows that run side by side share its limit. */
export function limiterFor(key: string, rate?: Rate): Limiter {
	const limiter = limiters.get(key) ?? new Limiter(rate);
	limiters.set(key, limiter);
	return limiter;
}
