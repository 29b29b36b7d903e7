// What n8n's verification scans a package with, without the registry: its own ESLint rules over our sources and over
// what the build stage has packed. Only the provenance of a publication cannot be looked at here.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const require = createRequire(import.meta.url);
const { cache, root } = require('./lib/processes.cjs');

const PACKED_FILES = ['**/*.js', 'package.json'];

function newestTarball() {
	const folder = join(cache, 'pack');
	const { name, version } = require(join(root, 'package.json'));
	const file = `${name}-${version}.tgz`;
	try {
		if (readdirSync(folder).includes(file)) return { folder, file };
	} catch {
		// there is no such folder: nothing was packed
	}
	throw new Error('Nothing is packed yet: run npm test -- --only=build first.');
}

function report(what, { passed, message, details }) {
	console.log(passed ? `✓ ${what}` : `✗ ${what}: ${message}\n${details ?? ''}`);
	return passed;
}

const { folder, file } = newestTarball();
const unpacked = mkdtempSync(join(folder, 'scan-'));
try {
	// A relative name, because tar takes the colon of C:\ for the name of a host.
	execFileSync('tar', ['-xzf', join('..', file)], { cwd: unpacked });
	const results = [
		report('sources', await analyzePackage(root, SOURCE_FILE_PATTERNS)),
		report('tarball', await analyzePackage(join(unpacked, 'package'), PACKED_FILES)),
	];
	process.exitCode = results.every(Boolean) ? 0 : 1;
} finally {
	rmSync(unpacked, { recursive: true, force: true });
}
