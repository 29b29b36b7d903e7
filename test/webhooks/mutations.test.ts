/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { failedChecks } from './gateChecks';
import { GATE, loadGate } from './gateLoader';
import { mutantsOf } from './mutants';

/** Changes that change nothing, with the reason. */
const SAME: Record<string, string[]> = {
	// Neither is a media type.
	'delivery.ts': ["'' → 'mutated' (in delivery.header('content-type') ?? '')"],
	// A moment is a moment, and what a write throws would show in every other check.
	'staticData.ts': [
		'sleep(0) .then(write) .catch(() => undefined) → sleep(0) .then(write) (in void sleep(0) .then(write) .catch(() => undefined))',
		'0 → 1 (in sleep(0))',
	],
};

/** Tests of the tests: a gate with any of its parts changed must not pass them. */
const FILES = [
	'verification.ts',
	'gate.ts',
	'delivery.ts',
	'ring.ts',
	'safeJson.ts',
	'refused.ts',
	'staticData.ts',
];

test('the gate passes', async () => {
	expect(await failedChecks(loadGate(), { all: true })).toEqual([]);
});

describe.each(FILES)('%s', (file) => {
	const source = readFileSync(join(GATE, file), 'utf8');
	const mutants = mutantsOf(source);

	test('no change to it goes unnoticed', async () => {
		const unnoticed: string[] = [];
		for (const mutant of mutants) {
			const failed = await failedChecks(loadGate(file, mutant.source)).catch(() => ['does not load']);
			if (failed.length === 0) unnoticed.push(mutant.label);
		}
		expect(unnoticed.map((label) => label.replace(/^\d+: /, ''))).toEqual(SAME[file] ?? []);
	}, 300_000);
});
