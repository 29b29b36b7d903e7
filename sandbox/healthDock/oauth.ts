import type { FastifyInstance } from 'fastify';

import { FORM_TYPE, mediaType, readForm, readJson } from '../shared/body';
import { addOAuthRoutes } from '../shared/oauthRoutes';
import { OAuthServer } from '../shared/oauthServer';
import { checker } from '../shared/schema';
import { success } from './answers';
import { CREDENTIALS } from './credentials';
import type { World } from './world';

const { clientId, clientSecret, authorizePath, tokenPath } = CREDENTIALS.oauth;

/**
 * Documented are only `POST /oauth/authorize` and its client_id, redirect_uri and scope. All else is [I]: the GET for
 * the browser, the token endpoint with Basic or body secrets, code and refresh grants, and that PKCE is optional.
 */
export const newOAuthServer = () => new OAuthServer({ clientId, clientSecret, strict: false });

const text = { type: 'string' };

const checkStart = checker<Record<string, string>>({
	type: 'object',
	additionalProperties: false,
	required: ['client_id', 'redirect_uri'],
	properties: {
		client_id: text,
		redirect_uri: text,
		scope: text,
		response_type: text,
		state: text,
		code_challenge: text,
		code_challenge_method: text,
	},
});

export function addHealthDockOAuth(app: FastifyInstance, world: World, origin: () => string): void {
	addOAuthRoutes(app, { authorizePath, tokenPath, basicAllowed: true, server: () => world.oauth });
	app.post(authorizePath, async (request) => {
		const isForm = mediaType(request.headers['content-type']) === FORM_TYPE;
		const sent = checkStart(isForm ? readForm(request) : readJson(request));
		world.oauth.checkRequest(sent);
		const url = new URL(authorizePath, origin());
		url.search = new URLSearchParams({ response_type: 'code', ...sent }).toString();
		// What “Initialize OAuth flow” answers is not shown [I].
		return success({ authorization_url: url.href });
	});
}
