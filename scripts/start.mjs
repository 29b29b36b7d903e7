// npm start: sets everything up, then runs the examples in a real n8n against the sandbox and keeps both up.
// npm start -- --once: ends after the table; the exit code says whether every example passed.
import { createRequire } from 'node:module';

import { setup } from './setup.mjs';

const require = createRequire(import.meta.url);
const { endEverything } = require('./lib/processes.cjs');
const { explain } = require('./lib/progress.cjs');

try {
	await setup();
	// From here on there is a TypeScript loader to continue with.
	const { register } = require('tsx/cjs/api');
	register();
	await require('./start/main.ts').runMain({ once: process.argv.includes('--once') });
} catch (error) {
	explain(error);
	process.exitCode = 1;
	await endEverything();
}
process.exit();
