import { createHmac, randomBytes, randomUUID } from 'node:crypto';

import type { RecordedRequest } from '../shared/types';
import { unauthorized } from './answers';
import { CREDENTIALS } from './credentials';

const DAY_SECONDS = 24 * 60 * 60;
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The tokens that were given out and still open something. */
export class Sessions {
	/** Of tokens that are given out from now on, in seconds. */
	lifetime = DAY_SECONDS;
	/** How many logins there were. */
	readonly logins = { accepted: 0, refused: 0 };
	private readonly key = randomBytes(32);
	private readonly expiryOf = new Map<string, number>();

	/** A signed JWT whose `exp` is right. */
	issue(): string {
		const now = Date.now();
		const expiry = now + this.lifetime * 1000;
		const claims = {
			sub: '7',
			email: CREDENTIALS.email,
			jti: randomUUID(),
			iat: Math.floor(now / 1000),
			exp: Math.floor(expiry / 1000),
		};
		const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
		const token = `${signed}.${createHmac('sha256', this.key).update(signed).digest('base64url')}`;
		this.expiryOf.set(token, expiry);
		return token;
	}

	/** None of the tokens given out so far opens anything any more. */
	revokeAll(): void {
		this.expiryOf.clear();
	}

	/** Refuses a request without a token that is still good. */
	demand({ authorization }: RecordedRequest['headers']): void {
		const [, token = ''] = /^Bearer (\S+)$/.exec(String(authorization ?? '')) ?? [];
		if ((this.expiryOf.get(token) ?? 0) <= Date.now()) throw unauthorized();
	}
}
