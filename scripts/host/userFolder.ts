/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { cache, logs, runNpm } from '../lib/processes.cjs';
import { setupResult } from './setupResult';
import type { Tarball } from './tarball';

/**
 * The folder in which an n8n keeps its database, settings and community nodes; `fresh` starts from nothing.
 * While another process of ours uses the folder of this name, the next one is taken.
 */
export function userFolder(name: string, { fresh = false } = {}): string {
	const all = join(cache, 'n8n');
	mkdirSync(all, { recursive: true });
	let folder = join(all, name);
	for (let number = 2; isInUse(folder); number++) folder = join(all, `${name}-${number}`);
	writeFileSync(ownerOf(folder), String(process.pid));

	if (fresh) rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	keepFromLint(folder);
	return folder;
}

/** n8n writes its editor, a thousand scripts, into each user folder: `eslint .` passes over node_modules only. */
function keepFromLint(folder: string): void {
	const target = join(setupResult().host, 'node_modules', '.cache', basename(folder));
	const link = join(folder, '.cache');
	rmSync(link, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	symlinkSync(target, link, 'junction');
}

const ownerOf = (folder: string): string => `${folder}.pid`;

function isInUse(folder: string): boolean {
	if (!existsSync(ownerOf(folder))) return false;
	const owner = Number(readFileSync(ownerOf(folder), 'utf8'));
	try {
		return owner !== process.pid && process.kill(owner, 0);
	} catch {
		return false;
	}
}

/** Installs the tarball where n8n keeps community nodes, with the npm options n8n uses. */
export async function installTarball(folder: string, tarball: Tarball): Promise<void> {
	const nodes = join(folder, '.n8n', 'nodes');
	const stamp = join(nodes, 'installed.txt');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === tarball.key) return;

	// A tarball of the same version and other content does not match npm's lockfile: start from nothing.
	rmSync(nodes, { recursive: true, force: true });
	mkdirSync(nodes, { recursive: true });
	writeFileSync(
		join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }, null, 2),
	);
	await runNpm(
		[
			'install',
			'--legacy-peer-deps',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			'--prefer-offline',
			tarball.file,
		],
		{ cwd: nodes, logFile: join(logs, 'install-package.log') },
	);
	writeFileSync(stamp, tarball.key);
}
