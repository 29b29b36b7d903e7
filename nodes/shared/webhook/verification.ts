import { createHash, timingSafeEqual } from 'node:crypto';

/** One way to show that a secret is known. */
export interface Proof {
	/** Name of the way, where a vendor may have several. */
	by: string;
	/** What is sent along, e.g. a token or a signature. */
	value: string;
}

/** What a caller shows, and what somebody who knows a secret could show. */
export interface Claim {
	presented: string | undefined;
	due(secret: string): Proof[];
}

/** How far a vendor's clock may be ahead of ours, in milliseconds. */
const MAX_AHEAD = 5 * 60_000;

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Of digests, because they all have one length: neither it nor the first difference shows in the time that this takes. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digestOf(one), digestOf(other));

/**
 * How the caller has shown that one of the secrets is known; undefined when that is not so, or when there are no secrets.
 * Every way of every secret is compared, whichever matches.
 */
export function provenBy(secrets: string[], { presented, due }: Claim): Proof | undefined {
	if (!presented) return undefined;
	const known = secrets.filter((secret) => secret.trim() !== '');
	const [proof] = known.flatMap(due).filter(({ value }) => isSame(value, presented));
	return proof;
}

/**
 * Whether a call was sent recently enough, by the time that is signed with it.
 *
 * @param sentAt ms since 1970; NaN for a time that cannot be read
 * @param maxAge in milliseconds
 */
export const isTimely = (sentAt: number, maxAge: number, now: number): boolean =>
	now - sentAt <= maxAge && sentAt - now <= MAX_AHEAD;
