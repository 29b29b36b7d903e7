import type { FastifyInstance } from 'fastify';

import { addOAuthRoutes } from '../shared/oauthRoutes';
import { OAuthServer } from '../shared/oauthServer';
import { CREDENTIALS } from './credentials';
import type { World } from './world';

const { clientId, clientSecret, authorizePath, tokenPath } = CREDENTIALS.oauth;

/** From the vendor's own library (alfadocs/oauth2-client): S256 always, client_secret_post only, refresh tokens rotate. */
export const newOAuthServer = () => new OAuthServer({ clientId, clientSecret, strict: true });

export const addAlfaDocsOAuth = (app: FastifyInstance, world: World): void =>
	addOAuthRoutes(app, { authorizePath, tokenPath, basicAllowed: false, server: () => world.oauth });
