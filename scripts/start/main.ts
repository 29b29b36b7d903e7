/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- development only, never shipped */
import { startSandbox, type Sandbox } from '../../sandbox';
import {
	buildAndPack,
	freePort,
	installTarball,
	LOCAL_LOGIN,
	startN8n,
	userFolder,
	type N8nClient,
} from '../host';
import { closeAtEnd, endEverything, untilInterrupted } from '../lib/processes.cjs';
import { explain, step } from '../lib/progress.cjs';
import { readCredentials, readExamples, type Example } from './examples';
import { hasPassed, resultTable, type Result } from './table';

const EDITOR_PORT = 5678;

/** The vendors of the sandbox, with the port that each has when it is free. */
const VENDORS = [
	{ key: 'alfaDocs', name: 'AlfaDocs', port: 4010 },
	{ key: 'dentalReferrals', name: 'Dental Referrals', port: 4020 },
	{ key: 'healthDock', name: 'HealthDock', port: 4030 },
	{ key: 'dotHealth', name: 'Dot Health', port: 4040 },
	{ key: 'heyDonto', name: 'HeyDonto', port: 4050 },
] as const;

/**
 * The second stage of `npm start`: everything is installed by now.
 * Resolves to the exit code: with `once` after the examples have run, else when somebody ends it.
 */
export async function main({ once }: { once: boolean }): Promise<number> {
	const tarball = await step(
		'Building and packing the package',
		buildAndPack,
		({ name, version }) => `${name} ${version}`,
	);

	const folder = userFolder('start');
	await step('Installing it as a community node', async () => await installTarball(folder, tarball));

	const sandbox = await step('Starting the sandbox', startSandboxOnFreePorts, (started) =>
		VENDORS.map(({ key, name, port }) => {
			const { origin } = started[key];
			return `${name} at ${origin}${taken(origin, port)}`;
		}).join(', '),
	);
	closeAtEnd(async () => await sandbox.close());

	const n8n = await step(
		'Starting n8n',
		async () => await startN8n({ userFolder: folder, port: EDITOR_PORT }),
		({ origin }) => `${origin}${taken(origin, EDITOR_PORT)}`,
	);

	const examples = readExamples();
	await step(
		'Creating credentials and importing the examples',
		async () => await prepare(n8n.client, folder, readCredentials(sandbox), examples),
		() => `${examples.length} ${examples.length === 1 ? 'workflow' : 'workflows'}`,
	);

	const results: Result[] = [];
	for (const example of examples) {
		results.push(
			await step(`Running "${example.workflow.name}"`, async () => await tryOut(n8n.client, example)),
		);
	}
	console.log(`\n${resultTable(results)}\n`);
	console.log(`Editor   ${n8n.origin}`);
	console.log(`Login    ${LOCAL_LOGIN.email} / ${LOCAL_LOGIN.password}`);
	VENDORS.forEach(({ key, name }, at) =>
		console.log(`${at === 0 ? 'Sandbox' : '       '}  ${sandbox[key].origin} (${name})`),
	);
	console.log(`Log      ${n8n.logFile}\n`);

	const exitCode = results.every(hasPassed) ? 0 : 1;
	if (once) return exitCode;

	console.log('Ctrl-C ends everything.');
	const interrupted = await Promise.race([untilInterrupted().then(() => true), n8n.exited.then(() => false)]);
	if (interrupted) return 0;
	explain(Object.assign(new Error('n8n ended by itself'), { logFile: n8n.logFile }));
	return 1;
}

/** Runs `main` and ends everything it started, whatever happens. */
export async function runMain(options: { once: boolean }): Promise<void> {
	try {
		process.exitCode = await main(options);
	} catch (error) {
		explain(error);
		process.exitCode = 1;
	} finally {
		await endEverything();
	}
}

async function startSandboxOnFreePorts(): Promise<Sandbox> {
	const ports = await Promise.all(VENDORS.map(async ({ key, port }) => [key, await freePort(port)] as const));
	return await startSandbox({ ports: Object.fromEntries(ports) }).catch((error: { code?: string }) =>
		// Somebody took one in between: any free ports then.
		error.code === 'EADDRINUSE' ? startSandbox() : Promise.reject(error),
	);
}

async function prepare(
	client: N8nClient,
	folder: string,
	credentials: ReturnType<typeof readCredentials>,
	examples: Example[],
): Promise<void> {
	await client.signIn().catch((error: Error) => {
		const advice = `If its password was changed in the editor: delete ${folder}, and the next start sets a new n8n up.`;
		return Promise.reject(Object.assign(error, { advice }));
	});
	for (const credential of credentials) await client.saveCredential(credential);
	for (const { workflow } of examples) await client.saveWorkflow(workflow);
}

async function tryOut(client: N8nClient, { workflow }: Example): Promise<Result> {
	try {
		return { workflow: workflow.name, run: await client.runWorkflow(workflow) };
	} catch (error) {
		return { workflow: workflow.name, problem: (error as Error).message };
	}
}

function taken(origin: string, preferred: number): string {
	return new URL(origin).port === String(preferred) ? '' : ` (port ${preferred} is in use)`;
}
