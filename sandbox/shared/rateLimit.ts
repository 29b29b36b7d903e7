/** At most `requests` in any window of `windowMs`, for each key. Refused requests do not count. */
export class SlidingWindow {
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
