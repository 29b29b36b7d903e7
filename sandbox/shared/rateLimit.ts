export interface Limiter {
	/** Whether the request is let through. Refused requests do not count. */
	accept(key: string, at: number): boolean;
	clear(): void;
}

/** At most `requests` in any window of `windowMs`, for each key. */
export class SlidingWindow implements Limiter {
	private readonly accepted = new Map<string, number[]>();

	constructor(
		private readonly requests: number,
		private readonly windowMs: number,
	) {}

	accept(key: string, at: number): boolean {
		const recent = (this.accepted.get(key) ?? []).filter((time) => time > at - this.windowMs);
		const accepted = recent.length < this.requests;
		if (accepted) recent.push(at);
		this.accepted.set(key, recent);
		return accepted;
	}

	clear(): void {
		this.accepted.clear();
	}
}

/** Where a key stands in its window. */
export interface WindowState {
	limit: number;
	remaining: number;
	/** Milliseconds since the epoch. */
	resetAt: number;
}

/** At most `limit` in a window that starts with a key's first request and begins afresh after `windowMs`. */
export class FixedWindow implements Limiter {
	private readonly windows = new Map<string, { start: number; used: number }>();

	constructor(
		private limit: number,
		private windowMs: number,
	) {}

	/** Counts from nothing under the new numbers. */
	configure(limit: number, windowMs: number): void {
		this.limit = limit;
		this.windowMs = windowMs;
		this.clear();
	}

	accept(key: string, at: number): boolean {
		const window = this.windowOf(key, at);
		const accepted = window.used < this.limit;
		if (accepted) window.used += 1;
		return accepted;
	}

	state(key: string, at: number): WindowState {
		const { start, used } = this.windowOf(key, at);
		return { limit: this.limit, remaining: this.limit - used, resetAt: start + this.windowMs };
	}

	clear(): void {
		this.windows.clear();
	}

	private windowOf(key: string, at: number): { start: number; used: number } {
		const known = this.windows.get(key);
		if (known && at < known.start + this.windowMs) return known;
		const fresh = { start: at, used: 0 };
		this.windows.set(key, fresh);
		return fresh;
	}
}
