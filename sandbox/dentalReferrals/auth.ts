import { Refusal } from '../shared/refusal';
import type { RecordedRequest } from '../shared/types';
import type { Practice, Referral } from './records';
import type { World } from './world';

/** In the vendor's words. */
export const notAuthorized = () =>
	new Refusal(
		401,
		'Not Authorized. Check that you are providing a valid API key and that you have access to requested resource.',
	);

/** The practice whose key it is; written exactly as documented, `Token token=<key>`. */
export function authenticate(world: World, headers: RecordedRequest['headers']): Practice {
	const key = /^Token token=(\w+)$/.exec(String(headers.authorization ?? ''))?.[1];
	const practice = world.practices.find(({ apiKey }) => apiKey === key);
	if (!practice) throw notAuthorized();
	return practice;
}

/** The row itself; what is not there is 404, another practice's is 401 (“that you have access to requested resource”). */
export function owned<T extends Pick<Referral, 'apiKey'>>(
	row: T | undefined,
	{ apiKey }: Practice,
	what: string,
): T {
	if (!row) throw new Refusal(404, `${what} not found`);
	if (row.apiKey !== apiKey) throw notAuthorized();
	return row;
}
