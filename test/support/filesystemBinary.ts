/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BinaryDataService } from 'n8n-core';

interface ContainerLike {
	get<T>(type: new (...parameters: never[]) => T): T;
}

/** The container that n8n-core itself uses; a second copy of the library may lie at the top of the tree. */
function container(): ContainerLike {
	const path = require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] });
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known only now
	return (require(path) as { Container: ContainerLike }).Container;
}

/** Makes n8n keep files on disk, as it does on a server; a process stays with it. */
export async function keepFilesOnDisk(): Promise<BinaryDataService> {
	process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';
	process.env.N8N_BINARY_DATA_STORAGE_PATH = mkdtempSync(join(tmpdir(), 'n8n-binary-'));
	const service = container().get(BinaryDataService as unknown as new () => BinaryDataService);
	await service.init();
	return service;
}
