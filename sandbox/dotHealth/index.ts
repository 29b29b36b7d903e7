import { startVendor, type ServerOptions, type Vendor } from '../shared/server';
import type { VendorSandbox } from '../shared/types';
import { actionsOf, viewsOf } from './actions';
import { controlsOf, type DotHealthControls } from './controls';
import { CREDENTIALS } from './credentials';
import { addDotHealthOAuth } from './oauth';
import { errorBody } from './outcomes';
import { resourceRoutes } from './resources';
import { addRoutes } from './route';
import { SEED, type DotHealthSeed } from './seed/ids';
import { subscriptionRoutes } from './subscriptions/routes';
import { transactionRoutes } from './transactions';
import { API_PREFIX, World } from './world';

export type DotHealthCredentials = typeof CREDENTIALS;
export type DotHealthSandbox = VendorSandbox<DotHealthSeed, DotHealthCredentials> &
	DotHealthControls & {
		/** Where tokens come from, without `/token`: what a credential's authentication URL is to be set to. */
		authUrl: string;
	};

const ROUTES = [...resourceRoutes, ...subscriptionRoutes, ...transactionRoutes];
const AUTH_PREFIX = CREDENTIALS.tokenPath.replace(/\/token$/, '');

const addressesOf = (origin: string) => ({ baseUrl: origin + API_PREFIX, authUrl: origin + AUTH_PREFIX });

/** Dot Health on loopback, from the vendor's documentation. It names no limit of requests, so there is none. */
export async function startDotHealth(
	options: ServerOptions = {},
): Promise<DotHealthSandbox & { close(): Promise<void> }> {
	const world = new World();
	const controls = controlsOf(world);
	const vendor: Vendor = {
		errorBody,
		addRoutes(app, origin) {
			world.origin = origin;
			addRoutes(app, ROUTES, world);
			addDotHealthOAuth(app, world);
			app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody('Not found', 404)));
		},
		reset: () => world.reset(),
		actions: actionsOf(controls),
		views: viewsOf(world),
		describe: (origin) => ({ origin, ...addressesOf(origin), seed: SEED, credentials: CREDENTIALS }),
		close: () => world.stop(),
	};
	const server = await startVendor(vendor, options);
	return {
		...server,
		...controls,
		...addressesOf(server.origin),
		seed: SEED,
		credentials: CREDENTIALS,
	};
}
