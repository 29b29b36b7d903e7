import { sleep } from 'n8n-workflow';

/**
 * Writes into the static data of a node that is called. n8n saves it once the execution is stored, if it was changed; but
 * before that it puts the same data into another `Workflow`, which forgets that it was (seen in 2.41.1). So it is written
 * now, and again a moment later.
 */
export function writeLastingly(write: () => void): void {
	write();
	void sleep(0)
		.then(write)
		.catch(() => undefined);
}
