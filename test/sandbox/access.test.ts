import { refusal, useSandbox } from './client';

const client = useSandbox();
const PATIENTS = '/api/v1/practices/101/archives/201/patients';
const get = async (headers: Record<string, string>, path = PATIENTS) =>
	await client.bare.get(path, { headers });

it('refuses a missing or wrong key', async () => {
	expect(refusal(await get({}))).toEqual([401, 'Authentication required']);
	expect(refusal(await get({ 'X-Api-Key': 'wrong' }))).toEqual([401, 'Authentication required']);
	expect(refusal(await get({ Authorization: 'Bearer wrong' }))).toEqual([401, 'Authentication required']);
	expect(refusal(await get({}, '/api/v1/me'))).toEqual([401, 'Authentication required']);
});

it('refuses both schemes at once', async () => {
	const { apiKey } = client.sandbox.credentials;
	const [status] = refusal(await get({ 'X-Api-Key': apiKey, Authorization: 'Bearer x' }));
	expect(status).toBe(400);
});

it('refuses a key of another archive, and the two share nothing', async () => {
	const { otherArchiveApiKey, apiKey } = client.sandbox.credentials;
	const other = { 'X-Api-Key': otherArchiveApiKey };
	const main = { 'X-Api-Key': apiKey };
	expect(refusal(await get(other))).toEqual([403, 'Access denied']);
	for (const path of ['101/archives/202', '102/archives/201', '102/archives/202']) {
		expect((await get(main, `/api/v1/practices/${path}/patients`)).status).toBe(403);
	}
	const theirs = '/api/v1/practices/102/archives/202/patients';
	expect((await get(other, theirs)).data.results).toEqual([expect.objectContaining({ id: 8001 })]);
	expect((await get(other, `${theirs}/1001`)).status).toBe(404);
	expect((await get(other, '/api/v1/me')).data.data.archiveId).toBe(202);
});

it('refuses unknown paths and verbs', async () => {
	expect(refusal(await client.api.get('/invoices'))).toEqual([404, 'Not found']);
	expect(refusal(await client.api.get('/patients/'))).toEqual([404, 'Not found']);
	expect(refusal(await client.api.post('/chairs', {}))).toEqual([405, 'Method not allowed']);
	expect(refusal(await client.api.get('/patients/1001/phone-numbers/x'))[0]).toBe(400);
});

describe.each([
	['post', '/patients'],
	['patch', '/patients/1001'],
	['post', '/appointments'],
	['patch', '/appointments/2001'],
	['post', '/patients/1001/phone-numbers'],
	['patch', '/patients/1001/phone-numbers/1101'],
	['post', '/patients/1001/documents'],
	['post', '/custom-object-fields'],
	['post', '/transactions'],
] as const)('%s %s', (method, path) => {
	// As bytes: a text would be quoted to make it JSON.
	const send = async (text: string, type: string) =>
		await client.api.request({
			method,
			url: path,
			data: Buffer.from(text),
			headers: { 'Content-Type': type },
		});

	it('takes JSON only', async () => {
		const message = 'The content type must be application/json';
		expect(refusal(await send('firstName=A', 'application/x-www-form-urlencoded'))).toEqual([415, message]);
		expect(refusal(await send('{}', 'text/plain'))).toEqual([415, message]);
		expect(refusal(await send('{"a":', 'application/json'))).toEqual([
			400,
			'The request body is not valid JSON',
		]);
		expect(refusal(await send('', 'application/json'))[0]).toBe(400);
		expect(refusal(await send('[]', 'application/json'))).toEqual([400, 'The request body must be object']);
		expect(refusal(await send('{"foo":1}', 'application/json; charset=utf-8'))[0]).toBe(400);
	});

	it('takes no query', async () => {
		const answer = await client.api.request({ method, url: `${path}?a=1`, data: {} });
		expect(refusal(answer)).toEqual([400, 'a is not a known query parameter']);
	});
});
