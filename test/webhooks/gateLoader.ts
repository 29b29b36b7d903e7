/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import crypto from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runInThisContext } from 'node:vm';

import ts from 'typescript';

export const GATE = resolve(__dirname, '../../nodes/shared/webhook');

type Gate = typeof import('../../nodes/shared/webhook/gate');
type Verification = typeof import('../../nodes/shared/webhook/verification');
type Deliveries = typeof import('../../nodes/shared/webhook/delivery');

/** The gate as a process loads it, with one of its files changed, and with an eye on how it compares. */
export interface LoadedGate {
	gate: Gate;
	verification: Verification;
	deliveries: Deliveries;
	/** Lengths of what was compared in constant time. */
	comparisons: Array<[number, number]>;
	/** What it was loaded with. */
	changed: [file?: string, source?: string];
}

type Require = (name: string) => unknown;

const outputs = new Map<string, string>();

function compiled(source: string): string {
	const { outputText } = ts.transpileModule(source, {
		compilerOptions: {
			module: ts.ModuleKind.CommonJS,
			target: ts.ScriptTarget.ES2022,
			esModuleInterop: true,
		},
	});
	outputs.set(source, outputText);
	return outputText;
}

/** @param changed source in place of that of the file */
export function loadGate(file?: string, changed?: string): LoadedGate {
	const comparisons: LoadedGate['comparisons'] = [];
	const watched: typeof crypto = {
		...crypto,
		timingSafeEqual(one, other) {
			comparisons.push([one.byteLength, other.byteLength]);
			return crypto.timingSafeEqual(one, other);
		},
	};
	const loaded = new Map<string, unknown>();
	const load = (path: string): unknown => {
		if (loaded.has(path)) return loaded.get(path);
		const source =
			path === join(GATE, file ?? '') && changed !== undefined ? changed : readFileSync(path, 'utf8');
		const outputText = outputs.get(source) ?? compiled(source);
		const made = {};
		loaded.set(path, made);
		const run = runInThisContext(`(function (exports, require) {${outputText}\n})`) as (
			into: object,
			require: Require,
		) => void;
		run(made, (name) => {
			if (name === 'node:crypto') return watched;
			const inner = resolve(dirname(path), `${name}.ts`);
			return name.startsWith('.') && existsSync(inner) && dirname(inner) === GATE
				? load(inner)
				: (require as Require)(name.startsWith('.') ? inner : name);
		});
		return made;
	};
	return {
		gate: load(join(GATE, 'gate.ts')) as Gate,
		verification: load(join(GATE, 'verification.ts')) as Verification,
		deliveries: load(join(GATE, 'delivery.ts')) as Deliveries,
		comparisons,
		changed: [file, changed],
	};
}
