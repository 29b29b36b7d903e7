/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';

import { sleep } from '../client';
import { refusal, tokenHeader, useDentalReferrals } from './client';

const client = useDentalReferrals();

describe('streams', () => {
	/** A chunk that holds beginnings of the boundary, which must not end the file. */
	const CHUNK = Buffer.from('0123456789\r\n--bound\r\n--'.repeat(3000));
	const HEAD = '--boundary\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n';
	const TAIL = '\r\n--boundary--\r\n';
	const PDF = { 'Upload-Content-Type': 'application/pdf', 'Upload-Filename': 'scan.pdf' };

	async function stream(chunks: number, headers: Record<string, string> = PDF) {
		function* body() {
			yield HEAD;
			for (let i = 0; i < chunks; i += 1) yield CHUNK;
			yield TAIL;
		}
		return await client.api.post('/fileupload/396/add_file', Readable.from(body(), { objectMode: false }), {
			headers: { ...headers, 'Content-Type': 'multipart/form-data; boundary=boundary' },
			maxBodyLength: Infinity,
		});
	}

	it('takes big files and does not hold them', async () => {
		const chunks = 1500;
		const hash = createHash('sha256');
		for (let i = 0; i < chunks; i += 1) hash.update(CHUNK);
		let peak = 0;
		const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().arrayBuffers)), 5);
		const before = process.memoryUsage().arrayBuffers;
		expect((await stream(chunks)).status).toBe(200);
		clearInterval(watch);
		const size = chunks * CHUNK.length;
		expect(size).toBeGreaterThan(100_000_000);
		expect(client.sandbox.uploads).toEqual([
			expect.objectContaining({ size, sha256: hash.digest('hex'), content: undefined }),
		]);
		expect(client.sandbox.requests[0]).toMatchObject({
			rawBytes: size + HEAD.length + TAIL.length,
			status: 200,
		});
		expect(peak - before).toBeLessThan(size / 2);
	});

	it('cuts the same file out, however it is cut on the way', async () => {
		const { hostname, port } = new URL(client.sandbox.origin);
		const content = 'a\r\n--boundar\r\n--boundar--\r\r\n-';
		const bytes = Buffer.from(HEAD + content + TAIL);
		const answer = new Promise((resolve, reject) => {
			const upload = request(
				{
					hostname,
					port,
					method: 'POST',
					path: '/react4r/v2/fileupload/396/add_file',
					headers: {
						...PDF,
						...tokenHeader(client.sandbox.credentials.apiKey),
						'Content-Type': 'multipart/form-data; boundary="boundary"',
					},
				},
				(response) => resolve(response.resume().statusCode),
			).on('error', reject);
			upload.setNoDelay(true);
			const next = (at: number) => {
				if (at >= bytes.length) {
					upload.end();
					return;
				}
				upload.write(bytes.subarray(at, at + 1));
				setTimeout(() => next(at + 1), 1);
			};
			next(0);
		});
		expect(await answer).toBe(200);
		expect(client.sandbox.uploads[0].content?.toString()).toBe(content);
	});

	it('answers a refused upload too, before or after it is all there', async () => {
		expect(refusal(await stream(300, { ...PDF, 'Upload-Kind': 'x' }))[0]).toBe(400);
		expect(refusal(await stream(300, { ...PDF, ...tokenHeader('wrong') }))[0]).toBe(401);
		expect(client.sandbox.uploads).toEqual([]);
		expect((await client.api.get('/')).status).toBe(200);
	});

	it('stores nothing of an upload that breaks off', async () => {
		function* body() {
			yield HEAD;
			yield CHUNK;
			throw new Error('The disk is gone');
		}
		const sending = client.api.post(
			'/fileupload/396/add_file',
			Readable.from(body(), { objectMode: false }),
			{
				headers: { ...PDF, 'Content-Type': 'multipart/form-data; boundary=boundary' },
			},
		);
		await expect(sending).rejects.toThrow('The disk is gone');
		await sleep(50);
		expect((await client.api.get('/')).status).toBe(200);
		expect(client.sandbox.uploads).toEqual([]);
	});
});
