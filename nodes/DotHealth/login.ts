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

/** "expires_in: 3600", should an answer not say. In milliseconds. */
const LIFE = 3600 * 1000;

/** The end of the address in the table of base URLs and in most samples, and the one in another sample. */
const DOCUMENTED_PATH = /\/auth\/api\/integrations$/;
const OTHER_PATH = '/auth/integrations';

const NOT_ACCEPTED =
	'Dot Health did not accept the login. Check the environment, client ID and client secret.';

interface TokenAnswer {
	statusCode: number;
	body: IDataObject;
}

/**
 * Gets a token for the client credentials.
 *
 * @returns the token and when it ends
 * @throws ApiFailure when the answer holds no token; Refused for any other; what n8n's client throws when none comes
 */
export async function logIn(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<Session> {
	const authUrl = authUrlOf(credentials);
	const { clientId, clientSecret, sessionToken } = credentials;
	const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
	const send = async (options: Partial<IHttpRequestOptions> & { url: string }) =>
		(await helpers.httpRequest({
			method: 'POST',
			body: grant,
			json: true,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			...options,
		})) as TokenAnswer;

	return await sharedLogin([authUrl, String(clientId), String(clientSecret)], sessionToken, async () => {
		const urls = [authUrl, authUrl.replace(DOCUMENTED_PATH, OTHER_PATH)].map((url) => `${url}/token`);
		let [url] = urls;
		let answer = await send({ url });
		// The documentation's samples disagree: on the address ...
		if (answer.statusCode === 404 && urls[1] !== url) {
			[, url] = urls;
			answer = await send({ url });
		}
		// ... and on the form of the request.
		if (wantsForm(answer)) answer = await send({ url, ...asForm(grant) });
		const { statusCode, body } = answer;
		if (statusCode < 300) return sessionOf(body);
		// Whatever else it is, it is not about the record or file that the request is for.
		if (isTemporary(statusCode)) throw new Refused(statusCode, body);
		throw new Refused(401, body, NOT_ACCEPTED);
	});
}

const isTemporary = (statusCode: number): boolean => statusCode === 429 || statusCode >= 500;

const wantsForm = ({ statusCode, body }: TokenAnswer): boolean =>
	statusCode === 415 || (statusCode === 400 && body?.error === 'invalid_request');

const asForm = (grant: IDataObject): Partial<IHttpRequestOptions> => ({
	body: new URLSearchParams(grant as Record<string, string>).toString(),
	json: false,
	headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
});

function sessionOf(answer: unknown): Session {
	const read = typeof answer === 'string' ? jsonParse(answer, { fallbackValue: {} }) : answer;
	const { access_token: token, expires_in: seconds } = (read ?? {}) as IDataObject;
	if (typeof token !== 'string' || token === '') {
		throw new ApiFailure('Dot Health answered the login without a token', {
			description: 'Check the environment and the addresses in the credential.',
		});
	}
	// How long it lasts goes before when it ends, because clocks differ.
	const life = Number(seconds) * 1000;
	const end = life > 0 ? Date.now() + life : endOfToken(token);
	return sessionUntil(token, end ?? Date.now() + LIFE);
}
