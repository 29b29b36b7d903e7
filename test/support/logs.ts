/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { fromContainer } from './container';

/** Collects what nodes write into n8n's log at level info while `run` runs. */
export async function infoLogOf(run: () => Promise<unknown>): Promise<string[]> {
	const path = require.resolve('@n8n/backend-common', { paths: [require.resolve('n8n-core')] });
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the copy that n8n-core uses
	const { Logger } = require(path) as { Logger: unknown };
	const logger = fromContainer<{ info(message: string): void }>(Logger);
	const info = jest.spyOn(logger, 'info');
	await run();
	const lines = info.mock.calls.map(([message]) => message);
	info.mockRestore();
	return lines;
}
