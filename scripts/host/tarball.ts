/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cache, logs, root, runNpm } from '../lib/processes.cjs';

/** Everything the tarball is made of. */
const SOURCES = [
	'package.json',
	'index.ts',
	'gulpfile.js',
	'tsconfig.json',
	'README.md',
	'CHANGELOG.md',
	'LICENSE',
	'LICENSE.md',
	'credentials',
	'icons',
	'nodes',
];

export interface Tarball {
	file: string;
	name: string;
	version: string;
	/** The same for the same content. */
	key: string;
}

/** Builds the package and packs it as npm would publish it; does nothing when no source changed. */
export async function buildAndPack(): Promise<Tarball> {
	const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
		string,
		string
	>;
	const folder = join(cache, 'pack');
	const file = join(folder, `${name}-${version}.tgz`);
	const keyFile = join(folder, 'key');
	const key = hashOf(SOURCES.map((source) => join(root, source)));

	const isCurrent = existsSync(file) && existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key;
	if (!isCurrent) {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		await runNpm(['run', 'build'], { cwd: root, logFile: join(logs, 'build.log') });
		await runNpm(['pack', '--ignore-scripts', '--pack-destination', folder], {
			cwd: root,
			logFile: join(logs, 'pack.log'),
		});
		writeFileSync(keyFile, key);
	}
	return { file, name, version, key };
}

function hashOf(paths: string[]): string {
	const hash = createHash('sha256');
	const add = (path: string): void => {
		if (!existsSync(path)) return;
		if (statSync(path).isDirectory()) {
			for (const entry of readdirSync(path).sort()) add(join(path, entry));
		} else {
			hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
		}
	};
	for (const path of paths) add(path);
	return hash.digest('hex');
}
