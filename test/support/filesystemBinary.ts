/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BinaryDataService } from 'n8n-core';

import { fromContainer } from './container';

/** Makes n8n keep files on disk, as it does on a server; a process stays with it. */
export async function keepFilesOnDisk(): Promise<BinaryDataService> {
	process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';
	process.env.N8N_BINARY_DATA_STORAGE_PATH = mkdtempSync(join(tmpdir(), 'n8n-binary-'));
	const service = fromContainer<BinaryDataService>(BinaryDataService);
	await service.init();
	return service;
}
