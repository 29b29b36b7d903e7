/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- development only, never shipped */
import { rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

import { startSandbox } from '../../sandbox';
import { buildAndPack, installTarball, startN8n, userFolder } from '../host';
import { cache, closeAtEnd, endEverything } from '../lib/processes.cjs';
import { step } from '../lib/progress.cjs';
import { measureMemory } from './memory';
import { ProcessMemory } from './processMemory';
import { memoryTable, throughputTable } from './report';
import { OpenSockets } from './sockets';
import { measureThroughput } from './throughput';
import { credentialFor } from './workflows';

/** The second stage of `npm run bench`: everything is installed by now. */
async function main(): Promise<void> {
	const tarball = await step('Building and packing the package', buildAndPack);
	const folder = userFolder('bench', { fresh: true });
	closeAtEnd(() => rmSync(join(folder, '.n8n', 'storage'), { recursive: true, force: true }));
	await step('Installing it as a community node', async () => await installTarball(folder, tarball));

	const sockets = new OpenSockets();
	const sandbox = await startSandbox({ rateLimit: false });
	closeAtEnd(async () => await sandbox.close());
	const n8n = await step(
		'Starting n8n',
		async () =>
			await startN8n({
				userFolder: folder,
				port: 5720,
				env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
			}),
	);
	await n8n.client.signIn();
	await n8n.client.saveCredential(credentialFor(sandbox));

	const load = loadavg()[0];
	// First, while n8n is as small as it gets.
	const memory = ProcessMemory.isAvailable
		? await step('Passing a big file through', async () => await measureMemory(n8n, sandbox, tarball.name))
		: undefined;
	console.log(`\n${memory ? memoryTable(memory) : 'Memory is measured on Linux only.'}\n`);
	const throughput = await step(
		'Sending requests',
		async () => await measureThroughput(n8n.client, sandbox, tarball.name, sockets),
	);

	console.log(`\n${throughputTable(throughput)}`);
	console.log(`\n${cpus().length} cores, load ${load.toFixed(1)} before it began\n`);
	const figures = { at: new Date().toISOString(), cores: cpus().length, load, memory, throughput };
	writeFileSync(join(cache, 'bench.json'), `${JSON.stringify(figures, null, '\t')}\n`);
}

/** Runs `main` and ends everything it started, whatever happens. */
export async function runMain(): Promise<void> {
	try {
		await main();
	} finally {
		await endEverything();
	}
}
