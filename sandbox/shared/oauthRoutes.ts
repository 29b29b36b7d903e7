import type { FastifyInstance } from 'fastify';

import { readForm } from './body';
import { oauthError, type OAuthForm, type OAuthServer } from './oauthServer';

export interface OAuthEndpoints {
	authorizePath: string;
	tokenPath: string;
	/** Whether a client may send its id and secret as Basic authorization instead of in the body. */
	basicAllowed: boolean;
	/** The server of now: a reset puts a new one in its place. */
	server(): OAuthServer;
}

/** Where the browser goes and where tokens come from. */
export function addOAuthRoutes(app: FastifyInstance, endpoints: OAuthEndpoints): void {
	app.get(endpoints.authorizePath, async (request, reply) => {
		return await reply.redirect(endpoints.server().authorize(request.query as OAuthForm), 302);
	});
	app.post(endpoints.tokenPath, async (request, reply) => {
		const form = { ...readForm(request), ...basicOf(request.headers.authorization, endpoints.basicAllowed) };
		return await reply.header('cache-control', 'no-store').send(endpoints.server().token(form));
	});
}

/** Id and secret of a Basic authorization; none when there is none. */
export function basicOf(authorization: string | undefined, allowed: boolean): OAuthForm {
	if (authorization === undefined) return {};
	if (!allowed) throw oauthError(401, 'invalid_client', 'Send the client secret in the body');
	const [, encoded = ''] = /^Basic (.+)$/i.exec(authorization) ?? [];
	const [id, ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	return { client_id: id, client_secret: secret.join(':') };
}
