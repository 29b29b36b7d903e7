/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Fastify from 'fastify';

import type { Tarball } from '../../../scripts/host';
import { root } from '../../../scripts/lib/processes.cjs';

export interface Registry {
	origin: string;
	/** Goes first on n8n's PATH: an npm that asks this registry. */
	npmFolder: string;
	close(): Promise<void>;
}

/**
 * An npm registry on loopback that holds one package. n8n names the public registry explicitly whenever it
 * calls npm, so that the npm it finds is one that adds this registry as the last word.
 */
export async function startRegistry(tarball: Tarball, folder: string): Promise<Registry> {
	const content = readFileSync(tarball.file);
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;

	const app = Fastify();
	const packument = (): object => {
		const version = {
			...manifest,
			dist: {
				tarball: `${origin}/tarball.tgz`,
				integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
				shasum: createHash('sha1').update(content).digest('hex'),
			},
		};
		return {
			name: tarball.name,
			'dist-tags': { latest: tarball.version },
			versions: { [tarball.version]: version },
		};
	};
	app.get(
		'/tarball.tgz',
		async (_request, reply) => await reply.type('application/octet-stream').send(content),
	);
	app.get(`/${tarball.name}`, async () => packument());
	const origin = await app.listen({ host: '127.0.0.1', port: 0 });

	return { origin, npmFolder: writeNpm(origin, folder), close: async () => await app.close() };
}

function writeNpm(registry: string, folder: string): string {
	mkdirSync(join(folder, 'bin'), { recursive: true });
	const quote = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;
	const script = [
		'#!/bin/sh',
		`PATH=${quote(process.env.PATH ?? '')}`,
		'export PATH',
		// A cache of its own: a package of the same version from an earlier run must not answer.
		`exec npm "$@" --registry=${registry} --cache=${quote(join(folder, 'npm-cache'))} --no-audit`,
		'',
	].join('\n');
	writeFileSync(join(folder, 'bin', 'npm'), script);
	chmodSync(join(folder, 'bin', 'npm'), 0o755);
	return join(folder, 'bin');
}
