/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- development only, never shipped */
// npx tsx scripts/schemas.ts: runs every operation against the sandbox and writes what comes out, as JSON Schemas.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { format, resolveConfig } from 'prettier';

import '../test/support/environment';

// Beside `Vendor.node.ts` lies `Vendor.node.json`, which Node.js takes first for `Vendor.node`.
const endings: Partial<NodeJS.RequireExtensions> = require.extensions;
const { '.json': json } = endings;
delete endings['.json'];
endings['.json'] = json;

async function writeSchemas(): Promise<void> {
	// n8n-core reads its environment when it is loaded.
	const { startSandbox } = await import('../sandbox');
	const { Bench, everyOperation } = await import('../test/contract/bench');
	const { outputsOf, schemaFile, schemaFolder, schemaOf } = await import('../test/contract/schemas');
	const { contracts } = await import('../test/contract/vendors');

	const sandbox = await startSandbox({ rateLimit: false });
	const operations = everyOperation(contracts.map((contract) => new Bench(contract, () => sandbox)));
	for (const name of new Set(operations.map(([, , { node }]) => node.constructor.name)))
		rmSync(schemaFolder(name), { recursive: true, force: true });

	for (const [label, bench, operation] of operations) {
		const outputs = await outputsOf(bench, operation);
		if (outputs.length === 0) throw new Error(`${label} gave nothing`);
		const file = schemaFile(operation);
		mkdirSync(dirname(file), { recursive: true });
		const style = { ...(await resolveConfig(file)), parser: 'json' };
		writeFileSync(file, await format(JSON.stringify(schemaOf(outputs)), style));
	}
	await sandbox.close();
	console.log(`${operations.length} schemas written`);
}

writeSchemas().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
