import { createHash } from 'node:crypto';

import { form, FORM, refusal, tokenHeader, useDentalReferrals } from './client';

const client = useDentalReferrals();
const JPEG = { 'Upload-Content-Type': 'image/jpeg', 'Upload-Filename': 'tooth.jpg' };

function multipart(parts: Array<[name: string, content: string | Blob]>): FormData {
	const body = new FormData();
	for (const [name, content] of parts) {
		if (typeof content === 'string') body.append(name, content);
		else body.append(name, content, 'local name.jpg');
	}
	return body;
}
const FILE: [string, Blob] = ['file', new Blob(['picture'], { type: 'image/jpeg' })];
const add = async (
	headers: Record<string, string> = JPEG,
	parts = [FILE] as Parameters<typeof multipart>[0],
) => await client.api.post('/fileupload/396/add_file', multipart(parts), { headers });
const fileuploadId = async () => (await client.api.post('/prepare_fileupload')).data.fileupload_id as number;

describe('prepare_fileupload', () => {
	it('makes a set, by GET and by POST', async () => {
		const get = await client.api.get('/prepare_fileupload');
		const post = await client.api.post('/prepare_fileupload');
		expect([get.status, get.data]).toEqual([200, { status: 'success', fileupload_id: expect.any(Number) }]);
		expect(post.data.fileupload_id).not.toBe(get.data.fileupload_id);
		expect((await client.api.post('/prepare_fileupload', form())).status).toBe(200);
	});

	it('takes nothing', async () => {
		expect(refusal(await client.api.get('/prepare_fileupload?a=1'))[0]).toBe(400);
		expect(refusal(await client.api.post('/prepare_fileupload', form({ a: '1' })))[0]).toBe(400);
		expect(refusal(await client.api.post('/prepare_fileupload', { a: 1 }))[0]).toBe(415);
	});
});

describe('add_file', () => {
	it('keeps what was sent', async () => {
		const radiograph = { ...JPEG, 'Upload-Kind': 'radiograph', 'Upload-Date': '29/01/2016' };
		const { status, data } = await add(radiograph);
		expect([status, data]).toEqual([200, { status: 'success' }]);
		await add();
		expect(client.sandbox.uploads).toEqual([
			{
				fileuploadId: 396,
				filename: 'tooth.jpg',
				contentType: 'image/jpeg',
				kind: 'radiograph',
				date: '29/01/2016',
				size: 7,
				sha256: createHash('sha256').update('picture').digest('hex'),
				content: Buffer.from('picture'),
				part: { filename: 'local name.jpg', contentType: 'image/jpeg' },
			},
			expect.objectContaining({ kind: 'other', date: undefined }),
		]);
	});

	it.each([
		['Upload-Content-Type', ''],
		['Upload-Content-Type', 'image/gif'],
		['Upload-Content-Type', 'image/jpeg; q=1'],
		['Upload-Filename', ''],
		['Upload-Filename', 'tooth'],
		['Upload-Filename', 'C:\\tooth.jpg'],
		['Upload-Kind', 'xray'],
		['Upload-Kind', 'radiograph'],
		['Upload-Date', '2016-01-29'],
		['Upload-Date', '30/02/2016'],
		['Upload-Size', '7'],
	])('refuses the header %s: %j', async (name, value) => {
		const [status, message] = refusal(await add({ ...JPEG, [name]: value }));
		expect([status, message]).toEqual([400, expect.stringContaining('upload-')]);
		expect(client.sandbox.uploads).toEqual([]);
	});

	it('needs the two required headers', async () => {
		for (const name of Object.keys(JPEG)) {
			const headers = Object.fromEntries(Object.entries(JPEG).filter(([other]) => other !== name));
			expect(refusal(await add(headers))).toEqual([400, `${name.toLowerCase()} is required`]);
		}
	});

	it.each([
		['no part', []],
		['a part of another name', [['upload', new Blob(['x'])]]],
		['a text', [['file', 'x']]],
		['two files', [FILE, FILE]],
		['a field beside the file', [FILE, ['note', 'x']]],
		['an empty file', [['file', new Blob([])]]],
	] as Array<[string, Parameters<typeof multipart>[0]]>)('refuses %s', async (_what, parts) => {
		expect(refusal(await add(JPEG, parts))[0]).toBe(400);
		expect(client.sandbox.uploads).toEqual([]);
	});

	it('takes multipart only, whole', async () => {
		const path = '/fileupload/396/add_file';
		expect(refusal(await client.api.post(path, Buffer.from('x'), { headers: JPEG }))[0]).toBe(415);
		expect(refusal(await client.api.post(path, undefined, { headers: JPEG }))[0]).toBe(415);
		const send = async (text: string, type = 'multipart/form-data; boundary=b') =>
			refusal(
				await client.api.post(path, Buffer.from(text), { headers: { ...JPEG, 'Content-Type': type } }),
			)[0];
		const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n';
		expect(await send(`${head}data\r\n--b--\r\n`, 'multipart/form-data')).toBe(400);
		expect(await send(`${head}data`)).toBe(400);
		expect(await send(`${head}data\r\n--b`)).toBe(400);
		expect(await send('--b\r\n\r\ndata\r\n--b--\r\n')).toBe(400);
		expect(await send('hello')).toBe(400);
		expect(client.sandbox.uploads).toEqual([]);
	});

	it('finds only sets that are there, open and its own', async () => {
		const to = async (id: number | string, headers = {}) =>
			refusal(
				await client.api.post(`/fileupload/${id}/add_file`, multipart([FILE]), {
					headers: { ...JPEG, ...headers },
				}),
			)[0];
		expect(await to(9999)).toBe(404);
		expect(await to('x')).toBe(404);
		expect(await to(395)).toBe(404);
		expect(await to(394)).toBe(401);
		expect(await to(396, tokenHeader(client.sandbox.credentials.otherPracticeApiKey))).toBe(401);
	});

	it('ends with the submission of its form', async () => {
		const id = await fileuploadId();
		const send = async () =>
			await client.api.post(`/fileupload/${id}/add_file`, multipart([FILE]), { headers: JPEG });
		const { data } = await client.api.post('/save_draft', form({ ...FORM, fileupload_id: String(id) }));
		expect((await send()).status).toBe(200);
		client.sandbox.submitForm(data.draft_id as number);
		expect(refusal(await send())[0]).toBe(404);
		const again = await client.api.post('/prepare_form', form({ ...FORM, fileupload_id: String(id) }));
		expect(refusal(again)[0]).toBe(404);
		expect(client.sandbox.uploads).toHaveLength(1);
	});
});
