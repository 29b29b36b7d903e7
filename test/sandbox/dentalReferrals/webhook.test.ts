import { sleep } from '../client';
import { form, FORM, tokenHeader, until, useDentalReferrals, useReceiver } from './client';
import { pagesOf } from './pdf';

const client = useDentalReferrals();
const receiver = useReceiver();
const prepare = async (fields = {}) =>
	(
		await client.api.post(
			'/prepare_form',
			form({ ...FORM, files_ready_webhook_url: receiver.url, ...fields }),
		)
	).data.urn as string;
const ACCEPT = { Accept: 'application/json' };
const fetchPdf = async (url: string, headers: object = ACCEPT) => {
	const key = tokenHeader(client.sandbox.credentials.apiKey);
	return await client.bare.get(url, { responseType: 'arraybuffer', headers: { ...key, ...headers } });
};

describe('webhook', () => {
	it('is called once with the URN and addresses that can be fetched', async () => {
		const urn = await prepare();
		client.sandbox.submitForm(urn);
		await until(() => receiver.bodies.length === 1);
		const attachment = `${client.sandbox.origin}/documents/show/attachments`;
		const sent = {
			urn,
			files: [
				`${attachment}/100/pdfs/original/${urn}_AdultRestorativeForm.pdf`,
				`${attachment}/101/pdfs/original/${urn}_MH.pdf`,
			],
		};
		expect(receiver.bodies).toEqual([{ method: 'POST', type: 'application/json', json: sent }]);
		for (const url of sent.files) expect(pagesOf((await fetchPdf(url)).data as Buffer)).toBe(1);
		await until(() => client.sandbox.deliveries[0].status === 200);
		await sleep(150);
		expect(client.sandbox.deliveries).toEqual([
			{ url: receiver.url, body: sent, attempt: 1, status: 200, at: expect.any(Number) as number },
		]);
	});

	it('is called again after 1 hour, 4 hours and a day, unless the answer is exactly 200', async () => {
		client.sandbox.setWebhookHour(10);
		receiver.statuses.push(204, 302, 500, 503);
		client.sandbox.submitForm(await prepare());
		const { deliveries } = client.sandbox;
		await until(() => deliveries.length === 4 && deliveries[3].status !== 0);
		expect(deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 204],
			[2, 302],
			[3, 500],
			[4, 503],
		]);
		const waits = deliveries.slice(1).map(({ at }, index) => at - deliveries[index].at);
		// No upper bounds: a busy machine is late.
		expect(waits.map((wait, index) => wait >= [9, 39, 239][index])).toEqual([true, true, true]);
		expect(waits[0]).toBeLessThan(waits[2]);
		await sleep(300);
		expect(receiver.bodies).toHaveLength(4);
		expect(new Set(receiver.bodies.map((body) => JSON.stringify(body))).size).toBe(1);
	});

	it('ends with the first 200, and retries what does not answer', async () => {
		client.sandbox.setWebhookHour(5);
		receiver.statuses.push(201);
		client.sandbox.submitForm(await prepare());
		await until(() => receiver.bodies.length === 2);
		await sleep(200);
		expect(client.sandbox.deliveries.map(({ status }) => status)).toEqual([201, 200]);
		client.sandbox.reset();
		client.sandbox.setWebhookHour(1);
		client.sandbox.submitForm(await prepare({ files_ready_webhook_url: 'http://127.0.0.1:1/' }));
		await until(() => client.sandbox.deliveries.length === 4);
		expect(client.sandbox.deliveries[0]).toMatchObject({ status: 0, error: 'ECONNREFUSED' });
	});

	it('never leaves loopback', async () => {
		client.sandbox.setWebhookHour(1);
		for (const url of ['http://n8n.example/hook', 'http://10.0.0.1/', 'http://127.0.0.1.example/']) {
			client.sandbox.submitForm(await prepare({ files_ready_webhook_url: url }));
		}
		await sleep(60);
		expect(client.sandbox.deliveries).toHaveLength(3);
		for (const { status, error } of client.sandbox.deliveries) {
			expect([status, error]).toEqual([0, 'The sandbox calls loopback addresses only']);
		}
	});

	it('is called when a control says so, about a referral that was submitted', async () => {
		const { urn } = client.sandbox.seed.referrals.completed;
		expect(await client.sandbox.filesReady(receiver.url, urn)).toMatchObject({ status: 200, attempt: 1 });
		const control = async (body: object) => await client.bare.post('/_sandbox/files-ready', body);
		expect((await control({ url: receiver.url })).data).toMatchObject({ status: 200 });
		const [first, second] = receiver.bodies as Array<{ json: { urn: string; files: string[] } }>;
		expect(first.json).toEqual({
			urn,
			files: [expect.stringContaining(urn), expect.stringContaining('_MH')],
		});
		expect(second.json.urn).toMatch(/^TST\d{7}$/);
		expect(second.json.urn).not.toBe(urn);
		expect((await control({ url: receiver.url, urn: await prepare() })).status).toBe(409);
		expect((await control({})).status).toBe(400);
	});

	it('is not called without an address, or after a reset', async () => {
		client.sandbox.submitForm(client.sandbox.seed.referrals.draft.urn);
		expect(client.sandbox.deliveries).toEqual([]);
		client.sandbox.setWebhookHour(20);
		receiver.statuses.push(500);
		client.sandbox.submitForm(await prepare());
		await until(() => client.sandbox.deliveries[0]?.status === 500);
		client.sandbox.reset();
		await sleep(60);
		expect([receiver.bodies.length, client.sandbox.deliveries]).toEqual([1, []]);
	});
});
