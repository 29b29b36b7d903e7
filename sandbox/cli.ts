/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { parseArgs } from 'node:util';

import { announcement } from './announce';
import { startSandbox } from './index';

const USAGE = `Usage: tsx sandbox/cli.ts start [options]

  --alfadocs-port N          any free one unless told
  --dental-referrals-port N
  --healthdock-port N
  --patients N               add N more invented patients (AlfaDocs, HealthDock)`;

function number(name: string, text: string | undefined, max: number): number {
	const value = Number(text ?? '0');
	if (!Number.isInteger(value) || value < 0 || value > max) {
		throw new Error(`--${name} must be a whole number from 0 to ${max}`);
	}
	return value;
}

const print = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

async function start(args: string[]): Promise<void> {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: {
			'alfadocs-port': text,
			'dental-referrals-port': text,
			'healthdock-port': text,
			patients: text,
		},
	});
	const port = (name: 'alfadocs-port' | 'dental-referrals-port' | 'healthdock-port') =>
		number(name, values[name], 65_535);
	const patients = number('patients', values.patients, 100_000);
	const sandbox = await startSandbox({
		ports: {
			alfaDocs: port('alfadocs-port'),
			dentalReferrals: port('dental-referrals-port'),
			healthDock: port('healthdock-port'),
		},
	});
	sandbox.alfaDocs.seedPatients(patients);
	sandbox.healthDock.seedPatients(patients);
	const stop = () => void sandbox.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	print(announcement(sandbox));
}

function fail(error: Error & { code?: string; port?: number }): void {
	const taken = `Port ${error.port} is already in use. Choose another one, or leave its option out.`;
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
