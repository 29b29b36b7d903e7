import { startVendor, type ServerOptions, type Vendor } from '../shared/server';
import type { VendorSandbox } from '../shared/types';
import { errorBody } from './answers';
import { appointmentRoutes } from './appointments';
import { rateKey } from './auth';
import { CREDENTIALS } from './credentials';
import { addHealthDockOAuth } from './oauth';
import { patientRoutes } from './patients';
import { addRoutes, API_PREFIX } from './route';
import { SEED, type HealthDockSeed } from './seed/ids';
import { actionsOf, switchesOf, viewsOf, type HealthDockSwitches } from './switches';
import { World } from './world';

export type HealthDockCredentials = typeof CREDENTIALS;
export type HealthDockSandbox = VendorSandbox<HealthDockSeed, HealthDockCredentials> & HealthDockSwitches;

const ROUTES = [...patientRoutes, ...appointmentRoutes];

/** HealthDock on loopback, from the vendor's documentation. */
export async function startHealthDock(
	options: ServerOptions = {},
): Promise<HealthDockSandbox & { close(): Promise<void> }> {
	const world = new World();
	const switches = switchesOf(world);
	const vendor: Vendor = {
		errorBody,
		rateLimit: {
			limiter: world.limiter,
			// No Retry-After is documented.
			headers: {},
			keyOf: (path, headers) => (path.startsWith(`${API_PREFIX}/`) ? rateKey(headers) : undefined),
			stateHeaders(key, at) {
				const { limit, remaining, resetAt } = world.limiter.state(key, at);
				return {
					'X-RateLimit-Limit': String(limit),
					'X-RateLimit-Remaining': String(remaining),
					// Whole seconds, rounded up: whoever waits until then is let through.
					'X-RateLimit-Reset': String(Math.ceil(resetAt / 1000)),
				};
			},
		},
		addRoutes(app, origin) {
			addRoutes(app, ROUTES, world);
			addHealthDockOAuth(app, world, origin);
			app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody('Resource not found', 404)));
		},
		reset: () => world.reset(),
		actions: actionsOf(switches),
		views: viewsOf(switches),
		close: () => world.events.stop(),
		describe: (origin) => ({ origin, baseUrl: origin + API_PREFIX, seed: SEED, credentials: CREDENTIALS }),
	};
	const server = await startVendor(vendor, options);
	return {
		...server,
		...switches,
		baseUrl: server.origin + API_PREFIX,
		seed: SEED,
		credentials: CREDENTIALS,
	};
}
