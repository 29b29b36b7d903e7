import { createHash, randomBytes } from 'node:crypto';

import { Refusal } from './refusal';

/** How strict an authorisation server is. */
export interface OAuthPolicy {
	clientId: string;
	clientSecret: string;
	/** Whether an authorisation must come with a state, a response_type and a code_challenge (S256, the only method). */
	strict: boolean;
	/** Whether a client may also ask for a token of its own, which comes without a refresh token. */
	clientCredentials?: boolean;
}

interface Grant {
	codeChallenge?: string;
	redirectUri: string;
	scope: string;
	expiresAt: number;
}

interface Token {
	scope: string;
	expiresAt: number;
}

export type OAuthForm = Record<string, string | string[] | undefined>;

const CODE_LIFETIME_MS = 60_000;

const random = () => randomBytes(24).toString('base64url');

/** A refusal in the shape of RFC 6749. */
export const oauthError = (status: number, error: string, description: string) =>
	new Refusal(status, description, {}, { error, error_description: description });

const textOf = (form: OAuthForm, name: string): string => {
	const value = form[name];
	return typeof value === 'string' ? value : '';
};

function demand(form: OAuthForm, name: string): string {
	const value = textOf(form, name);
	if (value === '') throw oauthError(400, 'invalid_request', `${name} is required`);
	return value;
}

/** Authorisation code, refresh token, and client credentials where they are allowed; refresh tokens rotate. */
export class OAuthServer {
	tokenLifetime = 3600;
	private readonly codes = new Map<string, Grant>();
	private readonly accessTokens = new Map<string, Token>();
	private readonly refreshTokens = new Map<string, { scope: string }>();

	constructor(private readonly policy: OAuthPolicy) {}

	/** Approves at once, as if the user had; returns where to send the browser. */
	authorize(query: OAuthForm): string {
		this.checkRequest(query);
		const redirectUri = demand(query, 'redirect_uri');
		const codeChallenge = this.readChallenge(query);
		const state = this.policy.strict ? demand(query, 'state') : textOf(query, 'state');
		const code = random();
		this.codes.set(code, {
			codeChallenge,
			redirectUri,
			scope: textOf(query, 'scope'),
			expiresAt: Date.now() + CODE_LIFETIME_MS,
		});
		const target = new URL(redirectUri);
		target.searchParams.set('code', code);
		if (state !== '') target.searchParams.set('state', state);
		return target.href;
	}

	/** Refuses an authorisation for another client or without an address to return to. */
	checkRequest(query: OAuthForm): void {
		if (!URL.canParse(demand(query, 'redirect_uri')))
			throw oauthError(400, 'invalid_request', 'redirect_uri is not an address');
		if (demand(query, 'client_id') !== this.policy.clientId) {
			throw oauthError(401, 'invalid_client', 'client_id is not known');
		}
		if (!this.policy.strict && query.response_type === undefined) return;
		if (demand(query, 'response_type') !== 'code') {
			throw oauthError(400, 'unsupported_response_type', 'response_type must be code');
		}
	}

	/** Answers to the token endpoint. */
	token(form: OAuthForm): object {
		if (form.client_id !== this.policy.clientId || form.client_secret !== this.policy.clientSecret) {
			throw oauthError(401, 'invalid_client', 'The client is not known or its secret is wrong');
		}
		const grantType = demand(form, 'grant_type');
		if (grantType === 'authorization_code') return this.redeem(form);
		if (grantType === 'refresh_token') return this.refresh(form);
		if (grantType === 'client_credentials' && this.policy.clientCredentials)
			return this.issueAccess(textOf(form, 'scope'));
		throw oauthError(400, 'unsupported_grant_type', `${grantType} is not supported`);
	}

	/** The token's scope; undefined if it is unknown or has expired. */
	scopeOf(accessToken: string): string | undefined {
		const token = this.accessTokens.get(accessToken);
		return token && token.expiresAt > Date.now() ? token.scope : undefined;
	}

	/** Every access token has had its time; refresh tokens stay. */
	expireTokens(): void {
		for (const token of this.accessTokens.values()) token.expiresAt = 0;
	}

	/** Nothing that was ever issued is good for anything. */
	revokeTokens(): void {
		for (const issued of [this.codes, this.accessTokens, this.refreshTokens]) issued.clear();
	}

	private readChallenge(query: OAuthForm): string | undefined {
		const given = query.code_challenge !== undefined || query.code_challenge_method !== undefined;
		if (!this.policy.strict && !given) return undefined;
		if (demand(query, 'code_challenge_method') !== 'S256') {
			throw oauthError(400, 'invalid_request', 'code_challenge_method must be S256');
		}
		return demand(query, 'code_challenge');
	}

	private redeem(form: OAuthForm): object {
		const code = demand(form, 'code');
		const verifier = this.policy.strict ? demand(form, 'code_verifier') : textOf(form, 'code_verifier');
		const redirectUri = demand(form, 'redirect_uri');
		const grant = this.codes.get(code);
		this.codes.delete(code);
		if (!grant || grant.expiresAt < Date.now()) {
			throw oauthError(400, 'invalid_grant', 'The code is not valid or was used before');
		}
		if (grant.redirectUri !== redirectUri) {
			throw oauthError(400, 'invalid_grant', 'redirect_uri is not the one of the authorisation');
		}
		const challenge = verifier ? createHash('sha256').update(verifier).digest('base64url') : undefined;
		if (grant.codeChallenge !== challenge) {
			throw oauthError(400, 'invalid_grant', 'code_verifier does not fit the code_challenge');
		}
		return this.issue(grant.scope);
	}

	private refresh(form: OAuthForm): object {
		const refreshToken = demand(form, 'refresh_token');
		const known = this.refreshTokens.get(refreshToken);
		if (!known) throw oauthError(400, 'invalid_grant', 'The refresh token is not valid or was used before');
		this.refreshTokens.delete(refreshToken);
		return this.issue(known.scope);
	}

	private issue(scope: string): object {
		const refreshToken = random();
		this.refreshTokens.set(refreshToken, { scope });
		return { ...this.issueAccess(scope), refresh_token: refreshToken };
	}

	private issueAccess(scope: string): object {
		const accessToken = random();
		this.accessTokens.set(accessToken, { scope, expiresAt: Date.now() + this.tokenLifetime * 1000 });
		return { access_token: accessToken, token_type: 'Bearer', expires_in: this.tokenLifetime, scope };
	}
}
