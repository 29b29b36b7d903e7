/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import type { BinaryDataService } from 'n8n-core';
import { sleep, type IBinaryData } from 'n8n-workflow';

import { startAlfaDocsBench, type AlfaDocsBench } from '../support/alfaDocs';
import { byId } from '../support/bench';
import { startDentalReferralsBench, type DentalReferralsBench } from '../support/dentalReferrals';
import { keepFilesOnDisk } from '../support/filesystemBinary';

/** Files as a server keeps them: on disk, with no more than an id in the item. */
let files: BinaryDataService;
let alfaDocs: AlfaDocsBench;
let dentalReferrals: DentalReferralsBench;
beforeAll(async () => {
	files = await keepFilesOnDisk();
	alfaDocs = await startAlfaDocsBench();
	dentalReferrals = await startDentalReferralsBench();
});
afterAll(async () => {
	await alfaDocs.close();
	await dentalReferrals.close();
});

const CONTENT = randomBytes(1_000_003);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const stored = async (fileName: string, mimeType: string): Promise<IBinaryData> =>
	await files.store({ type: 'execution', workflowId: 'test', executionId: '1' }, Readable.from([CONTENT]), {
		data: '',
		fileName,
		mimeType,
	});

it('go out as Base64 in JSON and come back as they were', async () => {
	const data = await stored('a.png', 'image/png');
	expect(data).toMatchObject({ id: expect.stringContaining('filesystem'), data: 'filesystem-v2' });
	const patientId = byId(alfaDocs.vendor.seed.patients.mario.id);
	const about = {
		patientId,
		inputType: 'binary',
		type: 'xray',
		folderName: 'Radiografie',
		binaryPropertyName: 'data',
	};
	const created = await alfaDocs.run('document.create', about, { input: [{ json: {}, binary: { data } }] });
	expect(created.error).toBeUndefined();
	const { items } = await alfaDocs.run('document.download', {
		patientId,
		documentId: byId(created.items[0].json.id),
	});
	expect(items[0].binary!.data.id).toContain('filesystem');
	expect(sha256(await files.getAsBuffer(items[0].binary!.data))).toBe(sha256(CONTENT));
});

it('go out as a form with one file, from a whole binary object too', async () => {
	const xray = await stored('opg.jpg', 'image/jpeg');
	const parameters = { otherFiles: 'xray, xray' };
	const { error } = await dentalReferrals.run('file.upload', parameters, {
		input: [{ json: {}, binary: { xray } }],
	});
	expect(error).toBeUndefined();
	const uploads = dentalReferrals.vendor.uploads.slice(-2);
	expect(uploads.map(({ sha256: hash, size }) => [hash, size])).toEqual([
		[sha256(CONTENT), CONTENT.length],
		[sha256(CONTENT), CONTENT.length],
	]);
});

it('say so when the connection breaks before they are complete', async () => {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'Content-Type': 'application/pdf', 'Content-Length': '1000' });
		response.write('%PDF half of it');
		void sleep(50).then(() => response.destroy());
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const dentalReferralsApi = dentalReferrals.credential({ baseUrl: origin });
	const { error } = await dentalReferrals.run(
		'file.download',
		{ url: `${origin}/a.pdf` },
		{ credentials: { dentalReferralsApi } },
	);
	server.close();
	expect(error?.message).toBe('The connection broke before the file was complete [item 0]');
});
