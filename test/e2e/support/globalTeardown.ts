import { endEverything } from '../../../scripts/lib/processes.cjs';

/** Ends n8n and the registry. */
export default async function globalTeardown(): Promise<void> {
	await endEverything();
}
