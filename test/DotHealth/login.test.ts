import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { logIn } from '../../nodes/DotHealth/login';
import { byId, everythingIn, itemsOf } from '../support/bench';
import { asked, startDotHealthBench, type DotHealthBench } from '../support/dotHealth';
import { CredentialsStore } from '../support/engine';

let bench: DotHealthBench;
beforeAll(async () => {
	bench = await startDotHealthBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const get = { id: byId('67001'), options: { maxConcurrency: 50 } };
const medication = { resourceType: 'Medication', fieldsMode: 'json', json: { code: { text: 'Insulin' } } };
/** Requests for tokens, as `METHOD /path type status`. */
const logins = () =>
	bench.vendor.requests
		.filter(({ path }) => path.endsWith('/token'))
		.map(({ path, headers, status }) => [path, headers['content-type'], status]);
const DOCUMENTED = '/auth/api/integrations/token';
const OTHER = '/auth/integrations/token';
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const account = (changes: IDataObject = {}) =>
	new CredentialsStore({ dotHealthApi: bench.credential(changes) });
const tokenFault = (status: number, body?: unknown, times = 1) => {
	bench.vendor.fault({ kind: 'status', status, body, match: { path: '/token' }, times });
};

describe('client credentials', () => {
	it('are exchanged once for any number of items, as plain JSON, and the token is kept', async () => {
		const credentials = account();
		const { items, error } = await bench.run('patient.get', get, {
			credentials,
			input: itemsOf(...Array(200).keys()),
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(200);
		expect(logins()).toEqual([[DOCUMENTED, JSON_TYPE, 200]]);
		const [{ body }] = bench.vendor.requests.filter(({ path }) => path.endsWith('/token'));
		expect(body).toEqual({
			grant_type: 'client_credentials',
			client_id: bench.vendor.credentials.clientId,
			client_secret: bench.vendor.credentials.clientSecret,
		});
		const { sessionToken } = credentials.data.dotHealthApi;
		expect(asked(bench).map(({ headers }) => headers.authorization)).toEqual(
			Array(200).fill(`Bearer ${String(sessionToken)}`),
		);
	});

	it.each([
		[
			'plain',
			'json',
			415,
			[
				[DOCUMENTED, JSON_TYPE, 404],
				[OTHER, JSON_TYPE, 200],
			],
		],
		[
			'api',
			'form',
			415,
			[
				[DOCUMENTED, JSON_TYPE, 415],
				[DOCUMENTED, FORM_TYPE, 200],
			],
		],
		[
			'api',
			'form',
			400,
			[
				[DOCUMENTED, JSON_TYPE, 400],
				[DOCUMENTED, FORM_TYPE, 200],
			],
		],
		[
			'plain',
			'form',
			415,
			[
				[DOCUMENTED, JSON_TYPE, 404],
				[OTHER, JSON_TYPE, 415],
				[OTHER, FORM_TYPE, 200],
			],
		],
	] as const)('at the address %s as %s (%i)', async (tokenPath, tokenBody, tokenRefusal, tried) => {
		bench.vendor.configure({ tokenPath, tokenBody, tokenRefusal });
		const { error } = await bench.run('patient.get', get, { input: itemsOf(1, 2, 3) });
		expect(error).toBeUndefined();
		expect(logins()).toEqual(tried);
	});

	it.each([
		[401, { error: 'invalid_client', error_description: 'Unknown client' }],
		[400, { error: 'invalid_client', error_description: 'Unknown client' }],
		[403, { error: 'access_denied', error_description: 'Unknown client' }],
	])('that are refused with %i are tried in no other way', async (status, body) => {
		tokenFault(status, body, Infinity);
		const clientSecret = `refused-${status}`;
		const result = await bench.run('patient.get', get, { credentials: account({ clientSecret }) });
		expect(result.error?.message).toBe('Dot Health: Unknown client [item 0]');
		expect(result.error?.description).toContain('Open the credential');
		expect(result.error).toMatchObject({ failure: { cause: 'credential-invalid' } });
		expect(logins()).toEqual([[DOCUMENTED, JSON_TYPE, status]]);
	});

	it('sent to an address of one’s own are sent nowhere else', async () => {
		const authUrl = `${bench.vendor.origin}/nothing/here`;
		const { error } = await bench.run('patient.get', get, { credentials: account({ authUrl }) });
		expect(error?.description).toContain('Open the credential');
		expect(logins()).toEqual([['/nothing/here/token', JSON_TYPE, 404]]);
	});

	it('that no address takes are no missing record', async () => {
		tokenFault(404, undefined, Infinity);
		const credentials = account({ clientSecret: 'taken-nowhere' });
		const options = { missingCounts: true };
		const { error, items } = await bench.run(
			'subscription.delete',
			{ id: byId('1'), options },
			{ credentials },
		);
		expect(items).toEqual([]);
		expect(error).toMatchObject({ httpCode: '401', failure: { cause: 'credential-invalid' } });
		expect(logins().map(([path]) => path)).toEqual([DOCUMENTED, OTHER]);
	});

	it('that are wrong are told, and tried once, whatever the number of items and runs', async () => {
		const credentials = account({ clientSecret: 'not-the-secret' });
		const input = itemsOf(...Array(100).keys());
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
			const result = await bench.run('patient.get', get, { credentials, input, onError });
			const messages = result.error
				? [result.error.message]
				: result.errorItems.map(({ json }) => json.error);
			expect(new Set(messages)).toEqual(
				new Set(
					messages.map((_, at) => `Dot Health: The client is not known or its secret is wrong [item ${at}]`),
				),
			);
			expect(everythingIn(result)).not.toContain('not-the-secret');
		}
		expect(logins()).toEqual([[DOCUMENTED, JSON_TYPE, 401]]);
	});

	it('are in no message, even if Dot Health quotes them', async () => {
		const clientSecret = 'a-secret-to-quote';
		tokenFault(401, { error: 'invalid_client', error_description: `The secret ${clientSecret} is wrong` });
		const result = await bench.run('patient.get', get, { credentials: account({ clientSecret }) });
		expect(result.error?.message).toBe('Dot Health: The secret [credential] is wrong [item 0]');
		expect(everythingIn(result)).not.toContain(clientSecret);
	});

	it.each([
		['http://dothealth.example/auth', "'Auth URL' of the credential is not encrypted [item 0]"],
		['auth', "'Auth URL' of the credential is not an address [item 0]"],
		[
			'https://u:p@dothealth.example/auth',
			"'Auth URL' of the credential contains more than an address [item 0]",
		],
	])('are not sent to %s', async (authUrl, message) => {
		const { error } = await bench.run('patient.get', get, { credentials: account({ authUrl }) });
		expect(error?.message).toBe(message);
		expect(bench.vendor.requests).toEqual([]);
	});
});

describe('a login that is down', () => {
	it.each([503, 429])(
		'is waited for after %i, also in front of a write, which is then sent once',
		async (status) => {
			tokenFault(status);
			const { error } = await bench.run('healthRecord.create', medication);
			expect(error).toBeUndefined();
			expect(logins().map((login) => login[2])).toEqual([status, 200]);
			expect(bench.vendor.created).toHaveLength(1);
		},
	);

	it('says so, that nothing was sent, and is tried again in the next run', async () => {
		tokenFault(503, undefined, Infinity);
		const options = { maxWait: 0 };
		const { error } = await bench.run('healthRecord.create', { ...medication, options });
		expect(error).toMatchObject({ httpCode: '503', failure: { cause: 'temporarily-unavailable' } });
		expect(error?.description).not.toContain('may have been carried out');
		bench.vendor.clearFaults();
		const again = await bench.run('healthRecord.create', { ...medication, options });
		expect(again.error).toBeUndefined();
		expect(bench.vendor.created).toHaveLength(1);
	});

	it.each([
		['without a token', { welcome: true }],
		['with a page for people', '<html>Maintenance</html>'],
	])('is told when it answers %s', async (what, body) => {
		bench.vendor.fault({ kind: 'body', body, match: { path: '/token' } });
		const { error } = await bench.run('patient.get', get, { credentials: account({ clientSecret: what }) });
		expect(error?.message).toBe('Dot Health answered the login without a token [item 0]');
		expect(error?.description).toContain('the addresses in the credential');
	});
});

describe('a token', () => {
	it.each(['expireTokens', 'revokeTokens'] as const)(
		'is renewed once for all items after %s',
		async (end) => {
			const credentials = account();
			await bench.run('patient.get', get, { credentials });
			bench.vendor[end]();
			bench.vendor.requests.length = 0;
			const { items, error } = await bench.run('patient.get', get, {
				credentials,
				input: itemsOf(...Array(60).keys()),
			});
			expect(error).toBeUndefined();
			expect(items).toHaveLength(60);
			expect(logins()).toHaveLength(1);
		},
	);

	it('of two seconds is renewed before it is used, in a run that outlives it', async () => {
		bench.vendor.setTokenLifetime(2);
		await bench.run('patient.get', get);
		bench.vendor.requests.length = 0;
		bench.vendor.fault({ kind: 'latency', ms: 250, match: { path: '/Patient/67001' }, times: Infinity });
		const { items, error } = await bench.run(
			'patient.get',
			{ ...get, options: { maxConcurrency: 1 } },
			{ input: itemsOf(...Array(16).keys()) },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(16);
		expect(bench.vendor.requests.filter(({ status }) => status === 401)).toEqual([]);
		expect(logins().length).toBeGreaterThanOrEqual(2);
	}, 30_000);

	it('that is refused again and again is told after one renewal', async () => {
		await bench.run('patient.get', get);
		bench.vendor.requests.length = 0;
		bench.vendor.fault({ kind: 'expiredToken', times: Infinity });
		const { error } = await bench.run('patient.get', get);
		expect(error).toMatchObject({ httpCode: '401', failure: { cause: 'credential-invalid' } });
		expect(bench.vendor.requests.filter(({ status }) => status === 401)).toHaveLength(2);
		expect(logins()).toHaveLength(1);
	});

	it('that ends while a write is on its way is renewed, and the write stored once', async () => {
		const credentials = account();
		await bench.run('patient.get', get, { credentials });
		bench.vendor.expireTokens();
		const { error } = await bench.run('healthRecord.create', medication, { credentials });
		expect(error).toBeUndefined();
		expect(bench.vendor.created).toHaveLength(1);
	});
});

describe('how long a token lasts', () => {
	let attempt = 0;
	/** In seconds from now. */
	const lastsAfter = async (body: unknown): Promise<number> => {
		attempt += 1;
		const helpers = { httpRequest: async () => ({ statusCode: 200, body }) };
		const credentials = { environment: 'staging', clientId: 'a', clientSecret: `b${attempt}` };
		const { sessionRenewAt } = await logIn(
			{ helpers } as unknown as IHttpRequestHelper,
			credentials as ICredentialDataDecryptedObject,
		);
		return Math.round((sessionRenewAt - Date.now()) / 1000);
	};
	const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
	const jwt = (exp: number) => `a.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.c`;

	it.each([
		['expires_in', () => ({ access_token: 't', expires_in: 3600 }), 3300],
		['expires_in as text', () => ({ access_token: 't', expires_in: '3600' }), 3300],
		['a short time', () => ({ access_token: 't', expires_in: 10 }), 8],
		['the documentation', () => ({ access_token: 't' }), 3300],
		[
			'expires_in, whatever the clock of the server',
			() => ({ access_token: jwt(inSeconds(-60)), expires_in: 600 }),
			480,
		],
		['the token itself', () => ({ access_token: jwt(inSeconds(7200)) }), 6900],
		['a text', () => '{ "access_token": "t", "expires_in": 1800 }', 1500],
	])('is taken from %s', async (_, body, seconds) => {
		expect(Math.abs((await lastsAfter(body())) - seconds)).toBeLessThanOrEqual(1);
	});
});

describe('an app that acts for people who sign in', () => {
	const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';

	/** What n8n keeps after “Connect”. */
	async function connected(): Promise<CredentialsStore> {
		const { origin, baseUrl, authUrl, credentials } = bench.vendor;
		const client = { client_id: credentials.clientId, client_secret: credentials.clientSecret };
		const query = new URLSearchParams({
			client_id: client.client_id,
			redirect_uri: REDIRECT,
			response_type: 'code',
			state: 'x',
		});
		const consent = await fetch(`${origin}${credentials.authorizePath}?${query.toString()}`, {
			redirect: 'manual',
		});
		const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
		const grant = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...client };
		const answer = await fetch(`${authUrl}/token`, { method: 'POST', body: new URLSearchParams(grant) });
		bench.vendor.requests.length = 0;
		return new CredentialsStore({
			dotHealthOAuth2Api: {
				environment: 'custom',
				baseUrl,
				organizationId: '',
				pathOverrides: '{}',
				grantType: 'authorizationCode',
				authUrl: `${origin}${credentials.authorizePath}`,
				accessTokenUrl: `${authUrl}/token`,
				clientId: credentials.clientId,
				clientSecret: credentials.clientSecret,
				scope: '',
				authQueryParameters: '',
				authentication: 'body',
				oauthTokenData: (await answer.json()) as IDataObject,
			} as unknown as ICredentialDataDecryptedObject,
		});
	}
	const run = async (credentials: CredentialsStore) =>
		await bench.run('patient.get', { authentication: 'oAuth2', id: byId('67001') }, { credentials });
	const tokenOf = ({ data }: CredentialsStore) =>
		(data.dotHealthOAuth2Api.oauthTokenData as IDataObject).access_token;

	it('reads with the token of the person', async () => {
		const credentials = await connected();
		const { items, error } = await run(credentials);
		expect(error).toBeUndefined();
		expect(items[0].json.name).toBe('Emma MacDonald');
		expect(asked(bench)[0].headers.authorization).toBe(`Bearer ${String(tokenOf(credentials))}`);
		expect(logins()).toEqual([]);
	});

	it('refreshes a token that has ended, again and again', async () => {
		const credentials = await connected();
		for (const refreshes of [1, 2]) {
			const before = tokenOf(credentials);
			bench.vendor.expireTokens();
			expect((await run(credentials)).error).toBeUndefined();
			expect(logins()).toHaveLength(refreshes);
			expect(tokenOf(credentials)).not.toBe(before);
		}
		const grants = bench.vendor.requests.flatMap(({ path, body }) => (path.endsWith('/token') ? [body] : []));
		expect(grants).toEqual(Array(2).fill(expect.objectContaining({ grant_type: 'refresh_token' })));
	});

	it('is told to connect again when the person has taken the permission back', async () => {
		const credentials = await connected();
		bench.vendor.revokeTokens();
		const result = await run(credentials);
		expect(result.error).toMatchObject({ failure: { cause: 'credential-invalid' } });
		expect(everythingIn(result)).not.toContain(bench.vendor.credentials.clientSecret);
		expect(asked(bench)).toEqual([]);
	});
});
