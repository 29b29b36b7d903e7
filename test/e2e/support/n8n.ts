/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { N8nClient, type Tarball } from '../../../scripts/host';
import { root } from '../../../scripts/lib/processes.cjs';

/** An address on loopback where nothing listens. */
export const NOWHERE = 'http://127.0.0.1:9';

/** A signed-in client of the n8n that the end-to-end tests share. */
export function n8nClient(): N8nClient {
	const origin = process.env.E2E_N8N_ORIGIN;
	if (!origin) throw new Error('There is no n8n: run these tests with jest.e2e.config.js');
	return new N8nClient(origin, process.env.E2E_N8N_SESSION);
}

/** The package as it was packed and installed. */
export function packed(): Tarball {
	return JSON.parse(process.env.E2E_PACKAGE ?? '') as Tarball;
}

/** Names of the node types that package.json lists, in alphabetical order. */
export function publishedNodes(): string[] {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	return n8n.nodes
		.map((file) => file.replace(/^.*\/(\w+)\.node\.js$/, '$1'))
		.map((name) => name[0].toLowerCase() + name.slice(1))
		.sort();
}
