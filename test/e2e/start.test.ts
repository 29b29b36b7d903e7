/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { logs, root, startProcess } from '../../scripts/lib/processes.cjs';
import { readExamples } from '../../scripts/start/examples';

test('npm start -- --once runs every example, prints the table and ends', async () => {
	const logFile = join(logs, 'start-once.log');
	const start = startProcess(process.execPath, ['scripts/start.mjs', '--once'], { cwd: root, logFile });
	const { code } = await start.exited;
	const output = readFileSync(logFile, 'utf8');

	const examples = readExamples();
	expect(examples.length).toBeGreaterThan(0);
	expect(output.match(/Passed/g)).toHaveLength(examples.length);
	expect(output).toMatch(/Editor +http:\/\/127\.0\.0\.1:\d+/);
	expect(code).toBe(0);

	// What it said is up is gone with it.
	for (const [address] of output.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)) {
		await expect(fetch(address)).rejects.toThrow();
	}
}, 240_000);
