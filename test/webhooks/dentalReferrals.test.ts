import { sleep, type IDataObject } from 'n8n-workflow';

import { DentalReferralsTrigger } from '../../nodes/DentalReferrals/DentalReferralsTrigger.node';
import { TriggerBench } from '../support/webhooks';
import { useWorld } from './table';

/** What is particular to Dental Referrals: calls are not signed, so that only the vendor's own answer is believed. */
const world = useWorld();
const WEBHOOK_ID = 'd1e2a3f4-0000-4111-8222-c0ffee123456';
let bench: TriggerBench;

beforeEach(async () => {
	const { baseUrl, credentials } = vendor();
	bench = await TriggerBench.start(() => new DentalReferralsTrigger(), {
		parameters: { output: 'raw', options: {} },
		credentials: {
			dentalReferralsApi: { environment: 'custom', baseUrl, apiKey: credentials.apiKey },
		},
		webhookId: WEBHOOK_ID,
	});
});
afterEach(async () => await bench.close());

const vendor = () => world.sandbox.dentalReferrals;
const set = (parameters: IDataObject) => Object.assign(bench.installation.parameters, parameters);
const send = async (body: unknown) =>
	(await bench.call({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })).status;
const paths = () => vendor().requests.map(({ method, path }) => `${method} ${path}`);
const STATUS = 'GET /react4r/v2/referral_status';
const jsons = () => bench.executions.map((items) => items.map(({ json }) => json));

/** A form that was prepared with the trigger's address, not submitted yet. */
async function prepare(fields: Record<string, string> = {}): Promise<string> {
	const response = await fetch(`${vendor().baseUrl}/prepare_form`, {
		method: 'POST',
		headers: { authorization: `Token token=${vendor().credentials.apiKey}` },
		body: new URLSearchParams({
			form_type: 'AdultRestorativeForm',
			patient_dob: '10/10/2010',
			files_ready_webhook_url: bench.url,
			...fields,
		}),
	});
	const { urn } = (await response.json()) as { urn: string };
	vendor().requests.length = 0;
	return urn;
}

async function until(condition: () => boolean): Promise<void> {
	for (let left = 600; left > 0 && !condition(); left -= 1) await sleep(5);
	expect(condition()).toBe(true);
}
const answered = async (count = 1) => {
	const { deliveries } = vendor();
	await until(() => deliveries.filter(({ status }) => status !== 0).length >= count);
	return deliveries.map(({ status }) => status);
};

it('the address has the token that n8n made, and a path of its own', () => {
	expect(new URL(bench.url).pathname).toBe(`/webhook/${WEBHOOK_ID}/files-ready`);
	bench.mode = 'manual';
	expect(new URL(bench.url).pathname).toBe(`/webhook-test/${WEBHOOK_ID}/files-ready`);
});

it('fetches the PDFs of a referral that was submitted, with the key and from the vendor only', async () => {
	const urn = await prepare();
	vendor().submitForm(urn);
	expect(await answered()).toEqual([200]);

	expect(paths()).toEqual([STATUS, `GET /documents/${urn}.pdf`, `GET /documents/${urn}_MH.pdf`]);
	expect(vendor().requests.map(({ query }) => query)).toEqual([{ urn }, {}, {}]);
	const [[{ json, binary }]] = bench.executions;
	expect(json).toEqual({
		referral_urn: urn,
		referral_status: 'Entered on System',
		referrer_name: 'Jane Doe',
		referral_reason: 'Adult Restorative',
		referral_files: [`${vendor().origin}/documents/${urn}.pdf`, `${vendor().origin}/documents/${urn}_MH.pdf`],
	});
	expect(
		Object.entries(binary ?? {}).map(([name, { fileName, mimeType }]) => [name, fileName, mimeType]),
	).toEqual([
		['file_1', `${urn}.pdf`, 'application/pdf'],
		['file_2', `${urn}_MH.pdf`, 'application/pdf'],
	]);
});

it('asks to be called again until the vendor itself shows files, and takes it then', async () => {
	const urn = await prepare();
	expect(await send({ urn, files: ['https://evil.example/x.pdf'] })).toBe(503);
	expect(await send({ urn: 'TST9999999', files: [] })).toBe(503);
	vendor().setExportDelay(60_000);
	vendor().submitForm(urn);
	expect(await send({ urn, files: ['https://evil.example/x.pdf'] })).toBe(503);
	expect(bench.executions).toEqual([]);
	expect(new Set(paths())).toEqual(new Set([STATUS]));

	vendor().setExportDelay(0);
	const other = await prepare();
	vendor().submitForm(other);
	expect(await answered()).toEqual([200]);
	expect(jsons()).toEqual([[expect.objectContaining({ referral_urn: other })]]);
});

