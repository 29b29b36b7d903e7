// npm run bench: sets everything up, then measures memory and speed in a real n8n against the sandbox.
// It compares and prints; it never fails because something is slow.
import { createRequire } from 'node:module';

import { setup } from './setup.mjs';

const require = createRequire(import.meta.url);
const { endEverything } = require('./lib/processes.cjs');
const { explain } = require('./lib/progress.cjs');

try {
	await setup();
	const { register } = require('tsx/cjs/api');
	register();
	await require('./bench/main.ts').runMain();
} catch (error) {
	explain(error);
	process.exitCode = 1;
	await endEverything();
}
process.exit();
