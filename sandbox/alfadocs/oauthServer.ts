import { createHash, randomBytes } from 'node:crypto';

import { Refusal } from '../shared/refusal';
import { CREDENTIALS } from './credentials';

/** From the vendor's own library (alfadocs/oauth2-client): S256 only, client_secret_post, refresh tokens rotate. */

interface Grant {
	codeChallenge: string;
	redirectUri: string;
	scope: string;
	expiresAt: number;
}

interface Token {
	scope: string;
	expiresAt: number;
}

type Form = Record<string, string | string[] | undefined>;

const CODE_LIFETIME_MS = 60_000;

const random = () => randomBytes(24).toString('base64url');

const oauthError = (status: number, error: string, description: string) =>
	new Refusal(status, description, {}, { error, error_description: description });

function demand(form: Form, name: string): string {
	const value = form[name];
	if (typeof value !== 'string' || value === '')
		throw oauthError(400, 'invalid_request', `${name} is required`);
	return value;
}

export class OAuthServer {
	tokenLifetime = 3600;
	private readonly codes = new Map<string, Grant>();
	private readonly accessTokens = new Map<string, Token>();
	private readonly refreshTokens = new Map<string, { scope: string }>();

	/** Approves at once, as if the practice's owner had; returns where to send the browser. */
	authorize(query: Form): string {
		const redirectUri = demand(query, 'redirect_uri');
		if (!URL.canParse(redirectUri))
			throw oauthError(400, 'invalid_request', 'redirect_uri is not an address');
		if (demand(query, 'client_id') !== CREDENTIALS.oauth.clientId) {
			throw oauthError(401, 'invalid_client', 'client_id is not known');
		}
		if (demand(query, 'response_type') !== 'code') {
			throw oauthError(400, 'unsupported_response_type', 'response_type must be code');
		}
		if (demand(query, 'code_challenge_method') !== 'S256') {
			throw oauthError(400, 'invalid_request', 'code_challenge_method must be S256');
		}
		const codeChallenge = demand(query, 'code_challenge');
		const scope = typeof query.scope === 'string' ? query.scope : '';
		const code = random();
		this.codes.set(code, { codeChallenge, redirectUri, scope, expiresAt: Date.now() + CODE_LIFETIME_MS });
		const target = new URL(redirectUri);
		target.searchParams.set('code', code);
		target.searchParams.set('state', demand(query, 'state'));
		return target.href;
	}

	/** Answers to the token endpoint. */
	token(form: Form): object {
		if (
			form.client_id !== CREDENTIALS.oauth.clientId ||
			form.client_secret !== CREDENTIALS.oauth.clientSecret
		) {
			throw oauthError(401, 'invalid_client', 'The client is not known or its secret is wrong');
		}
		const grantType = demand(form, 'grant_type');
		if (grantType === 'authorization_code') return this.redeem(form);
		if (grantType === 'refresh_token') return this.refresh(form);
		throw oauthError(400, 'unsupported_grant_type', `${grantType} is not supported`);
	}

	/** The token's scope; undefined if it is unknown or has expired. */
	scopeOf(accessToken: string): string | undefined {
		const token = this.accessTokens.get(accessToken);
		return token && token.expiresAt > Date.now() ? token.scope : undefined;
	}

	private redeem(form: Form): object {
		const code = demand(form, 'code');
		const verifier = demand(form, 'code_verifier');
		const redirectUri = demand(form, 'redirect_uri');
		const grant = this.codes.get(code);
		this.codes.delete(code);
		const challenge = createHash('sha256').update(verifier).digest('base64url');
		if (!grant || grant.expiresAt < Date.now()) {
			throw oauthError(400, 'invalid_grant', 'The code is not valid or was used before');
		}
		if (grant.redirectUri !== redirectUri) {
			throw oauthError(400, 'invalid_grant', 'redirect_uri is not the one of the authorisation');
		}
		if (grant.codeChallenge !== challenge) {
			throw oauthError(400, 'invalid_grant', 'code_verifier does not fit the code_challenge');
		}
		return this.issue(grant.scope);
	}

	private refresh(form: Form): object {
		const refreshToken = demand(form, 'refresh_token');
		const known = this.refreshTokens.get(refreshToken);
		if (!known) throw oauthError(400, 'invalid_grant', 'The refresh token is not valid or was used before');
		this.refreshTokens.delete(refreshToken);
		return this.issue(known.scope);
	}

	private issue(scope: string): object {
		const accessToken = random();
		const refreshToken = random();
		this.accessTokens.set(accessToken, { scope, expiresAt: Date.now() + this.tokenLifetime * 1000 });
		this.refreshTokens.set(refreshToken, { scope });
		return {
			access_token: accessToken,
			refresh_token: refreshToken,
			token_type: 'Bearer',
			expires_in: this.tokenLifetime,
			scope,
		};
	}
}
