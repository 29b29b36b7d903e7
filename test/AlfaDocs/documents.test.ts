/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createSecureServer, type Server } from 'node:https';
import { join } from 'node:path';
import tls from 'node:tls';
import type { AddressInfo } from 'node:net';

import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { startAlfaDocsBench, type AlfaDocsBench } from '../support/alfaDocs';
import { byId } from '../support/bench';

let bench: AlfaDocsBench;
beforeAll(async () => {
	bench = await startAlfaDocsBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const patientId = () => byId(bench.vendor.seed.patients.mario.id);
const CONTENT = Buffer.from('An X-ray of an invented tooth, 27 ± 1 µm');
const inMemory = (content: Buffer, fileName?: string): IBinaryData => ({
	data: content.toString('base64'),
	mimeType: 'image/png',
	fileName,
});
const itemWith = (binary: INodeExecutionData['binary']): INodeExecutionData[] => [{ json: {}, binary }];
const about = () => ({
	patientId: patientId(),
	inputType: 'binary',
	type: 'xray',
	folderName: 'Radiografie',
});
const contentOf = ({ data }: IBinaryData) => Buffer.from(data, 'base64');

describe('Document: Create and Download', () => {
	it.each([
		['of any size', CONTENT],
		['of three bytes', Buffer.from('abc')],
		['of one byte', Buffer.from([255])],
		['of 200 kB', Buffer.alloc(200_001, 'x')],
	])('bring a file %s back unchanged', async (_size, content) => {
		const created = await bench.run(
			'document.create',
			{ ...about(), binaryPropertyName: 'data' },
			{ input: itemWith({ data: inMemory(content, 'dente "27".png') }) },
		);
		expect(created.error).toBeUndefined();
		expect(created.items[0].json).toMatchObject({ name: 'dente "27".png', type: 'xray' });
		expect(bench.requests()[0].body).toMatchObject({
			base64Data: content.toString('base64'),
			folderName: 'Radiografie',
		});

		const { items } = await bench.run('document.download', {
			patientId: patientId(),
			documentId: byId(created.items[0].json.id),
		});
		expect(contentOf(items[0].binary!.data).equals(content)).toBe(true);
		expect(items[0].binary!.data.fileName).toBe('dente "27".png');
	});

	it('take a field of any name', async () => {
		const input = itemWith({ roentgen: inMemory(CONTENT, 'a.png') });
		const { error } = await bench.run(
			'document.create',
			{ ...about(), binaryPropertyName: 'roentgen' },
			{ input },
		);
		expect(error).toBeUndefined();
	});

	it('take Base64 text, line breaks and all', async () => {
		const base64Data = CONTENT.toString('base64').replace(/(.{20})/g, '$1\n');
		const { items } = await bench.run('document.create', {
			...about(),
			inputType: 'base64',
			base64Data,
			name: 'a.txt',
		});
		expect(items[0].json.name).toBe('a.txt');
		expect(bench.requests()[0].body).toMatchObject({ base64Data: CONTENT.toString('base64') });
	});

	it('refuse a file without content before any request', async () => {
		const input = itemWith({ data: { ...inMemory(Buffer.alloc(0), 'a.png') } });
		const { error } = await bench.run(
			'document.create',
			{ ...about(), binaryPropertyName: 'data' },
			{ input },
		);
		expect(error?.message).toContain("'Input Binary Field' is empty");
		expect(bench.requests()).toEqual([]);
	});

	it('send the file again after a 429', async () => {
		bench.vendor.fault({
			kind: 'status',
			status: 429,
			headers: { 'Retry-After': '0' },
			match: { method: 'POST' },
		});
		const input = itemWith({ data: inMemory(CONTENT, 'a.png') });
		const { error } = await bench.run(
			'document.create',
			{ ...about(), binaryPropertyName: 'data' },
			{ input },
		);
		expect(error).toBeUndefined();
		expect(bench.requests()[1].body).toMatchObject({ base64Data: CONTENT.toString('base64') });
	});
});

describe('where a document lies', () => {
	const consent = () => ({
		patientId: patientId(),
		documentId: byId(bench.vendor.seed.documents.consent.id),
	});

	it("uses the document's own address first", async () => {
		const { items } = await bench.run('document.download', {
			...consent(),
			options: { outputBinaryField: 'consent' },
		});
		expect(items[0].binary!.consent.mimeType).toBe('application/pdf');
		expect(contentOf(items[0].binary!.consent).subarray(0, 4).toString()).toBe('%PDF');
	});

	it('uses the inferred address where a document has none', async () => {
		const body = { status: 'success', data: { id: 7001, name: 'consenso.pdf' } };
		bench.vendor.fault({ kind: 'body', body, match: { path: /documents\/7001$/ } });
		const { items } = await bench.run('document.download', consent());
		expect(contentOf(items[0].binary!.data).subarray(0, 4).toString()).toBe('%PDF');
	});

	describe('on another host over https', () => {
		const asked: IncomingHttpHeaders[] = [];
		let store: Server;
		let origin: string;
		// Self-made, for 127.0.0.1 and these tests only.
		const fixture = (name: string) => readFileSync(join(__dirname, '..', 'fixtures', name));
		const cert = fixture('loopback.cert.pem');
		beforeAll(async () => {
			store = createSecureServer({ key: fixture('loopback.key.pem'), cert }, (request, response) => {
				asked.push(request.headers);
				response.writeHead(200, { 'Content-Type': 'application/pdf' }).end('%PDF of the store');
			}).listen(0, '127.0.0.1');
			await once(store, 'listening');
			origin = `https://127.0.0.1:${(store.address() as AddressInfo).port}`;
		});
		afterAll(() => void store.close());
		beforeEach(() => {
			asked.length = 0;
		});
		afterEach(() => jest.restoreAllMocks());

		/** What NODE_EXTRA_CA_CERTS does, which Node.js reads only when it starts. */
		const trustTheStore = () => {
			const connect = tls.connect as (options: tls.ConnectionOptions) => tls.TLSSocket;
			const trusting = (options: tls.ConnectionOptions) => connect({ ...options, ca: cert });
			jest.spyOn(tls, 'connect').mockImplementation(trusting as typeof tls.connect);
		};

		const expectFileWithoutKey = async () => {
			const { items, error } = await bench.run('document.download', consent());
			expect(error).toBeUndefined();
			expect(contentOf(items[0].binary!.data).toString()).toBe('%PDF of the store');
			expect(asked).toHaveLength(1);
			expect(JSON.stringify(asked)).not.toContain(bench.vendor.credentials.apiKey);
			expect(Object.keys(asked[0])).not.toContain('x-api-key');
		};

		it('it is fetched without the key', async () => {
			trustTheStore();
			bench.vendor.setDownloadOrigin(origin);
			await expectFileWithoutKey();
		});

		it('it is fetched without the key where a redirect leads there', async () => {
			trustTheStore();
			bench.vendor.fault({
				kind: 'redirect',
				status: 302,
				location: `${origin}/a.pdf`,
				match: { path: /download/ },
			});
			await expectFileWithoutKey();
		});

		it('a certificate that is not trusted is said to be one, and nothing is sent', async () => {
			const alfaDocsApi = bench.credential({ baseUrl: `${origin}/api/v1` });
			const { error } = await bench.run('context.get', {}, { credentials: { alfaDocsApi } });
			expect(error?.message).toBe('AlfaDocs has a certificate that this n8n does not trust [item 0]');
			expect(asked).toEqual([]);
		});
	});

	it('does not ask another host over http, and never with the key', async () => {
		const asked: unknown[] = [];
		const other = createServer((request, response) => {
			asked.push(request.headers);
			response.end('%PDF');
		}).listen(0, '127.0.0.1');
		await once(other, 'listening');
		const origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
		bench.vendor.setDownloadOrigin(origin);
		const { error } = await bench.run('document.download', consent());
		expect(error?.message).toContain(`points to another address (${new URL(origin).host})`);
		expect(asked).toEqual([]);
		other.close();
	});

	it.each(['https://app.alfadocs.com.example.net/a', 'https://user@app.alfadocs.com:1/a', '//example.net/a'])(
		'sends no key to %s',
		async (downloadUrl) => {
			const body = { status: 'success', data: { id: 7001, name: 'a.pdf', downloadUrl } };
			bench.vendor.fault({ kind: 'body', body, match: { path: /documents\/7001$/ } });
			const { error } = await bench.run('document.download', consent());
			expect(error).toBeDefined();
			expect(bench.requests()).toHaveLength(1);
			expect(JSON.stringify(error)).not.toContain(bench.vendor.credentials.apiKey);
		},
	);

	it('says what the vendor answers when the file cannot be had', async () => {
		bench.vendor.fault({ kind: 'status', status: 500, match: { path: /download/ }, times: Infinity });
		const { error } = await bench.run('document.download', consent());
		expect(error).toMatchObject({ httpCode: '500' });
	});
});
