import { createHash } from 'node:crypto';

import get from 'lodash/get';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

/** A refused password is not tried again for so long: a run of many items must not lock the account. In milliseconds. */
const REMEMBER_REFUSAL = 60_000;

/** A token is renewed this long before it ends, so that it does not end on the way; at most a fifth of its life. In milliseconds. */
const EARLY = 5 * 60_000;

/** What a login gives: kept in the credential by n8n. */
export interface Session extends IDataObject {
	sessionToken: string;
	/** From when on another token is asked for, in milliseconds since the epoch. */
	sessionRenewAt: number;
}

/** @param endsAt when the token ends, in milliseconds since the epoch */
export function sessionUntil(sessionToken: string, endsAt: number): Session {
	const now = Date.now();
	return { sessionToken, sessionRenewAt: Math.max(endsAt - EARLY, now + (endsAt - now) * 0.8) };
}

interface Attempt {
	outcome: Promise<Session>;
	/** Set once it is known, in milliseconds since the epoch. */
	refusedAt?: number;
	session?: Session;
}

const attempts = new Map<string, Attempt>();

/**
 * Logs in at most once at a time for one account, however many requests find no token at the same moment: all wait for the
 * same login. A token that was got meanwhile is handed on, and a refusal is remembered for a minute, unless it says nothing
 * about the password.
 *
 * @param account what tells logins apart, the password included; only its hash is kept
 * @param stale the token that the caller has and that no longer serves, if any
 */
export async function sharedLogin(
	account: string[],
	stale: unknown,
	login: () => Promise<Session>,
): Promise<Session> {
	const key = createHash('sha256').update(JSON.stringify(account)).digest('hex');
	const known = attempts.get(key);
	if (known && isUsable(known, stale)) return await known.outcome;
	const attempt: Attempt = { outcome: login() };
	attempts.set(key, attempt);
	attempt.outcome.then(
		(session) => {
			attempt.session = session;
		},
		(error: unknown) => {
			if (isTemporary(error)) attempts.delete(key);
			else attempt.refusedAt = Date.now();
		},
	);
	return await attempt.outcome;
}

/** Says nothing about the password: the service is down or busy, or the connection broke. */
function isTemporary(error: unknown): boolean {
	const status = get(error, 'response.status') as number | undefined;
	if (status !== undefined) return status === 429 || status >= 500;
	return typeof get(error, 'code') === 'string';
}

function isUsable({ session, refusedAt }: Attempt, stale: unknown): boolean {
	if (refusedAt !== undefined) return Date.now() - refusedAt < REMEMBER_REFUSAL;
	return session === undefined || (session.sessionToken !== stale && session.sessionRenewAt > Date.now());
}

/**
 * A refusal as n8n knows one: for a status of 401 it calls `preAuthentication` and sends again, and the pipeline reads
 * the answer's words.
 */
export class Refused extends Error {
	readonly response: { status: number; statusText?: string; data?: unknown };

	/** @param statusText what the test button of a credential shows in place of the status */
	constructor(status: number, data?: unknown, statusText?: string) {
		super(`Refused with status ${status}`);
		this.response = { status, statusText, data };
	}
}

/**
 * For the `authenticate` of a credential: has n8n renew a token that is about to end before it is sent.
 *
 * @throws Refused
 */
export function renewInTime({ sessionToken, sessionRenewAt }: ICredentialDataDecryptedObject): void {
	if (!sessionToken || typeof sessionRenewAt !== 'number') return;
	if (sessionRenewAt <= Date.now()) throw new Refused(401);
}

/** When a JSON Web Token ends (RFC 7519, `exp`), in milliseconds since the epoch; undefined when it does not say. */
export function endOfToken(token: string): number | undefined {
	const [, payload = ''] = token.split('.');
	const claims = payload ? Buffer.from(payload, 'base64url').toString('utf8') : '';
	const [, seconds] = /"exp"\s*:\s*(\d+)/.exec(claims) ?? [];
	return seconds ? Number(seconds) * 1000 : undefined;
}