it.each([
	[
		'cannot say',
		'the service answered 500',
		{ kind: 'status', status: 500, match: { path: '/referral_status' } },
	],
	[
		'does not answer',
		'Dental Referrals closed the connection before it answered',
		{ kind: 'resetBeforeStoring', match: { path: '/referral_status' } },
	],
	[
		'cannot give the PDFs',
		'the service answered 404',
		{ kind: 'status', status: 404, match: { path: /^\/documents\// } },
	],
	[
		'gives a page for a PDF',
		'Dental Referrals did not give the file',
		{ kind: 'body', body: '<html>', contentType: 'text/html', match: { path: /^\/documents\// } },
	],
] as const)('is called again when the vendor %s, and starts one execution', async (_what, why, fault) => {
	vendor().setWebhookHour(40);
	const urn = await prepare();
	// The first call and its patience: a read is tried again for two seconds.
	vendor().fault({ ...fault, times: fault.match.path === '/referral_status' ? 4 : 1 });
	vendor().submitForm(urn);
	expect(await answered(2)).toEqual([503, 200]);
	expect(jsons()).toEqual([[expect.objectContaining({ referral_urn: urn })]]);
	expect(bench.warnings).toEqual([`Trigger: a call was answered with 503 (${why})`]);
});

it('does not show the referral of another practice', async () => {
	const { urn } = vendor().seed.referrals.otherPractice;
	expect(await send({ urn, files: [] })).toBe(503);
	expect(bench.executions).toEqual([]);
});

it('starts once for the same files, and again when there are others', async () => {
	const urn = await prepare();
	vendor().submitForm(urn);
	await answered();
	for (const files of [[], ['x'], ['y', 'z']]) expect(await send({ urn, files })).toBe(200);
	expect(bench.executions).toHaveLength(1);

	const referral = vendor().referrals.find((candidate) => candidate.urn === urn)!;
	referral.documents = [...referral.documents].reverse();
	expect(await send({ urn })).toBe(200);
	expect(bench.executions).toHaveLength(1);
	referral.documents = [
		...referral.documents,
		{ attachmentId: 900, suffix: '_EX', form: 'EX', pages: ['x'] },
	];
	expect(await send({ urn })).toBe(200);
	expect(jsons()[1][0].referral_files).toHaveLength(3);
});

it('asks nothing for what names no referral, and believes nobody without the token', async () => {
	for (const body of [
		{},
		{ urn: '' },
		{ urn: 1 },
		{ urn: ['TST0000001'] },
		{ urn: '../../x' },
		{ urn: 'x'.repeat(65) },
	])
		expect([body, await send(body)]).toEqual([body, 400]);
	const { urn } = vendor().seed.referrals.sent;
	for (const path of [
		'files-ready',
		`webhook/files-ready`,
		`webhook/${WEBHOOK_ID}x/files-ready`,
		`webhook/${WEBHOOK_ID}/x/files-ready`,
	]) {
		const call = { body: JSON.stringify({ urn }), headers: { 'content-type': 'application/json' } };
		expect([path, (await bench.call(call, `${bench.origin}/${path}`)).status]).toEqual([path, 401]);
	}
	expect(vendor().requests).toEqual([]);
	expect(await send({ urn })).toBe(200);
});

it.each([undefined, '', 'files', 'x'.repeat(36), `${WEBHOOK_ID}x`])(
	'is not published at an address that can be guessed (%s)',
	async (webhookId) => {
		bench.installation.webhookId = webhookId;
		await expect(bench.publish()).rejects.toMatchObject({
			message: 'The address of this trigger could be guessed',
			description: expect.stringContaining('add it again') as unknown,
		});
		expect(await send({ urn: vendor().seed.referrals.sent.urn })).toBe(401);
	},
);

describe('what comes out', () => {
	const { length } = 'TST0000001';
	const ready = async () => {
		const urn = await prepare();
		vendor().submitForm(urn);
		await answered();
		expect(urn).toHaveLength(length);
		return urn;
	};
	const files = () => bench.executions[0].map(({ binary }) => Object.keys(binary ?? {}));

	it('simplified: number, status and names of the PDFs', async () => {
		set({ output: 'simplified' });
		const urn = await ready();
		expect(jsons()).toEqual([
			[{ referral_urn: urn, referral_status: 'Entered on System', files: [`${urn}.pdf`, `${urn}_MH.pdf`] }],
		]);
		expect(files()).toEqual([['file_1', 'file_2']]);
	});

	it('the number only, and then nothing is fetched', async () => {
		set({ output: 'id', options: { downloadFiles: true } });
		const urn = await ready();
		expect(jsons()).toEqual([[{ referral_urn: urn }]]);
		expect([files(), paths()]).toEqual([[[]], [STATUS]]);
	});

	it('without the PDFs, when they are not wanted', async () => {
		set({ options: { downloadFiles: false } });
		await ready();
		expect([files(), paths()]).toEqual([[[]], [STATUS]]);
	});

	it('an item for each PDF', async () => {
		set({ output: 'simplified', options: { itemPerFile: true } });
		const urn = await ready();
		expect(jsons()).toEqual([
			[`${urn}.pdf`, `${urn}_MH.pdf`].map((name) => ({
				referral_urn: urn,
				referral_status: 'Entered on System',
				files: [name],
			})),
		]);
		expect(files()).toEqual([['file_1'], ['file_1']]);
		expect(bench.executions[0].map(({ binary }) => binary?.file_1.fileName)).toEqual([
			`${urn}.pdf`,
			`${urn}_MH.pdf`,
		]);
	});
});

it('sends the key to no other host, wherever the PDFs are said to be', async () => {
	vendor().setFileOrigin('http://127.0.0.1:9');
	const urn = await prepare();
	vendor().setWebhookHour(60_000);
	vendor().submitForm(urn);
	expect(await answered()).toEqual([503]);
	expect(bench.warnings[0]).toContain('points to another address (127.0.0.1:9)');
	set({ options: { downloadFiles: false } });
	expect(await send({ urn })).toBe(200);
});
