import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { credentialTypes } from '../support/engine';

/** Any node may use a credential, so the last guard stands in the credential itself. */
const withKey = Object.values(credentialTypes).filter(
	({ authenticate }) => typeof authenticate === 'function',
);
const apiKey = ['a', 'key'].join('-');
const credentials = {
	environment: 'custom',
	baseUrl: 'https://vendor.example/api/v1',
	apiKey,
	// What a login gives in place of a key.
	sessionToken: apiKey,
} as ICredentialDataDecryptedObject;

describe.each(withKey)('$name', ({ authenticate }) => {
	const sign = async (request: object) => {
		if (typeof authenticate !== 'function') throw new Error('not a function');
		return await authenticate(credentials, request as IHttpRequestOptions);
	};

	it.each([
		{ url: 'https://vendor.example/api/v1/patients' },
		{ url: '/patients', baseURL: 'https://vendor.example/api/v1' },
		{ uri: 'https://vendor.example/elsewhere' },
	])('is sent to its own origin: %p', async (request) => {
		const signed = await sign(request);
		expect(JSON.stringify(signed.headers)).toContain(apiKey);
		expect(signed).toMatchObject({ disableFollowRedirect: true, followRedirect: false });
	});

	it.each([
		{ url: 'https://vendor.example.net/api/v1' },
		{ url: 'https://vendor.example@evil.example/api/v1' },
		{ url: 'https://someone@vendor.example/api/v1' },
		{ url: 'https://vendor.example:444/api/v1' },
		{ url: 'http://vendor.example/api/v1' },
		{ url: '//evil.example/patients', baseURL: 'https://vendor.example/api/v1' },
		{ url: 'https://evil.example/', baseURL: 'https://vendor.example/api/v1' },
		{ uri: 'https://evil.example/' },
		{ uri: 'https://vendor.example/', url: 'https://evil.example/' },
		{ url: 'https://vendor.example/', uri: 'https://evil.example/' },
		{ url: '' },
		{},
	])('is sent nowhere else: %p', async (request) => {
		await expect(sign(request)).rejects.toThrow(/This credential is not for/);
	});

	it('is never sent unencrypted, but on this machine', async () => {
		if (typeof authenticate !== 'function') throw new Error('not a function');
		const url = 'http://vendor.example/api/v1';
		const sent = authenticate({ ...credentials, baseUrl: url }, { url });
		await expect(sent).rejects.toThrow(/not encrypted/);
	});
});
