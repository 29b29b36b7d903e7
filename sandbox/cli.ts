/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { parseArgs } from 'node:util';

import { announcement } from './announce';
import { emit } from './emit';
import { startSandbox } from './index';

const USAGE = `Usage: npm run sandbox -- start [options]
       npm run sandbox -- emit <vendor> <event> [name=value …] [--at http://127.0.0.1:PORT]

start runs every vendor on this machine:

  --alfadocs-port N          any free one unless told
  --dental-referrals-port N
  --dot-health-port N
  --healthdock-port N
  --heydonto-port N
  --patients N               add N more invented patients (AlfaDocs, HealthDock, HeyDonto)

emit makes something happen at a vendor that runs, by npm start unless told, e.g.

  emit healthdock                  names what can be made happen
  emit alfadocs create-appointment date='2026-12-01 09:00:00'
  emit alfadocs update-patient id=1001 city=Torino
  emit healthdock patient.created url=http://localhost:5678/webhook-test/… data.first_name=Asha
  emit healthdock forge url=…
  emit dental-referrals files-ready url=…
  emit dental-referrals set-status urn=TST0000001 text=Completed`;

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
			'dot-health-port': text,
			'healthdock-port': text,
			'heydonto-port': text,
			patients: text,
		},
	});
	const port = (
		name: 'alfadocs-port' | 'dental-referrals-port' | 'dot-health-port' | 'healthdock-port' | 'heydonto-port',
	) => number(name, values[name], 65_535);
	const patients = number('patients', values.patients, 100_000);
	const sandbox = await startSandbox({
		ports: {
			alfaDocs: port('alfadocs-port'),
			dentalReferrals: port('dental-referrals-port'),
			dotHealth: port('dot-health-port'),
			healthDock: port('healthdock-port'),
			heyDonto: port('heydonto-port'),
		},
	});
	sandbox.alfaDocs.seedPatients(patients);
	sandbox.healthDock.seedPatients(patients);
	sandbox.heyDonto.seedPatients(patients);
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
} else if (command === 'emit') {
	emit(rest).then((said) => print(JSON.stringify(said, null, 2)), fail);
} else {
	complain(USAGE);
	process.exitCode = 1;
}
