import { Refusal } from '../shared/refusal';
import type { RecordedRequest } from '../shared/types';
import type { World } from './world';

/** A token may do everything, whatever its scope: scopes are not documented [I]. */
export function authenticate(world: World, headers: RecordedRequest['headers']): void {
	const token = /^Bearer (\S+)$/i.exec(String(headers.authorization ?? ''))?.[1];
	if (token !== undefined && world.oauth.scopeOf(token) !== undefined) return;
	throw new Refusal(401, 'The access token is missing, unknown or has expired', {
		'www-authenticate': 'Bearer',
	});
}
