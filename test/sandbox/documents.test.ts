import { refusal, useSandbox } from './client';

const client = useSandbox();
const PATH = '/patients/1001/documents';
const sent = {
	base64Data: Buffer.from('Ciao, è una prova').toString('base64'),
	type: 'text',
	name: 'lettera è.txt',
	folderName: 'Lettere',
};

it('are listed wrapped by index, with an absolute download address', async () => {
	const { data } = await client.api.get(PATH);
	expect(Object.keys(data)).toEqual(['data']);
	expect(data.data).toEqual([
		{ 0: expect.objectContaining({ id: 7001, name: 'consenso.pdf' }) },
		{ 1: expect.objectContaining({ id: 7002 }) },
	]);
	const { downloadUrl } = data.data[0][0];
	expect(downloadUrl.startsWith(`${client.sandbox.baseUrl}/`)).toBe(true);
	const file = await client.api.get(downloadUrl, { responseType: 'arraybuffer' });
	expect(file.headers['content-type']).toBe('application/pdf');
	expect(
		Buffer.from(file.data as ArrayBuffer)
			.toString('latin1')
			.startsWith('%PDF-1.4'),
	).toBe(true);
	expect(refusal(await client.bare.get(downloadUrl))).toEqual([401, 'Authentication required']);
});

it('what is created is found, byte for byte', async () => {
	const created = await client.api.post(PATH, sent);
	expect(created.status).toBe(200);
	const { id, downloadUrl } = created.data.data;
	expect(created.data).toEqual({
		data: {
			id,
			downloadUrl,
			name: sent.name,
			type: 'text',
			folderName: 'Lettere',
			createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
		},
	});
	expect((await client.api.get(`${PATH}/${id}`)).data).toEqual(created.data);
	const { data, headers } = await client.api.get(`${PATH}/${id}/download`);
	expect(data).toBe('Ciao, è una prova');
	expect(headers['content-disposition']).toContain("filename*=UTF-8''lettera%20%C3%A8.txt");
});

it.each([
	[{ base64Data: undefined }, 'base64Data is required'],
	[{ name: undefined }, 'name is required'],
	[{ folderName: undefined }, 'folderName is required'],
	[{ type: undefined }, 'type is required'],
	[{ base64Data: 'not base64!' }, 'base64Data is not valid base64'],
	[{ base64Data: 'data:text/plain;base64,AAAA' }, 'base64Data is not valid base64'],
	[{ base64Data: '' }, 'base64Data must NOT have fewer than 1 characters'],
	[{ mimeType: 'text/plain' }, 'mimeType is not a known field'],
])('refuses %j', async (change, message) => {
	expect(refusal(await client.api.post(PATH, { ...sent, ...change }))).toEqual([400, message]);
	expect((await client.api.get(PATH)).data.data).toHaveLength(2);
});

it('refuses a type that is not in the list', async () => {
	const [status, message] = refusal(await client.api.post(PATH, { ...sent, type: 'pdf' }));
	expect([status, message]).toEqual([
		400,
		expect.stringContaining('type must be one of text, xray') as string,
	]);
});

it('belong to their patient', async () => {
	expect(refusal(await client.api.get('/patients/1002/documents/7001'))).toEqual([404, 'Document not found']);
	expect(refusal(await client.api.get('/patients/1/documents'))).toEqual([404, 'Patient not found']);
	expect((await client.api.get('/patients/1002/documents')).data).toEqual({ data: [] });
});

it('can point elsewhere for their download', async () => {
	client.sandbox.setDownloadOrigin('https://files.example.net');
	const { data } = await client.api.get(`${PATH}/7001`);
	expect(data.data.downloadUrl).toMatch(/^https:\/\/files\.example\.net\/.*\/7001\/download$/);
	client.sandbox.setDownloadOrigin(null);
	expect((await client.api.get(`${PATH}/7001`)).data.data.downloadUrl).toContain(client.sandbox.origin);
});
