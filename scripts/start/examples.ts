/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Credential, Workflow } from '../host';
import { root } from '../lib/processes.cjs';

const folder = join(root, 'examples');

export interface Example {
	slug: string;
	workflow: Workflow;
}

/** Every folder of examples/ that holds a workflow. */
export function readExamples(): Example[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.sort()
		.filter((slug) => existsSync(join(folder, slug, 'workflow.json')))
		.map((slug) => ({ slug, workflow: readJson(join(slug, 'workflow.json')) as Workflow }));
}

/**
 * The credentials that the examples name, from examples/credentials.json. A value such as
 * `{{alfaDocs.credentials.apiKey}}` is looked up in the running sandbox.
 */
export function readCredentials(sandbox: object): Credential[] {
	if (!existsSync(join(folder, 'credentials.json'))) return [];
	const credentials = readJson('credentials.json') as Credential[];
	return credentials.map(({ name, type, data }) => ({
		name,
		type,
		data: Object.fromEntries(Object.entries(data).map(([field, value]) => [field, fill(value, sandbox)])),
	}));
}

function readJson(path: string): unknown {
	return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

function fill(value: unknown, sandbox: object): unknown {
	const [, path] = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(String(value)) ?? [];
	if (!path) return value;
	const found = path
		.split('.')
		.reduce<unknown>((from, key) => (from as Record<string, unknown> | undefined)?.[key], sandbox);
	if (found === undefined) throw new Error(`examples/credentials.json: the sandbox has no "${path}"`);
	return found;
}
