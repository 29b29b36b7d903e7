/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { setTimeout as pause } from 'node:timers/promises';

import type { N8nClient, Workflow } from '../../scripts/host';
import {
	call,
	dentalReferralsCredential,
	itemsOf,
	referAndWait,
	startWaiting,
	type Waiting,
} from './support/dentalReferrals';
import { n8nClient } from './support/n8n';
import { newSandbox, type Sandbox } from './support/sandbox';

let n8n: N8nClient;
let sandbox: Sandbox;
let workflow: Workflow;

beforeAll(async () => {
	n8n = n8nClient();
	sandbox = await newSandbox();
	const credential = dentalReferralsCredential(sandbox, 'Dental Referrals, called back (e2e)');
	await n8n.saveCredential(credential);
	workflow = referAndWait('Refer and wait (e2e)', credential);
});

beforeEach(() => sandbox.dentalReferrals.reset());

afterAll(async () => await sandbox.close());

const vendor = () => sandbox.dentalReferrals;
const statusOf = async ({ run }: Waiting) => (await n8n.waitForExecution(run.executionId)).status;
const endOf = async ({ run }: Waiting) =>
	await n8n.waitForExecution(run.executionId, { whileWaiting: true, timeoutMs: 30_000 });
const wait = async () => await startWaiting(n8n, sandbox, workflow);

/** The dentist submits the form, and the vendor keeps its call to itself. */
function submitQuietly(urn: string): void {
	const form = vendor().referrals.find((referral) => referral.urn === urn);
	delete form?.fields.files_ready_webhook_url;
	vendor().submitForm(urn);
}

test('a call about another referral is done with, and nothing is asked', async () => {
	const waiting = await wait();
	vendor().requests.length = 0;

	for (const urn of [vendor().seed.referrals.sent.urn, 'TST9999999', '', ` ${waiting.urn}`])
		expect([urn, await call(waiting.callback, { urn, files: [] })]).toEqual([urn, 200]);
	expect(vendor().requests).toEqual([]);
	expect(await statusOf(waiting)).toBe('waiting');
});

test('a call without the token, or with another one, is refused by n8n', async () => {
	const waiting = await wait();
	const [parameter, token] = [...waiting.callback.searchParams][0];
	vendor().requests.length = 0;
	submitQuietly(waiting.urn);

	for (const forged of ['', 'x', 'x'.repeat(token.length), `${token}x`, token.slice(1)]) {
		const url = new URL(waiting.callback);
		if (forged) url.searchParams.set(parameter, forged);
		else url.searchParams.delete(parameter);
		expect([forged, await call(url, { urn: waiting.urn })]).toEqual([forged, 401]);
	}
	expect(vendor().requests).toEqual([]);
	expect(await statusOf(waiting)).toBe('waiting');
});

test('the token of one execution does not wake another', async () => {
	const [mine, other] = [await wait(), await wait()];
	submitQuietly(mine.urn);
	const url = new URL(mine.callback);
	url.search = other.callback.search;

	expect(await call(url, { urn: mine.urn })).toBe(401);
	expect(await statusOf(mine)).toBe('waiting');
});

test('a call to another path of the execution finds nothing', async () => {
	const waiting = await wait();
	submitQuietly(waiting.urn);

	for (const ending of ['', '/files-read', '/files-ready/more', '/default']) {
		const url = new URL(waiting.callback);
		url.pathname = url.pathname.replace(/\/files-ready$/, ending);
		expect([ending, await call(url, { urn: waiting.urn })]).toEqual([ending, 404]);
	}
	expect((await fetch(waiting.callback)).status).toBe(404);
	expect(await statusOf(waiting)).toBe('waiting');
});

test('a call before there are files is to be repeated', async () => {
	const waiting = await wait();

	expect(await call(waiting.callback, { urn: waiting.urn })).toBe(503);
	vendor().setExportDelay(60_000);
	vendor().submitForm(waiting.urn);
	expect(await call(waiting.callback, { urn: waiting.urn, files: ['http://127.0.0.1:9/x.pdf'] })).toBe(503);
	expect(await statusOf(waiting)).toBe('waiting');
});

test('a body that is not what the vendor sends does not wake it', async () => {
	const waiting = await wait();
	const { urn, callback } = waiting;
	submitQuietly(urn);
	vendor().requests.length = 0;

	const bodies: unknown[] = [
		'',
		'null',
		'"text"',
		'not JSON',
		'{"urn":',
		[urn],
		[{ urn }],
		{},
		{ urn: [urn] },
		{ urn: { value: urn } },
		{ urn: null },
		`{"__proto__":{"urn":"${urn}"}}`,
		`{"constructor":{"prototype":{"urn":"${urn}"}}}`,
		`{"urn":{"__proto__":"${urn}","toString":"${urn}"}}`,
	];
	for (const body of bodies) {
		const status = await call(callback, body);
		expect([body, status < 500]).toEqual([body, true]);
	}
	for (const type of ['text/plain', 'application/octet-stream', 'application/xml'])
		await call(callback, `{"urn":"${urn}"}`, type);

	expect(vendor().requests).toEqual([]);
	expect(await statusOf(waiting)).toBe('waiting');

	// And it is as awake as ever for the right one.
	expect(await call(callback, { urn, files: [] })).toBe(200);
	expect(await endOf(waiting)).toMatchObject({ status: 'success', error: undefined });
});

test('repeated calls, also at the same time, run what follows once', async () => {
	const waiting = await wait();
	const { urn, callback } = waiting;
	submitQuietly(urn);
	vendor().requests.length = 0;

	const statuses = await Promise.all([1, 2, 3].map(async () => await call(callback, { urn })));
	const run = await endOf(waiting);
	expect(run).toMatchObject({ status: 'success', error: undefined });
	expect(itemsOf(run, 'Last')).toHaveLength(1);
	expect(statuses).toContain(200);

	expect(await call(callback, { urn })).toBe(409);
	await pause(500);
	expect(await endOf(waiting)).toEqual(run);
});

test('while the vendor cannot say, its call is to be repeated, and the repeat wakes the execution', async () => {
	const waiting = await wait();
	vendor().setWebhookHour(1000);
	vendor().fault({ kind: 'status', status: 500, match: { path: '/referral_status' }, times: Infinity });
	vendor().submitForm(waiting.urn);

	expect(await call(waiting.callback, { urn: waiting.urn })).toBe(503);
	const [first] = vendor().deliveries;
	while (first.status === 0 && first.error === undefined) await pause(20);
	// The vendor waits for an answer for five seconds only.
	expect(first.status).toBe(503);
	expect(await statusOf(waiting)).toBe('waiting');

	vendor().clearFaults();
	expect(await endOf(waiting)).toMatchObject({ status: 'success', error: undefined });
	expect(vendor().deliveries.map(({ status }) => status)).toEqual([first.status, 200]);
	expect(vendor().openedForms).toEqual([]);
});

test('when the PDFs cannot be fetched, the vendor is to call again', async () => {
	const waiting = await wait();
	vendor().setWebhookHour(200);
	vendor().fault({ kind: 'status', status: 404, match: { path: /^\/documents\// } });
	vendor().submitForm(waiting.urn);

	const run = await endOf(waiting);
	expect(run).toMatchObject({ status: 'success', error: undefined });
	expect(vendor().deliveries.map(({ status }) => status)).toEqual([503, 200]);
	expect(Object.keys(itemsOf(run, 'Last')[0].binary ?? {})).toEqual(['file_1', 'file_2']);
});
