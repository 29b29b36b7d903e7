/* eslint-disable @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { form, FORM, refusal, tokenHeader, until, useDentalReferrals, useReceiver } from './client';
import { objectsOf, pagesOf } from './pdf';

const client = useDentalReferrals();
const receiver = useReceiver();
const prepare = async (fields = {}) =>
	(
		await client.api.post(
			'/prepare_form',
			form({ ...FORM, files_ready_webhook_url: receiver.url, ...fields }),
		)
	).data.urn as string;
const files = async (urn: string) =>
	(await client.api.get('/referral_status', { params: { urn } })).data.referral_files as string[];
const ACCEPT = { Accept: 'application/json' };
const fetchPdf = async (url: string, headers: object = ACCEPT) => {
	const key = tokenHeader(client.sandbox.credentials.apiKey);
	return await client.bare.get(url, { responseType: 'arraybuffer', headers: { ...key, ...headers } });
};

describe('documents', () => {
	it('are PDFs, for the key', async () => {
		const urn = await prepare({ files_ready_webhook_url: 'http://127.0.0.1:1/' });
		const path = `/documents/${urn}.pdf`;
		expect(refusal(await client.bare.get(path, { headers: ACCEPT }))[0]).toBe(401);
		expect((await fetchPdf(path)).status).toBe(404);
		client.sandbox.submitForm(urn);
		const pdf = await fetchPdf(path);
		expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
		expect(Number(pdf.headers['content-length'])).toBe((pdf.data as Buffer).length);
		expect((pdf.data as Buffer).length).toBeLessThan(2000);
		expect(pagesOf(pdf.data as Buffer)).toBe(1);
		expect(objectsOf(pdf.data as Buffer).join('')).toContain(`${urn} Adult Restorative`);
		const history = await fetchPdf(`/documents/${urn}_MH.pdf`);
		expect(objectsOf(history.data as Buffer).join('')).toContain('Medical history');
		const other = tokenHeader(client.sandbox.credentials.otherPracticeApiKey);
		expect((await fetchPdf(path, { ...ACCEPT, ...other })).status).toBe(401);
		expect((await fetchPdf(path, { ...ACCEPT, ...tokenHeader('wrong') })).status).toBe(401);
	});

	it('send a browser to the login', async () => {
		const page = await fetchPdf('/documents/TST0000001.pdf', { Accept: 'text/html' });
		expect([page.status, page.headers.location]).toEqual([302, '/users/sign_in']);
	});

	it('are one file if the form asked for it', async () => {
		const urn = await prepare({ medical_forms_as_single_file: '1' });
		client.sandbox.submitForm(urn);
		const [only, ...others] = await files(urn);
		expect(others).toEqual([]);
		expect(pagesOf((await fetchPdf(only)).data as Buffer)).toBe(2);
		expect((await fetchPdf(`/documents/${urn}_MH.pdf`)).status).toBe(404);
		await until(() => receiver.bodies.length === 1);
		expect(client.sandbox.deliveries[0].body).toMatchObject({ files: [expect.any(String)] });
	});

	it.each([100, 5000, 1_000_003])('are as big as told: %i', async (bytes) => {
		client.sandbox.setPdfSize(bytes);
		const pdf = (await fetchPdf('/documents/TST0000001.pdf')).data as Buffer;
		expect(pdf.length).toBe(Math.max(bytes, pdf.length < 2000 ? pdf.length : bytes));
		expect(pagesOf(pdf)).toBe(1);
	});

	it('are made while they are sent', async () => {
		client.sandbox.setPdfSize(200_000_000);
		const { data, headers } = await client.bare.get('/documents/TST0000001.pdf', {
			responseType: 'stream',
			headers: { ...ACCEPT, ...tokenHeader(client.sandbox.credentials.apiKey) },
		});
		expect(headers['content-length']).toBe('200000000');
		let [size, peak] = [0, 0];
		const before = process.memoryUsage().arrayBuffers;
		for await (const piece of data as AsyncIterable<Buffer>) {
			size += piece.length;
			peak = Math.max(peak, process.memoryUsage().arrayBuffers);
		}
		expect(size).toBe(200_000_000);
		expect(peak - before).toBeLessThan(100_000_000);
	});

	it('are on another host if so switched', async () => {
		client.sandbox.setFileOrigin('http://files.example');
		const urn = await prepare();
		client.sandbox.submitForm(urn);
		expect(await files(urn)).toEqual([
			`http://files.example/documents/${urn}.pdf`,
			`http://files.example/documents/${urn}_MH.pdf`,
		]);
		await until(() => receiver.bodies.length === 1);
		const { files: sent } = client.sandbox.deliveries[0].body as { files: string[] };
		expect(sent[0]).toMatch('http://files.example/documents/show/attachments/');
	});

	it('come later if so switched', async () => {
		client.sandbox.setExportDelay(80);
		const urn = await prepare();
		client.sandbox.submitForm(urn);
		expect(await files(urn)).toEqual([]);
		expect(receiver.bodies).toEqual([]);
		await until(() => receiver.bodies.length === 1);
		expect(await files(urn)).toHaveLength(2);
	});
});
