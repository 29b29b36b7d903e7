import type { FastifyInstance, FastifyRequest } from 'fastify';

import { bytesOf, FORM_TYPE, JSON_TYPE, mediaType, parseBody } from '../shared/body';
import { basicOf } from '../shared/oauthRoutes';
import { oauthError, OAuthServer, type OAuthForm } from '../shared/oauthServer';
import { CREDENTIALS } from './credentials';
import type { Switches } from './switches';
import type { World } from './world';

const { clientId, clientSecret, authorizePath, tokenPath, otherTokenPath } = CREDENTIALS;

/**
 * Documented are the client credentials; of the other two grants only that they are supported, so all about them is [I],
 * after RFC 6749: forms, the secret in the body or as Basic, PKCE if it is used.
 */
export const newOAuthServer = () =>
	new OAuthServer({ clientId, clientSecret, strict: false, clientCredentials: true });

const CLIENT_FIELDS = ['grant_type', 'client_id', 'client_secret'];
const USER_FIELDS = [...CLIENT_FIELDS, 'code', 'redirect_uri', 'code_verifier', 'refresh_token', 'scope'];

const invalid = (status: number, description: string) => oauthError(status, 'invalid_request', description);

function checkFields(form: OAuthForm, allowed: string[]): void {
	for (const [name, value] of Object.entries(form)) {
		if (!allowed.includes(name)) throw invalid(400, `${name} is not a known field`);
		if (typeof value !== 'string') throw invalid(400, `${name} must be a text that is given once`);
	}
	const missing = CLIENT_FIELDS.find((name) => form[name] === undefined);
	if (missing !== undefined) throw invalid(400, `${missing} is required`);
}

function readTokenRequest(request: FastifyRequest, { tokenBody, tokenRefusal }: Switches): OAuthForm {
	const type = mediaType(request.headers['content-type']);
	const isForm = type === FORM_TYPE;
	const sent = isForm || type === JSON_TYPE ? parseBody(type, bytesOf(request)) : {};
	if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
		throw invalid(400, 'The request body is not a JSON object');
	const form = sent as OAuthForm;
	if (isForm && ['authorization_code', 'refresh_token'].includes(String(form.grant_type))) {
		const whole = { ...form, ...basicOf(request.headers.authorization, true) };
		checkFields(whole, USER_FIELDS);
		return whole;
	}
	const wanted = tokenBody === 'json' ? JSON_TYPE : FORM_TYPE;
	if (type !== wanted) throw invalid(tokenRefusal, `The content type must be ${wanted}`);
	checkFields(form, CLIENT_FIELDS);
	return form;
}

export function addDotHealthOAuth(app: FastifyInstance, world: World): void {
	app.get(authorizePath, async (request, reply) =>
		reply.redirect(world.oauth.authorize(request.query as OAuthForm), 302),
	);
	for (const [name, path] of [
		['api', tokenPath],
		['plain', otherTokenPath],
	]) {
		app.post(path, async (request, reply) => {
			if (world.switches.tokenPath !== name) throw invalid(404, 'Not found');
			const form = readTokenRequest(request, world.switches);
			const { scope, ...answer } = world.oauth.token(form) as { scope: string };
			const token = { ...answer, token_type: 'bearer', ...(scope !== '' && { scope }) };
			return await reply.header('cache-control', 'no-store').send(token);
		});
	}
}
