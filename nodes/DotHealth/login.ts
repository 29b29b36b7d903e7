import { jsonParse } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import { endOfToken, Refused, sessionUntil, sharedLogin, type Session } from '../shared/login';
import { authUrlOf } from './baseUrls';

/** "expires_in: 3600", should an answer not say. In seconds. */
const LIFE = 3600;

interface TokenAnswer {
	statusCode: number;
	body: IDataObject;
}

/**
 * Gets a token for the client credentials.
 *
 * @returns the token and when it ends
 * @throws ApiFailure when the answer holds no token; what n8n's client throws for an answer that is no success
 */
export async function logIn(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<Session> {
	const authUrl = authUrlOf(credentials);
	const { clientId, clientSecret, sessionToken } = credentials;
	const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
	const send = async (options: Partial<IHttpRequestOptions> = {}) =>
		(await helpers.httpRequest({
			method: 'POST',
			url: `${authUrl}/token`,
			body: grant,
			json: true,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			...options,
		})) as TokenAnswer;

	return await sharedLogin([authUrl, String(clientId), String(clientSecret)], sessionToken, async () => {
		const first = await send();
		const other = alternativeTo(first, authUrl, grant);
		const { statusCode, body } = other ? await send(other) : first;
		if (statusCode >= 300) throw new Refused(statusCode, body);
		return sessionOf(body);
	});
}

/**
 * What is tried once more where the documentation contradicts itself: the other address when there is nothing under the
 * first, and a form when JSON is not taken.
 */
function alternativeTo(
	{ statusCode, body }: TokenAnswer,
	authUrl: string,
	grant: IDataObject,
): Partial<IHttpRequestOptions> | undefined {
	if (statusCode === 404) {
		return { url: `${authUrl.replace(/\/auth\/api\/integrations$/, '/auth/integrations')}/token` };
	}
	if (statusCode === 415 || (statusCode === 400 && body?.error === 'invalid_request')) {
		return {
			body: new URLSearchParams(grant as Record<string, string>).toString(),
			json: false,
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
		};
	}
	return undefined;
}

function sessionOf(answer: unknown): Session {
	const read = typeof answer === 'string' ? jsonParse(answer, { fallbackValue: {} }) : answer;
	const { access_token: token, expires_in: seconds } = (read ?? {}) as IDataObject;
	if (typeof token !== 'string' || token === '') {
		throw new ApiFailure('Dot Health answered the login without a token', {
			description: 'Check the environment and the addresses in the credential.',
		});
	}
	const life = typeof seconds === 'number' ? seconds : LIFE;
	return sessionUntil(token, endOfToken(token) ?? Date.now() + life * 1000);
}
