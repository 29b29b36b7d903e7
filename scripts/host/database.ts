/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { join } from 'node:path';

import { run } from '../lib/processes.cjs';
import { setupResult } from './setupResult';

/** Runs in the Node of n8n, which has SQLite built in. */
const SCRIPT = `
	const { DatabaseSync } = require('node:sqlite');
	const [file, statement, values] = process.argv.slice(1);
	const { changes } = new DatabaseSync(file).prepare(statement).run(...JSON.parse(values));
	process.exit(changes > 0 ? 0 : 1);
`;

/**
 * Changes the database of an n8n that does not run, for what n8n itself offers no way to.
 *
 * @throws when no row was changed
 */
export async function changeDatabase(
	userFolder: string,
	statement: string,
	values: Array<string | number>,
): Promise<void> {
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const args = ['--no-warnings', '-e', SCRIPT, file, statement, JSON.stringify(values)];
	await run(setupResult().node, args, { name: `Changing ${file}` });
}
