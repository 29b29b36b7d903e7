/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- development only, never shipped */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import axios from 'axios';

import { startSandbox } from '../../sandbox';
import { emit } from '../../sandbox/emit';

const ROOT = join(__dirname, '..', '..');
const run = (...args: string[]) =>
	spawn(process.execPath, ['--import', 'tsx', join('sandbox', 'cli.ts'), ...args], { cwd: ROOT });

async function output(child: ChildProcess, until = /$^/): Promise<string> {
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (piece: Buffer) => {
			text += piece.toString('utf8');
			if (until.test(text)) child.emit('seen');
		});
	}
	await Promise.race([once(child, 'seen'), once(child, 'close')]);
	return text;
}

it('starts, says where, refuses a taken port, and ends when told', async () => {
	const child = run('start', '--patients', '5');
	try {
		const text = await output(child, /Ctrl\+C/);
		type Access = { origin: string; baseUrl: string; apiKey: string; clientId?: string; email?: string };
		const vendors = JSON.parse(text.split('\n')[0]) as Record<string, Access>;
		expect(Object.keys(vendors)).toEqual([
			'alfaDocs',
			'dentalReferrals',
			'dotHealth',
			'healthDock',
			'heyDonto',
		]);
		const people = text.slice(text.indexOf('\n'));
		for (const { baseUrl, apiKey, clientId, email } of Object.values(vendors)) {
			expect(people).toContain(baseUrl);
			expect(people).toContain(apiKey ?? clientId ?? email);
		}
		const { alfaDocs, healthDock } = vendors;
		const { data } = await axios.get(`${alfaDocs.baseUrl}/practices/101/archives/201/patients`, {
			headers: { 'X-Api-Key': alfaDocs.apiKey },
			proxy: false,
		});
		expect(data.total).toBe(17);

		// Others have started before it; they must not keep the process.
		const { port } = new URL(healthDock.origin);
		const second = run('start', '--healthdock-port', port);
		expect(await output(second)).toContain(`Port ${port} is already in use`);
		expect(second.exitCode).toBe(1);
	} finally {
		child.kill('SIGTERM');
	}
	if (child.exitCode === null) await once(child, 'exit');
	expect(child.exitCode).toBe(0);
});

it('makes things happen in a sandbox that runs', async () => {
	const sandbox = await startSandbox();
	try {
		const { alfaDocs, dentalReferrals, healthDock } = sandbox;
		const { urn } = dentalReferrals.seed.referrals.sent;
		const at = (vendor: { origin: string }) => ['--at', vendor.origin];
		const child = run(
			'emit',
			'dental-referrals',
			'set-status',
			`urn=${urn}`,
			'text=Seen',
			...at(dentalReferrals),
		);
		expect(JSON.parse(await output(child))).toEqual({ ok: true });
		expect(child.exitCode).toBe(0);
		expect(dentalReferrals.referrals.find((referral) => referral.urn === urn)?.status).toBe('Seen');

		const url = `${alfaDocs.origin}/hook`;
		const fields = [`url=${url}`, 'data.first_name=Asha', 'data.age=7'];
		const sent = await emit(['healthdock', 'patient.created', ...fields, ...at(healthDock)]);
		expect(sent).toMatchObject({ url, status: 404, attempt: 1 });
		expect(JSON.parse(String(healthDock.deliveries[0].body))).toMatchObject({
			event: 'patient.created',
			data: { first_name: 'Asha', age: 7 },
		});
		expect(await emit(['alfadocs', ...at(alfaDocs)])).toContain('seed-patients');

		const complaint = async (args: string[]) => await emit(args).catch(({ message }: Error) => message);
		for (const [args, message] of [
			[['alfadocs', 'patient.created', ...at(alfaDocs)], 'alfadocs has '],
			[['healthdock', 'emit', 'url', ...at(healthDock)], 'must be written like name=value'],
			[['healthdock', 'emit', ...at(healthDock)], 'answered 409'],
			[['healthdock', 'emit', '--at', 'http://127.0.0.1:1'], 'No sandbox answers at http://127.0.0.1:1'],
			[['hospital', 'emit'], 'The vendors are'],
			[[], 'The vendors are'],
		] as const)
			expect(await complaint([...args])).toContain(message);
	} finally {
		await sandbox.close();
	}
});

it.each([
	[[], 'Usage:'],
	[['start', '--alfadocs-port', 'x'], '--alfadocs-port must be a whole number'],
	[['start', '--patients', '-1'], '--patients'],
	[['start', '--speed', '1'], '--speed'],
])('refuses %j', async (args, message) => {
	const child = run(...args);
	expect(await output(child)).toContain(message);
	expect(child.exitCode).toBe(1);
});
