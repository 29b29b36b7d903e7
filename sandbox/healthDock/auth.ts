import { Refusal } from '../shared/refusal';
import type { RecordedRequest } from '../shared/types';
import { CREDENTIALS } from './credentials';
import type { World } from './world';

type Headers = RecordedRequest['headers'];

const bearerOf = (headers: Headers): string | undefined =>
	/^Bearer (\S+)$/.exec(String(headers.authorization ?? ''))?.[1];

/** Whose requests are counted together. */
export const rateKey = (headers: Headers): string => bearerOf(headers) ?? 'nobody';

/** An API key or an access token; a token may do everything, whatever its scope [I: scopes are not documented]. */
export function authenticate(world: World, headers: Headers, method: string): void {
	const bearer = bearerOf(headers);
	if (bearer === CREDENTIALS.readOnlyApiKey && method !== 'GET') {
		throw new Refusal(403, 'Insufficient permissions');
	}
	const known = [CREDENTIALS.apiKey, CREDENTIALS.readOnlyApiKey].some((key) => key === bearer);
	if (known || (bearer !== undefined && world.oauth.scopeOf(bearer) !== undefined)) return;
	throw new Refusal(401, 'Invalid or missing API key');
}
