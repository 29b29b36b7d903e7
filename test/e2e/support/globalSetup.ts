/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- development only, never shipped */
import { delimiter } from 'node:path';

import { buildAndPack, startN8n, userFolder } from '../../../scripts/host';
import { closeAtEnd, endEverything } from '../../../scripts/lib/processes.cjs';
import { step } from '../../../scripts/lib/progress.cjs';
import { NOWHERE } from './n8n';
import { startRegistry } from './registry';

/** Starts a new n8n and installs the packed package through n8n's own route, as a user does. */
export default async function globalSetup(): Promise<void> {
	let ready = false;
	try {
		await start();
		ready = true;
	} finally {
		if (!ready) await endEverything();
	}
}

async function start(): Promise<void> {
	console.log('');
	const tarball = await step('Building and packing the package', buildAndPack);
	const folder = userFolder('e2e', { fresh: true });
	const registry = await startRegistry(tarball, folder);
	closeAtEnd(async () => await registry.close());

	const { origin, client } = await step(
		'Starting n8n',
		async () =>
			await startN8n({
				userFolder: folder,
				port: 5690,
				env: {
					PATH: `${registry.npmFolder}${delimiter}${process.env.PATH ?? ''}`,
					// Nothing leaves this machine: what is not on loopback goes to a proxy that is not there.
					HTTP_PROXY: NOWHERE,
					HTTPS_PROXY: NOWHERE,
					NO_PROXY: '127.0.0.1,localhost',
				},
			}),
		(n8n) => n8n.origin,
	);
	await client.signIn();
	await step(
		'Installing the package through n8n',
		async () => await client.installPackage(tarball.name, tarball.version),
	);
	// The tests run in other contexts, which share nothing with this one but the environment.
	process.env.E2E_N8N_ORIGIN = origin;
	process.env.E2E_N8N_SESSION = client.session;
	process.env.E2E_PACKAGE = JSON.stringify(tarball);
}
