import { sleep } from '../client';
import { blame, refusal, useHeyDonto } from './client';

const client = useHeyDonto();
const login = async (change: object = {}) => {
	const { email, password } = client.sandbox.credentials;
	return await client.bare.post('/auth/login', { email, password, ...change });
};
const get = async (authorization?: string, path = '/site') =>
	await client.bare.get(path, { headers: authorization ? { Authorization: authorization } : {} });

const claims = (token: string) =>
	JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8')) as { iat: number; exp: number };

it('answers a JWT that lives for a day and opens every API', async () => {
	const { status, data } = await login();
	expect([status, Object.keys(data as object)]).toEqual([201, ['accessToken']]);
	const token = data.accessToken as string;
	expect(JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString())).toMatchObject({ typ: 'JWT' });
	const { iat, exp } = claims(token);
	expect(exp - iat).toBe(86_400);
	for (const path of ['/site', '/fhir/patient', '/site/101/fhir/patient', '/auth/user']) {
		expect((await get(`Bearer ${token}`, path)).status).toBe(200);
	}
	expect((await login()).data.accessToken).not.toBe(token);
});

it.each(['/site', '/fhir/patient', '/site/101/fhir/patient', '/auth/user', '/site/101/assistant'])(
	'%s needs the token as a bearer token',
	async (path) => {
		const token = (await login()).data.accessToken as string;
		for (const authorization of [
			undefined,
			token,
			`Token ${token}`,
			`Bearer ${token}x`,
			'Bearer ',
			'Basic YTpi',
		]) {
			const { status, data } = await get(authorization, path);
			expect([status, data]).toEqual([401, { message: 'Unauthorized', statusCode: 401 }]);
		}
	},
);

it('takes the password that it is, and counts', async () => {
	expect(client.sandbox.logins()).toEqual({ accepted: 1, refused: 0 });
	for (const change of [{ password: 'other' }, { email: 'somebody@lakeshore-dental.example' }]) {
		expect(refusal(await login(change))).toEqual([401, 'Invalid email or password']);
	}
	await login();
	expect((await client.bare.get('/_sandbox/logins')).data).toEqual({ accepted: 2, refused: 2 });
});

it.each([
	['email', { email: undefined }],
	['email', { email: 'nobody' }],
	['email', { email: 7 }],
	['password', { password: undefined }],
	['password', { password: '' }],
	['remember', { remember: true }],
])('refuses a login for its %s: %j', async (field, change) => {
	expect(blame(await login(change))).toEqual([400, field]);
	expect(client.sandbox.logins()).toEqual({ accepted: 1, refused: 0 });
});

it('takes a login as JSON and no other way', async () => {
	const { email, password } = client.sandbox.credentials;
	const form = new URLSearchParams({ email, password });
	expect((await client.bare.post('/auth/login', form)).status).toBe(415);
	expect(blame(await client.bare.post('/auth/login?email=a', { email, password }))).toEqual([400, 'email']);
	expect(refusal(await client.bare.get('/auth/login'))).toEqual([404, 'Cannot GET /auth/login']);
	const broken = await client.bare.post('/auth/login', '{"email":', {
		headers: { 'Content-Type': 'application/json' },
	});
	expect(refusal(broken)[0]).toBe(400);
});

it('answers in the newer shape when told', async () => {
	client.sandbox.configure({ loginAnswer: 'token' });
	const { data } = await login();
	expect(data).toEqual({ message: 'Login successful', token: expect.any(String) as string });
	expect((await get(`Bearer ${data.token as string}`)).status).toBe(200);
});

it('lets tokens run out, and revokes them', async () => {
	client.sandbox.setTokenLifetime(0.2);
	const short = `Bearer ${(await login()).data.accessToken as string}`;
	expect((await get(short)).status).toBe(200);
	await sleep(250);
	expect((await get(short)).status).toBe(401);

	client.sandbox.setTokenLifetime(60);
	const revoked = (await login()).data.accessToken as string;
	expect(claims(revoked).exp - claims(revoked).iat).toBe(60);
	client.sandbox.revokeTokens();
	expect((await get(`Bearer ${revoked}`)).status).toBe(401);
	expect((await get(`Bearer ${(await login()).data.accessToken as string}`)).status).toBe(200);
});

it('hands out a token that is no login', async () => {
	expect((await get(`Bearer ${client.sandbox.issueToken()}`)).status).toBe(200);
	expect(client.sandbox.logins()).toEqual({ accepted: 1, refused: 0 });
});

it('says who is logged in', async () => {
	const { data } = await client.api.get('/auth/user');
	expect(data).toMatchObject({
		id: '7',
		email: client.sandbox.credentials.email,
		role: 'CLIENT_ACCOUNT_USER',
		siteIds: ['101', '102'],
		organizationIds: ['11', '12', '13'],
		brandIds: ['21'],
	});
	expect(JSON.stringify(data)).not.toContain(client.sandbox.credentials.password);
});
