import { createHash } from 'node:crypto';

import { sleep, useSandbox } from './client';

const client = useSandbox();
const VERIFIER = 'a-code-verifier-that-is-long-enough-for-the-standard';
const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';

const question = (change: object = {}) => ({
	client_id: client.sandbox.credentials.oauth.clientId,
	redirect_uri: REDIRECT,
	response_type: 'code',
	scope: 'patient:list patient:view',
	state: 'state & more',
	code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
	code_challenge_method: 'S256',
	...change,
});
const authorize = async (change: object = {}) =>
	await client.bare.get('/oauth2/authorize', { params: question(change) });

async function code(change: object = {}): Promise<string> {
	const { status, headers } = await authorize(change);
	expect(status).toBe(302);
	const target = new URL(String(headers.location));
	expect(target.origin + target.pathname).toBe(REDIRECT);
	expect(target.searchParams.get('state')).toBe('state & more');
	return target.searchParams.get('code') ?? '';
}

async function token(form: Record<string, string>) {
	const { clientId, clientSecret } = client.sandbox.credentials.oauth;
	const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form });
	return await client.bare.post('/oauth2/token', body);
}
const redeem = async (codeGiven: string, change: Record<string, string> = {}) =>
	await token({
		grant_type: 'authorization_code',
		code: codeGiven,
		redirect_uri: REDIRECT,
		code_verifier: VERIFIER,
		...change,
	});
const refresh = async (refreshToken: string) =>
	await token({ grant_type: 'refresh_token', refresh_token: refreshToken });
const me = async (accessToken: string) =>
	await client.bare.get('/api/v1/me', { headers: { Authorization: `Bearer ${accessToken}` } });

it('gives a token for a code, which opens the main archive', async () => {
	const { status, data } = await redeem(await code());
	expect([status, data]).toEqual([
		200,
		{
			access_token: expect.any(String) as string,
			refresh_token: expect.any(String) as string,
			token_type: 'Bearer',
			expires_in: 3600,
			scope: 'patient:list patient:view',
		},
	]);
	expect((await me(data.access_token as string)).data.data.archiveId).toBe(201);
	const list = await client.bare.get('/api/v1/practices/101/archives/201/patients', {
		headers: { Authorization: `Bearer ${data.access_token}` },
	});
	expect(list.status).toBe(200);
});

it('rotates refresh tokens: an old one is refused', async () => {
	const first = (await redeem(await code())).data;
	const second = await refresh(first.refresh_token as string);
	expect(second.status).toBe(200);
	expect(second.data.refresh_token).not.toBe(first.refresh_token);
	expect((await me(second.data.access_token as string)).status).toBe(200);
	const again = await refresh(first.refresh_token as string);
	expect([again.status, again.data.error]).toEqual([400, 'invalid_grant']);
	expect((await refresh(second.data.refresh_token as string)).status).toBe(200);
});

it('lets tokens expire', async () => {
	client.sandbox.setTokenLifetime(0.05);
	const { data } = await redeem(await code());
	await sleep(80);
	expect([(await me(data.access_token as string)).status]).toEqual([401]);
	expect((await refresh(data.refresh_token as string)).status).toBe(200);
});

it('says so when a token has no scopes', async () => {
	const { data } = await redeem(await code({ scope: undefined }));
	const answer = await me(data.access_token as string);
	expect([answer.status, answer.data.error]).toEqual([403, 'Invalid access token: scopes are empty']);
});

it.each([
	[{ client_id: 'x' }, 401, 'invalid_client'],
	[{ redirect_uri: undefined }, 400, 'invalid_request'],
	[{ redirect_uri: 'nowhere' }, 400, 'invalid_request'],
	[{ response_type: 'token' }, 400, 'unsupported_response_type'],
	[{ state: undefined }, 400, 'invalid_request'],
	[{ code_challenge: undefined }, 400, 'invalid_request'],
	[{ code_challenge_method: 'plain' }, 400, 'invalid_request'],
])('does not authorise %j', async (change, status, error) => {
	const answer = await authorize(change);
	expect([answer.status, answer.data.error]).toEqual([status, error]);
});

it.each([
	[{ redirect_uri: `${REDIRECT}/` }, 400, 'invalid_grant'],
	[{ code_verifier: 'another' }, 400, 'invalid_grant'],
	[{ code_verifier: '' }, 400, 'invalid_request'],
	[{ code: 'x' }, 400, 'invalid_grant'],
	[{ client_secret: 'x' }, 401, 'invalid_client'],
	[{ client_id: 'x' }, 401, 'invalid_client'],
	[{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
])('gives no token for %j', async (change, status, error) => {
	const answer = await redeem(await code(), change as unknown as Record<string, string>);
	expect([answer.status, answer.data.error]).toEqual([status, error]);
});

it('gives one token for a code', async () => {
	const once = await code();
	expect((await redeem(once)).status).toBe(200);
	expect((await redeem(once)).data.error).toBe('invalid_grant');
});

it('takes the secret in a form only', async () => {
	expect((await client.bare.post('/oauth2/token', { grant_type: 'refresh_token' })).status).toBe(415);
	const basic = { auth: { username: 'sandbox-client', password: 'sandbox-client-secret' } };
	const answer = await client.bare.post('/oauth2/token', new URLSearchParams({ a: 'b' }), basic);
	expect([answer.status, answer.data.error]).toEqual([401, 'invalid_client']);
});
