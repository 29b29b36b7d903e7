/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cache } from '../lib/processes.cjs';

export interface SetupResult {
	/** The Node that runs n8n. */
	node: string;
	/** The folder that n8n is installed in. */
	host: string;
}

/** What `scripts/setup.mjs` found or installed. */
export function setupResult(): SetupResult {
	const file = join(cache, 'setup.json');
	if (!existsSync(file)) throw new Error('n8n is not installed yet: run `node scripts/setup.mjs` first');
	return JSON.parse(readFileSync(file, 'utf8')) as SetupResult;
}
