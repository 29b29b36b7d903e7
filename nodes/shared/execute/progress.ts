import type { IExecuteFunctions } from 'n8n-workflow';

/** A long run says in the log how far it is, so often at most (milliseconds). */
const INTERVAL = 10_000;

/** @returns to be called when an item is started */
export function progressOf(node: IExecuteFunctions, vendor: string, count: number): () => void {
	let started = 0;
	let last = Date.now();
	return () => {
		started += 1;
		if (Date.now() - last < INTERVAL) return;
		last = Date.now();
		node.logger.info(`${vendor}: at item ${started} of ${count}`);
	};
}
