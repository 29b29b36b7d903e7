import { startSandbox, type Sandbox } from '../../../sandbox';

export type { Sandbox };

/** A sandbox of this test file's own, in this process: its requests and switches are at hand. */
export async function newSandbox(): Promise<Sandbox> {
	return await startSandbox();
}
