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

/** What came of asking for a turn. */
export type Turn =
	/** `over` is to be called when the request is. */
	| { waited: number; over(): void; mustWait?: undefined }
	/** The vendor asks to wait for so long, in milliseconds. */
	| { mustWait: number };

/** How often to look whether one of the requests under way was answered, in milliseconds. */
const LOOK = 20;

/**
 * Hands out turns to send within a rate and a quota, and none while the vendor asked for a pause. Everybody waits for
 * themselves: who has the patience for a long wait must not hold up who has not.
 */
export class Limiter {
	private readonly starts: number[] = [];

	private underWay = 0;

	private pausedUntil = 0;

	private quota?: Quota;

	/** The latest wait that was told of, so that many who wait for the same do not tell of it many times. */
	private toldUntil = 0;

	constructor(private readonly rate?: Rate) {}

	/**
	 * Resolves when a request may start, or at once when the vendor asks for a longer wait than `patience`; rejects with
	 * the signal's reason when the run is cancelled.
	 *
	 * @param patience how long to wait at most because the vendor asks for it, in milliseconds; waits for the rate do not count
	 * @param onWait told of every wait that the vendor asks for
	 */
	async turn(patience: number, onWait: (ms: number) => void, signal?: AbortSignal): Promise<Turn> {
		let waited = 0;
		for (;;) {
			const until = this.askedUntil();
			const asked = until - Date.now();
			const paced = this.pacedUntil() - Date.now();
			if (asked <= 0 && paced <= 0) break;
			if (asked > 0) {
				if (waited + asked > patience) return { mustWait: asked };
				waited += asked;
				if (until > this.toldUntil) onWait(asked);
				this.toldUntil = Math.max(this.toldUntil, until);
			}
			await sleep(Math.max(asked, paced), signal);
		}
		this.starts.push(Date.now());
		if (this.starts.length > (this.rate?.requests ?? 0)) this.starts.shift();
		this.underWay += 1;
		return {
			waited,
			over: () => {
				this.underWay -= 1;
			},
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

	/** Until when the vendor wants nothing. */
	private askedUntil(): number {
		const usedUp = this.quota && this.quota.remaining <= 0 ? this.quota.resetsAt : 0;
		return Math.max(this.pausedUntil, usedUp);
	}

	/**
	 * When the pace allows the next request: the oldest of the last `requests` starts must have left the stretch, and
	 * requests under way are taken off what is left, for they may or may not be counted in it.
	 */
	private pacedUntil(): number {
		const { rate, starts, quota, underWay } = this;
		const free = rate && starts.length >= rate.requests ? starts[0] + rate.perMs : 0;
		const known = quota !== undefined && quota.resetsAt > Date.now();
		return Math.max(free, known && underWay > 0 && quota.remaining <= underWay ? Date.now() + LOOK : 0);
	}
}

const limiters = new Map<string, Limiter>();

/** The one limiter of a credential in this process, so that workflows that run side by side share its limit. */
export function limiterFor(key: string, rate?: Rate): Limiter {
	const limiter = limiters.get(key) ?? new Limiter(rate);
	limiters.set(key, limiter);
	return limiter;
}
