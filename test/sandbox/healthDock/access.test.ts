import { createHash } from 'node:crypto';

import { sleep } from '../client';
import { blame, refusal, useHealthDock } from './client';

const client = useHealthDock();
const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';
const get = async (authorization?: string) =>
	await client.bare.get('/v1/patients', {
		headers: authorization ? { Authorization: authorization } : {},
	});

it('needs the key as a bearer token', async () => {
	const { apiKey } = client.sandbox.credentials;
	expect((await get(`Bearer ${apiKey}`)).status).toBe(200);
	for (const authorization of [undefined, apiKey, `Token ${apiKey}`, `Bearer ${apiKey}x`, 'Bearer ']) {
		expect(blame(await get(authorization))).toEqual([401, 'UNAUTHORIZED', undefined]);
	}
});

it('lets a read-only key read, not write', async () => {
	const headers = { Authorization: `Bearer ${client.sandbox.credentials.readOnlyApiKey}` };
	expect((await client.api.get('/patients', { headers })).status).toBe(200);
	expect(blame(await client.api.post('/patients', {}, { headers }))).toEqual([403, 'FORBIDDEN', undefined]);
});

it('answers what is not there in its own shape', async () => {
	expect(blame(await client.api.get('/doctors'))).toEqual([404, 'NOT_FOUND', undefined]);
	expect(blame(await client.api.get('/patients/PAT100001'))).toEqual([404, 'NOT_FOUND', undefined]);
	expect(blame(await client.api.delete('/patients'))).toEqual([405, 'METHOD_NOT_ALLOWED', undefined]);
	client.sandbox.fault({ kind: 'status', status: 500 });
	expect(blame(await client.api.get('/patients'))).toEqual([500, 'INTERNAL_ERROR', undefined]);
});

it.each(['/patients', '/appointments'])('POST %s takes JSON only, and no query', async (path) => {
	const send = async (text: string, type: string) =>
		await client.api.post(path, Buffer.from(text), { headers: { 'Content-Type': type } });
	expect(refusal(await send('first_name=A', 'application/x-www-form-urlencoded'))[0]).toBe(415);
	expect(refusal(await send('{"a":', 'application/json'))[0]).toBe(400);
	expect(refusal(await send('[]', 'application/json'))[0]).toBe(400);
	expect(blame(await client.api.post(`${path}?dry=1`, {}))[2]).toBe('dry');
});

describe('OAuth', () => {
	const oauth = () => client.sandbox.credentials.oauth;
	const question = (change: object = {}) => ({
		client_id: oauth().clientId,
		redirect_uri: REDIRECT,
		...change,
	});
	const authorize = async (change: object = {}) =>
		await client.bare.get('/oauth/authorize', { params: question(change) });
	const codeOf = (location: unknown) => new URL(String(location)).searchParams.get('code') ?? '';
	const token = async (form: Record<string, string>, basic = false) => {
		const { clientId: username, clientSecret: password } = oauth();
		if (basic) {
			return await client.bare.post('/oauth/token', new URLSearchParams(form), {
				auth: { username, password },
			});
		}
		const body = new URLSearchParams({ ...form, client_id: username, client_secret: password });
		return await client.bare.post('/oauth/token', body);
	};
	const redeem = async (code: string, change = {}, basic = false) =>
		await token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...change }, basic);

	it('gives a token for a code, which opens the API until it expires', async () => {
		client.sandbox.setTokenLifetime(0.2);
		const { status, headers } = await authorize({ state: 'a&b', scope: 'any', response_type: 'code' });
		expect([status, new URL(String(headers.location)).searchParams.get('state')]).toEqual([302, 'a&b']);
		const { data } = await redeem(codeOf(headers.location));
		expect(data).toMatchObject({ token_type: 'Bearer', scope: 'any' });
		expect((await get(`Bearer ${data.access_token}`)).status).toBe(200);
		await sleep(250);
		expect((await get(`Bearer ${data.access_token}`)).status).toBe(401);
		const fresh = await token({ grant_type: 'refresh_token', refresh_token: data.refresh_token as string });
		expect((await get(`Bearer ${fresh.data.access_token}`)).status).toBe(200);
		const again = await token({ grant_type: 'refresh_token', refresh_token: data.refresh_token as string });
		expect([again.status, again.data.error]).toEqual([400, 'invalid_grant']);
	});

	it('takes the secret as Basic too, and PKCE if it is used', async () => {
		const verifier = 'a-code-verifier-that-is-long-enough-for-the-standard';
		const code_challenge = createHash('sha256').update(verifier).digest('base64url');
		const pkce = { code_challenge, code_challenge_method: 'S256' };
		const code = async () => codeOf((await authorize(pkce)).headers.location);
		expect((await redeem(await code(), { code_verifier: verifier }, true)).status).toBe(200);
		expect((await redeem(await code())).data.error).toBe('invalid_grant');
		expect((await redeem(await code(), { code_verifier: 'x' })).data.error).toBe('invalid_grant');
		expect((await authorize({ code_challenge })).status).toBe(400);
	});

	it.each([
		[{ client_id: 'x' }, 401, 'invalid_client'],
		[{ redirect_uri: undefined }, 400, 'invalid_request'],
		[{ response_type: 'token' }, 400, 'unsupported_response_type'],
	])('does not authorise %j', async (change, status, error) => {
		const answer = await authorize(change);
		expect([answer.status, answer.data.error]).toEqual([status, error]);
	});

	it('is started by the documented POST, as JSON or as a form', async () => {
		for (const body of [question(), new URLSearchParams(question({ scope: 'any' }) as never)]) {
			const { status, data } = await client.bare.post('/oauth/authorize', body);
			expect([status, data.success]).toEqual([200, true]);
			const { headers } = await client.bare.get(String(data.data.authorization_url));
			expect((await redeem(codeOf(headers.location))).status).toBe(200);
		}
		expect((await client.bare.post('/oauth/authorize', question({ client_id: 'x' }))).status).toBe(401);
		expect(blame(await client.bare.post('/oauth/authorize', question({ extra: '1' })))[2]).toBe('extra');
	});
});
