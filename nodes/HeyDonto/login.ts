import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import { endOfToken, sessionUntil, sharedLogin, type Session } from '../shared/login';
import { baseUrlOf } from '../shared/request/origin';
import { HEYDONTO_BASE_URLS } from './baseUrls';

/** "Tokens are valid for 24 hours", in milliseconds. */
const LIFE = 24 * 60 * 60 * 1000;

/**
 * Logs in with e-mail and password.
 *
 * @returns the token and when it ends
 * @throws ApiFailure when the answer holds no token; what n8n's client throws for an answer that is no success
 */
export async function logIn(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<Session> {
	const baseUrl = baseUrlOf(credentials, HEYDONTO_BASE_URLS);
	const { email, password, sessionToken } = credentials;
	return await sharedLogin([baseUrl, String(email), String(password)], sessionToken, async () => {
		const answer = (await helpers.httpRequest({
			method: 'POST',
			url: `${baseUrl}/auth/login`,
			body: { email, password },
			json: true,
			disableFollowRedirect: true,
		})) as IDataObject;
		return sessionOf(answer);
	});
}

/** `accessToken` in the documentation, `token` in newer copies of it. */
function sessionOf({ accessToken, token, access_token: oAuthToken }: IDataObject): Session {
	const found = [accessToken, token, oAuthToken].find((value) => typeof value === 'string' && value !== '');
	if (typeof found !== 'string') {
		throw new ApiFailure('HeyDonto answered the login without a token', {
			description: 'Check the environment and the base URL in the credential.',
		});
	}
	return sessionUntil(found, endOfToken(found) ?? Date.now() + LIFE);
}
