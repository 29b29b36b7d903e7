import type { FastifyInstance } from 'fastify';

import { mediaType, parseForm } from '../shared/body';
import { Refusal } from '../shared/refusal';
import { CREDENTIALS } from './credentials';
import type { World } from './world';

export function addOAuthRoutes(app: FastifyInstance, world: World): void {
	app.get(CREDENTIALS.oauth.authorizePath, async (request, reply) => {
		const query = request.query as Record<string, string | string[]>;
		return await reply.redirect(world.oauth.authorize(query), 302);
	});
	app.post(CREDENTIALS.oauth.tokenPath, async (request, reply) => {
		if (mediaType(request.headers['content-type']) !== 'application/x-www-form-urlencoded') {
			throw new Refusal(415, 'The content type must be application/x-www-form-urlencoded');
		}
		if (request.headers.authorization !== undefined) {
			// client_secret_post is the only way (alfadocs/oauth2-client).
			throw new Refusal(401, 'Send the client secret in the body', {}, { error: 'invalid_client' });
		}
		const form = parseForm(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '');
		return await reply.header('cache-control', 'no-store').send(world.oauth.token(form));
	});
}
