// npm test: sets everything up, then lint, types, build, jest and the end-to-end tests in a real n8n.
// npm test -- --only=jest,e2e runs some of the stages; what else is given goes to jest.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { setup } from './setup.mjs';

const require = createRequire(import.meta.url);
const { endEverything, root, run, runNpm } = require('./lib/processes.cjs');
const { explain } = require('./lib/progress.cjs');

const reports = mkdtempSync(join(tmpdir(), 'reports-'));
const only = process.argv
	.slice(2)
	.filter((argument) => argument.startsWith('--only='))
	.flatMap((argument) => argument.slice('--only='.length).split(','));
const forJest = process.argv.slice(2).filter((argument) => !argument.startsWith('--only='));

const endWithUs = ['--require', join(root, 'scripts', 'lib', 'end-with-parent.cjs')];
/** Runs a tool of the development tree by its own Node entry, which works the same on every platform. */
const node = (name, args) => run(process.execPath, [...endWithUs, ...args], { cwd: root, name, ipc: true });
const jest = (config, name, args = []) =>
	node('jest', [
		require.resolve('jest/bin/jest'),
		`--config=${config}`,
		'--ci',
		...(forJest.length > 0 ? ['--passWithNoTests'] : []),
		'--json',
		`--outputFile=${join(reports, `${name}.json`)}`,
		...args,
		...forJest,
	]);

const stages = {
	lint: () => runNpm(['run', '--silent', 'lint'], { cwd: root }),
	types: () => node('tsc', [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.dev.json']),
	build: () => node('build', ['--import', 'tsx', 'scripts/pack.ts']),
	// The gate that a package must pass to be verified by n8n, on sources and tarball.
	scan: () => node('scan', ['scripts/scan.mjs']),
	jest: () => jest('jest.config.js', 'jest'),
	e2e: () => jest('jest.e2e.config.js', 'e2e', ['--runInBand']),
};

function countTests() {
	const sum = { passed: 0, failed: 0 };
	for (const name of ['jest', 'e2e']) {
		try {
			const report = JSON.parse(readFileSync(join(reports, `${name}.json`), 'utf8'));
			sum.passed += report.numPassedTests;
			// A file that does not even load counts as a failure.
			sum.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
		} catch {
			// that stage did not run
		}
	}
	return sum;
}

async function runStages() {
	const unknown = only.filter((name) => !(name in stages));
	if (unknown.length > 0)
		throw new Error(`No such stage: ${unknown}. There are ${Object.keys(stages).join(', ')}.`);
	await setup();

	const summary = [];
	let failed = false;
	for (const [name, stage] of Object.entries(stages)) {
		if (only.length > 0 && !only.includes(name)) continue;
		if (failed) {
			summary.push(`  - ${name}: not run`);
			continue;
		}
		console.log(`\n── ${name} ──`);
		const since = Date.now();
		failed = await stage().then(
			() => false,
			(error) => {
				console.error(error.message);
				return true;
			},
		);
		summary.push(`  ${failed ? '✗' : '✓'} ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
	}
	console.log(`\n${summary.join('\n')}\n`);
	const { passed, failed: failedTests } = countTests();
	console.log(`${passed} passed, ${failedTests} failed`);
	return failed ? 1 : 0;
}

try {
	process.exitCode = await runStages();
} catch (error) {
	explain(error);
	process.exitCode = 1;
} finally {
	await endEverything();
	rmSync(reports, { recursive: true, force: true });
}
