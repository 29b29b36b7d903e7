/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import type { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { byId } from '../support/bench';
import { keepFilesOnDisk } from '../support/filesystemBinary';
import { collectGarbage } from '../support/garbage';
import { form, startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const CONTENT = randomBytes(1_000_001);
const FILE = { fileName: 'panoramic.png', mimeType: 'image/png' };
const MB = 1024 * 1024;
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

const inMemory = (content: Buffer): IBinaryData => ({ ...FILE, data: content.toString('base64') });
const withFile = (data: IBinaryData): INodeExecutionData[] => [{ json: {}, binary: { data } }];

/** What reached the FHIR API. */
const requests = () =>
	bench.vendor.requests.filter(({ path, status }) => path.startsWith('/fhir') && status !== 401);
const document = { status: 'current', 'content.attachment': 'data' };

/** Everything that has to hold wherever n8n keeps its files. */
function filesAsKept(
	store: (content: Buffer) => Promise<IBinaryData>,
	read: (file: IBinaryData) => Promise<Buffer>,
) {
	it('are uploaded and come back as they were', async () => {
		const uploaded = await bench.run('binary.upload', {}, { input: withFile(await store(CONTENT)) });
		expect(uploaded.error).toBeUndefined();
		expect(requests().map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
			'POST /fhir/binary 201',
		]);
		expect(requests()[0].body).toEqual({
			resourceType: 'Binary',
			contentType: FILE.mimeType,
			data: CONTENT.toString('base64'),
		});
		const [{ json }] = uploaded.items;
		expect(json).toMatchObject({
			reference: `Binary/${String(json.id)}`,
			contentType: FILE.mimeType,
		});
		expect(JSON.stringify(json)).not.toContain('"data"');

		const { items, error } = await bench.run('binary.download', {
			id: byId(json.reference),
			outputBinaryField: 'picture',
		});
		expect(error).toBeUndefined();
		expect(items[0].binary!.picture).toMatchObject({ mimeType: FILE.mimeType });
		expect(sha256(await read(items[0].binary!.picture))).toBe(sha256(CONTENT));
		expect(JSON.stringify(items[0].json).length).toBeLessThan(1000);
	});

	it('become part of a document', async () => {
		const input = withFile(await store(CONTENT));
		const { items, error } = await bench.run('documentReference.create', form(document), { input });
		expect(error).toBeUndefined();
		expect(requests().at(-1)!.body).toMatchObject({
			content: [
				{
					attachment: {
						contentType: FILE.mimeType,
						title: FILE.fileName,
						data: CONTENT.toString('base64'),
					},
				},
			],
		});
		expect(items[0].json).toMatchObject({ contentAttachmentTitle: FILE.fileName });
		expect(JSON.stringify(items[0].json).length).toBeLessThan(1000);
	});

	it('of more than 20 MB are no part of a record, which is said before any other is stored', async () => {
		const [small] = withFile(await store(CONTENT));
		const [large] = withFile(await store(Buffer.alloc(20 * MB + 1)));
		const { error } = await bench.run('documentReference.create', form(document), {
			input: [small, large],
		});
		expect(error?.message).toBe('The file is too large to stand inside of a record [item 1]');
		expect(error?.description).toContain('Binary > Upload');
		expect(requests()).toEqual([]);
	});
}

describe('files in memory', () => {
	filesAsKept(
		async (content) => inMemory(content),
		async ({ data }) => Buffer.from(data, 'base64'),
	);

	it.each([
		['binary.upload', {}],
		['documentReference.create', form(document)],
		['documentReference.update', { id: byId('1'), ...form(document) }],
		['bundle.execute', { resourceType: 'DocumentReference', ...form(document) }],
	] as const)('that are missing are missed before anything is sent: %s', async (operation, parameters) => {
		const { error } = await bench.run(operation, parameters, {
			input: [...withFile(inMemory(CONTENT)), { json: {}, binary: { scan: inMemory(CONTENT) } }],
		});
		expect(error?.message).toContain("'data'");
		expect(error?.context.itemIndex).toBe(1);
		expect(requests()).toEqual([]);
	});

	it('that lie elsewhere stay there', async () => {
		const { error } = await bench.run(
			'documentReference.create',
			form({ ...document, 'content.attachment': 'https://files.example/letter.pdf' }),
		);
		expect(error).toBeUndefined();
		expect(requests().at(-1)!.body).toMatchObject({
			content: [{ attachment: { url: 'https://files.example/letter.pdf' } }],
		});
	});
});

describe('files on disk', () => {
	let files: BinaryDataService;
	beforeAll(async () => {
		files = await keepFilesOnDisk();
	});

	const kept = async (content: Readable): Promise<IBinaryData> =>
		await files.store({ type: 'execution', workflowId: 'test', executionId: '1' }, content, {
			...FILE,
			data: '',
		});

	filesAsKept(
		async (content) => await kept(Readable.from([content])),
		async (file) => {
			expect(file.id).toContain('filesystem');
			return await files.getAsBuffer(file);
		},
	);

	const used = (): number => {
		collectGarbage();
		const { heapUsed, external } = process.memoryUsage();
		return heapUsed + external;
	};

	/** Takes an upload without keeping it, and looks every 10 MB at how much memory is in use. */
	async function takeUpload(request: IncomingMessage) {
		const hash = createHash('sha256');
		let [bytes, most, looks] = [0, 0, 0];
		for await (const chunk of request as AsyncIterable<Buffer>) {
			hash.update(chunk);
			bytes += chunk.length;
			if (Math.floor(bytes / (10 * MB)) > looks) {
				looks += 1;
				most = Math.max(most, used());
			}
		}
		return { sha256: hash.digest('hex'), bytes, most };
	}

	it('take no memory while they are sent, however large they are', async () => {
		const part = randomBytes(3 * MB);
		const parts = 60;
		const data = await kept(
			Readable.from(
				(function* () {
					for (let left = parts; left > 0; left--) yield part;
				})(),
			),
		);
		const uploads: Array<Awaited<ReturnType<typeof takeUpload>>> = [];
		const server = createServer((request, response) => {
			void takeUpload(request).then((upload) => {
				uploads.push(upload);
				response.writeHead(201, { 'Content-Type': 'application/fhir+json' });
				response.end(JSON.stringify({ resourceType: 'Binary', id: 'large' }));
			});
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const heyDontoApi = bench.credential({ baseUrl, sessionToken: 'token' });
		const before = used();
		const { items, error } = await bench.run(
			'binary.upload',
			{},
			{ input: withFile(data), credentials: { heyDontoApi } },
		);
		server.close();

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ reference: 'Binary/large' });
		const [upload] = uploads;
		const due = createHash('sha256').update('{"resourceType":"Binary","contentType":"image/png","data":"');
		for (let left = parts; left > 0; left--) due.update(part.toString('base64'));
		expect(upload.sha256).toBe(due.update('"}').digest('hex'));
		expect(upload.bytes).toBeGreaterThan(240 * MB);
		expect(upload.most - before).toBeLessThan(90 * MB);
	}, 60_000);
});
