import { startVendor, type ServerOptions, type Vendor } from '../shared/server';
import type { VendorSandbox } from '../shared/types';
import { cannot, errorBody } from './answers';
import { assistantRoutes, UPLOAD_TYPE } from './assistants';
import { availabilityRoutes } from './availability';
import { catalogRoutes } from './catalog';
import { CREDENTIALS } from './credentials';
import { addFhirRoutes } from './fhirRoutes';
import { addLogin, userRoutes } from './login';
import { periomeasureRoutes } from './periomeasures';
import { addCoreRoutes } from './route';
import { SEED, type HeyDontoSeed } from './seed/ids';
import { siteRoutes } from './sites';
import { actionsOf, switchesOf, viewsOf, type HeyDontoSwitches } from './switches';
import { World } from './world';

export type HeyDontoCredentials = typeof CREDENTIALS;
export type HeyDontoSandbox = VendorSandbox<HeyDontoSeed, HeyDontoCredentials> & HeyDontoSwitches;

const ROUTES = [
	...userRoutes,
	...catalogRoutes,
	...siteRoutes,
	...assistantRoutes,
	...periomeasureRoutes,
	...availabilityRoutes,
];

/** HeyDonto on loopback, from the vendor's documentation. It documents no rate limit and has none. */
export async function startHeyDonto(
	options: ServerOptions = {},
): Promise<HeyDontoSandbox & { close(): Promise<void> }> {
	const world = new World();
	const switches = switchesOf(world);
	const vendor: Vendor = {
		errorBody,
		streamedTypes: [UPLOAD_TYPE],
		addRoutes(app, origin) {
			addLogin(app, world);
			addCoreRoutes(app, ROUTES, world);
			addFhirRoutes(app, world, origin);
			app.setNotFoundHandler(({ method, url }) => {
				throw cannot(method, url);
			});
		},
		reset: () => world.reset(),
		actions: actionsOf(switches),
		views: viewsOf(switches),
		describe: (origin) => ({ origin, baseUrl: origin, seed: SEED, credentials: CREDENTIALS }),
	};
	const server = await startVendor(vendor, options);
	return { ...server, ...switches, baseUrl: server.origin, seed: SEED, credentials: CREDENTIALS };
}
