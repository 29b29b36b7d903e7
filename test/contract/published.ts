/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { INodeProperties, INodePropertyMode, INodePropertyOptions } from 'n8n-workflow';

export const ROOT = resolve(__dirname, '..', '..');

export interface PackageJson {
	name: string;
	files: string[];
	keywords: string[];
	dependencies?: object;
	peerDependencies: object;
	n8n: { strict: boolean; n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
	[other: string]: unknown;
}

export const packageJson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson;

/** The source file of a published class, e.g. `nodes/Vendor/Vendor.node.ts`, by the name of its class. */
export function sourceOf(className: string): string {
	const { nodes, credentials } = packageJson.n8n;
	const entry = [...nodes, ...credentials].find((path) =>
		new RegExp(`/${className}\\.(node|credentials)\\.js$`).test(path),
	);
	if (!entry) throw new Error(`${className} is not listed under "n8n" in package.json`);
	return join(ROOT, entry.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
}

/** A parameter with the names that lead to it. */
export interface Placed {
	path: string;
	property: INodeProperties;
}

interface Group {
	name: string;
	values: INodeProperties[];
}

/** All parameters, those in collections too. */
export function flatten(properties: INodeProperties[], under = ''): Placed[] {
	return properties.flatMap((property) => {
		const path = under + property.name;
		const inner = (property.options ?? []) as unknown[];
		if (property.type === 'collection')
			return [{ path, property }, ...flatten(inner as INodeProperties[], `${path}.`)];
		if (property.type === 'fixedCollection') {
			const groups = (inner as Group[]).flatMap(({ name, values }) => flatten(values, `${path}.${name}.`));
			return [{ path, property }, ...groups];
		}
		return [{ path, property }];
	});
}

/** What can be chosen in a dropdown. */
export const choicesOf = ({ type, options }: INodeProperties): INodePropertyOptions[] =>
	type === 'options' || type === 'multiOptions' ? ((options ?? []) as INodePropertyOptions[]) : [];

export const modesOf = ({ modes }: INodeProperties): INodePropertyMode[] => modes ?? [];
