import { createHash } from 'node:crypto';

import { sleep } from '../client';
import { blame, FHIR, refusal, useDotHealth } from './client';

const client = useDotHealth();
const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';

const own = (change: object = {}) => ({
	grant_type: 'client_credentials',
	client_id: client.sandbox.credentials.clientId,
	client_secret: client.sandbox.credentials.clientSecret,
	...change,
});
const ask = async (body: unknown, headers = {}, path = '/auth/api/integrations/token') =>
	await client.bare.post(path, body, { headers });
const form = (fields: object) => new URLSearchParams(fields as Record<string, string>);
const get = async (authorization?: string) =>
	await client.bare.get(`${client.sandbox.baseUrl}/Patient`, {
		headers: { Accept: FHIR, ...(authorization !== undefined && { Authorization: authorization }) },
	});
const opens = async (token: unknown) => (await get(`Bearer ${String(token)}`)).status === 200;

describe('client credentials', () => {
	it('gives the documented answer, and the token opens the API', async () => {
		const { status, data, headers } = await ask(own());
		const access_token = expect.any(String) as string;
		expect([status, data]).toEqual([200, { access_token, token_type: 'bearer', expires_in: 3600 }]);
		expect(headers['cache-control']).toBe('no-store');
		expect(await opens(data.access_token)).toBe(true);
		expect(client.sandbox.authUrl).toBe(`${client.sandbox.origin}/auth/api/integrations`);
	});

	it.each([
		[{ client_secret: 'x' }, 401, 'invalid_client'],
		[{ client_id: 'x' }, 401, 'invalid_client'],
		[{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
		[{ grant_type: undefined }, 400, 'invalid_request'],
		[{ client_secret: undefined }, 400, 'invalid_request'],
		[{ client_secret: 5 }, 400, 'invalid_request'],
		[{ audience: 'all' }, 400, 'invalid_request'],
	])('refuses %j', async (change, status, error) => {
		const answer = await ask(own(change));
		const error_description = expect.any(String) as string;
		expect([answer.status, answer.data]).toEqual([status, { error, error_description }]);
	});

	it('takes plain JSON only: neither the wrapper nor the type of the samples, nor a form', async () => {
		expect((await ask({ body: own() })).status).toBe(400);
		expect((await ask('[]', { 'Content-Type': 'application/json' })).status).toBe(400);
		expect((await ask('{"a":', { 'Content-Type': 'application/json' })).status).toBe(400);
		expect((await ask(own(), { 'Content-Type': FHIR })).status).toBe(415);
		const { status, data } = await ask(form(own()));
		expect([status, data.error]).toEqual([415, 'invalid_request']);
	});

	it('takes a form only, refused with the other status, when it is switched', async () => {
		client.sandbox.configure({ tokenBody: 'form', tokenRefusal: 400 });
		const { status, data } = await ask(own());
		expect([status, data.error]).toEqual([400, 'invalid_request']);
		expect(await opens((await ask(form(own()))).data.access_token)).toBe(true);
	});

	it('has one address of the two', async () => {
		const other = '/auth/integrations/token';
		expect([(await ask(own())).status, (await ask(own(), {}, other)).status]).toEqual([200, 404]);
		client.sandbox.configure({ tokenPath: 'plain' });
		expect([(await ask(own())).status, (await ask(own(), {}, other)).status]).toEqual([404, 200]);
	});
});

describe('tokens', () => {
	it('are needed, as a bearer token', async () => {
		const { access_token: token } = (await ask(own())).data as { access_token: string };
		expect((await get(`Bearer ${token}`)).status).toBe(200);
		for (const authorization of [undefined, token, `Bearer: ${token}`, `'Bearer ${token}'`, 'Bearer x']) {
			expect(blame(await get(authorization))).toEqual([401, 'login']);
		}
		const wrongHeader = { Accept: FHIR, Authentication: `Bearer ${token}` };
		const answer = await client.bare.get(`${client.sandbox.baseUrl}/Patient`, { headers: wrongHeader });
		expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
	});

	it('expire', async () => {
		client.sandbox.setTokenLifetime(0.4);
		const { data } = await ask(own());
		expect([data.expires_in, await opens(data.access_token)]).toEqual([0.4, true]);
		await sleep(450);
		expect(await opens(data.access_token)).toBe(false);
	});

	it('expire all at once, and new ones work', async () => {
		const { access_token: old } = (await ask(own())).data as { access_token: string };
		client.sandbox.expireTokens();
		expect(await opens(old)).toBe(false);
		expect(await opens((await ask(own())).data.access_token)).toBe(true);
	});
});

describe('authorization code', () => {
	const authorize = async (change: object = {}) =>
		await client.bare.get('/auth/api/integrations/authorize', {
			params: {
				client_id: client.sandbox.credentials.clientId,
				redirect_uri: REDIRECT,
				response_type: 'code',
				state: 'a & b',
				...change,
			},
		});
	const code = async (change: object = {}) => {
		const { status, headers } = await authorize(change);
		const target = new URL(String(headers.location));
		expect([status, target.searchParams.get('state')]).toEqual([302, 'a & b']);
		return target.searchParams.get('code') ?? '';
	};
	const redeem = async (given: string, change: object = {}, headers = {}) =>
		await ask(
			form(own({ grant_type: 'authorization_code', code: given, redirect_uri: REDIRECT, ...change })),
			headers,
		);
	const refresh = async (refresh_token: string) =>
		await ask(form(own({ grant_type: 'refresh_token', refresh_token })));

	it('gives a token that is renewed', async () => {
		const { data } = await redeem(await code());
		expect(data).toMatchObject({ token_type: 'bearer', refresh_token: expect.any(String) });
		expect(await opens(data.access_token)).toBe(true);
		client.sandbox.expireTokens();
		expect(await opens(data.access_token)).toBe(false);
		const fresh = await refresh(data.refresh_token as string);
		expect(await opens(fresh.data.access_token)).toBe(true);
		expect((await refresh(data.refresh_token as string)).data.error).toBe('invalid_grant');
	});

	it('is over when the tokens are revoked', async () => {
		const { data } = await redeem(await code());
		client.sandbox.revokeTokens();
		expect(await opens(data.access_token)).toBe(false);
		const { status, data: answer } = await refresh(data.refresh_token as string);
		expect([status, answer.error]).toEqual([400, 'invalid_grant']);
	});

	it('takes the secret as Basic, and PKCE if it is used', async () => {
		const verifier = 'a-code-verifier-that-is-long-enough-for-the-standard';
		const code_challenge = createHash('sha256').update(verifier).digest('base64url');
		const pkce = { code_challenge, code_challenge_method: 'S256' };
		const { clientId, clientSecret } = client.sandbox.credentials;
		const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
		const body = form({
			grant_type: 'authorization_code',
			code: await code(pkce),
			redirect_uri: REDIRECT,
			code_verifier: verifier,
		});
		expect((await ask(body, { Authorization: basic })).status).toBe(200);
		expect((await redeem(await code(pkce))).data.error).toBe('invalid_grant');
	});

	it('refuses what is not known', async () => {
		expect((await authorize({ client_id: 'x' })).status).toBe(401);
		expect((await redeem('x')).data.error).toBe('invalid_grant');
		expect((await redeem(await code(), { extra: '1' })).data.error).toBe('invalid_request');
		expect((await ask(own({ grant_type: 'authorization_code', code: await code() }))).status).toBe(400);
	});
});

describe('headers', () => {
	const patient = { resourceType: 'Patient', name: [{ family: 'Roy' }] };
	const post = async (type: string, accept = FHIR) =>
		await client.api.post('/Patient', JSON.stringify(patient), {
			headers: { 'Content-Type': type, Accept: accept },
		});

	it('take both types unless told otherwise, and answer as asked', async () => {
		expect((await post(FHIR)).headers['content-type']).toBe('application/fhir+json; charset=utf-8');
		const { status, headers } = await post('application/json', 'text/html, application/json;q=0.9');
		expect([status, headers['content-type']]).toEqual([201, 'application/json; charset=utf-8']);
		expect(blame(await post('text/plain'))).toEqual([415, 'not-supported']);
		expect(blame(await post(FHIR, 'application/xml'))).toEqual([406, 'not-supported']);
	});

	it.each([
		['json', 'application/json', FHIR],
		['fhir', FHIR, 'application/json'],
	] as const)('take %s only', async (mediaTypes, right, wrong) => {
		client.sandbox.configure({ mediaTypes });
		expect((await post(right, '*/*')).headers['content-type']).toContain(right);
		expect((await post(wrong, '*/*')).status).toBe(415);
		expect((await post(right, wrong)).status).toBe(406);
	});
});

it('answers what is not there in its own shape', async () => {
	const { api, sandbox } = client;
	expect(blame(await api.get('/Nothing'))).toEqual([404, 'not-found']);
	expect(blame(await api.get('/Observation'))).toEqual([405, 'not-supported']);
	expect(blame(await api.put('/Patient/67001', {}))).toEqual([405, 'not-supported']);
	expect(blame(await api.delete('/Subscription'))).toEqual([405, 'not-supported']);
	sandbox.fault({ kind: 'status', status: 500 });
	const [status, [{ severity, code }]] = refusal(await api.get('/Patient'));
	expect([status, severity, code]).toEqual([500, 'fatal', 'exception']);
	const body = await api.get('/Patient', { data: { a: 1 } });
	expect(blame(body)).toEqual([400, 'invalid']);
});
