/* eslint-disable @n8n/community-nodes/no-restricted-globals -- development only, never shipped */

/** Waits that end early when the sandbox is reset or closed, so that nothing acts on the state of the next test. */
export class Pauses {
	private readonly cancels = new Set<() => void>();

	/** True when the time has passed, false when it was cancelled. */
	async wait(ms: number): Promise<boolean> {
		return await new Promise((resolve) => {
			const end = (elapsed: boolean) => {
				clearTimeout(timer);
				this.cancels.delete(cancel);
				resolve(elapsed);
			};
			const cancel = () => end(false);
			const timer = setTimeout(() => end(true), ms);
			this.cancels.add(cancel);
		});
	}

	cancelAll(): void {
		for (const cancel of [...this.cancels]) cancel();
	}
}
