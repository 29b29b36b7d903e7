import { Refusal } from '../shared/refusal';
import type { RecordedRequest } from '../shared/types';
import { CREDENTIALS } from './credentials';
import type { Archive } from './records';
import type { World } from './world';

type Headers = RecordedRequest['headers'];

const bearerOf = (headers: Headers): string | undefined =>
	/^Bearer (.+)$/i.exec(String(headers.authorization ?? ''))?.[1];

const ARCHIVE_OF_KEY: Record<string, number> = {
	[CREDENTIALS.apiKey]: CREDENTIALS.archiveId,
	[CREDENTIALS.otherArchiveApiKey]: CREDENTIALS.otherArchiveId,
};

/** Whose requests are counted together. */
export const rateKey = (headers: Headers): string =>
	String(headers['x-api-key'] ?? headers.authorization ?? 'nobody');

/** The archive that the key or the token opens. A token is for the main archive. */
export function authenticate(world: World, headers: Headers): Archive {
	const key = headers['x-api-key'];
	const bearer = bearerOf(headers);
	if (key !== undefined && headers.authorization !== undefined) {
		// The vendor's guidance says never to send both; what it answers then is not stated [I].
		throw new Refusal(400, 'Send either X-Api-Key or Authorization, not both');
	}
	let archiveId: number | undefined;
	if (typeof key === 'string') archiveId = ARCHIVE_OF_KEY[key];
	if (bearer !== undefined) {
		const scope = world.oauth.scopeOf(bearer);
		if (scope === '') throw new Refusal(403, 'Invalid access token: scopes are empty');
		if (scope !== undefined) archiveId = CREDENTIALS.archiveId;
	}
	const archive = world.archives.find((candidate) => candidate.archiveId === archiveId);
	if (!archive) throw new Refusal(401, 'Authentication required');
	return archive;
}
