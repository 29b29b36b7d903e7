/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { parseArgs } from 'node:util';

import { startSandbox, type Sandbox } from './index';

const USAGE = `Usage: tsx sandbox/cli.ts start [--port N] [--patients N]

  --port N      port of AlfaDocs (any free one unless told)
  --patients N  add N more invented patients`;

function number(name: string, text: string | undefined, max: number): number {
	const value = Number(text ?? '0');
	if (!Number.isInteger(value) || value < 0 || value > max) {
		throw new Error(`--${name} must be a whole number from 0 to ${max}`);
	}
	return value;
}

const print = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

/** One line of JSON for programs, then lines for people. */
function announce({ alfaDocs }: Sandbox): void {
	const { origin, baseUrl, credentials, seed } = alfaDocs;
	const { oauth, ...keys } = credentials;
	const addresses = { authUrl: origin + oauth.authorizePath, tokenUrl: origin + oauth.tokenPath };
	const { clientId, clientSecret } = oauth;
	print(
		JSON.stringify({
			alfaDocs: { origin, baseUrl, ...keys, oauth: { clientId, clientSecret, ...addresses } },
		}),
	);
	print(
		[
			'',
			`AlfaDocs        ${baseUrl}`,
			`  API key       ${keys.apiKey} (practice ${keys.practiceId}, archive ${keys.archiveId})`,
			`  OAuth2        ${addresses.authUrl} and ${addresses.tokenUrl}`,
			`                client ${clientId}, secret ${clientSecret}`,
			`  Patients      ${Object.values(seed.patients)
				.map(({ id, firstName, lastName }) => `${firstName} ${lastName} ${id}`)
				.join(', ')}`,
			`  Controls      ${origin}/_sandbox/ (requests, faults, reset, rate-limit …)`,
			'',
			'Everyone in it is invented. Ctrl+C ends it.',
		].join('\n'),
	);
}

async function start(args: string[]): Promise<void> {
	const { values } = parseArgs({
		args,
		options: { port: { type: 'string' }, patients: { type: 'string' } },
	});
	const port = number('port', values.port, 65_535);
	const patients = number('patients', values.patients, 100_000);
	const sandbox = await startSandbox({ ports: { alfaDocs: port } });
	sandbox.alfaDocs.seedPatients(patients);
	const stop = () => void sandbox.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	announce(sandbox);
}

function fail(error: Error & { code?: string; port?: number }): void {
	const taken = `Port ${error.port} is already in use. Choose another one with --port, or leave --port out.`;
	complain(error.code === 'EADDRINUSE' ? taken : error.message);
	process.exitCode = 1;
}

const [command, ...rest] = process.argv.slice(2);
if (command === 'start') {
	start(rest).catch(fail);
} else {
	complain(USAGE);
	process.exitCode = 1;
}
