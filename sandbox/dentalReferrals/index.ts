import { startVendor, type ServerOptions, type Vendor } from '../shared/server';
import type { VendorSandbox } from '../shared/types';
import { CREDENTIALS } from './credentials';
import { formRoutes } from './forms';
import { addPages } from './pages';
import { referralRoutes } from './referrals';
import { addRoutes, API_PREFIX, errorBody } from './route';
import { SEED, type DentalReferralsSeed } from './seed/ids';
import { actionsOf, switchesOf, viewsOf, type DentalReferralsSwitches } from './switches';
import { uploadRoutes, UPLOAD_TYPE } from './uploads';
import { uploadSetRoutes } from './uploadSets';
import { World } from './world';

export type DentalReferralsCredentials = typeof CREDENTIALS;
export type DentalReferralsSandbox = VendorSandbox<DentalReferralsSeed, DentalReferralsCredentials> &
	DentalReferralsSwitches;

const ROUTES = [...formRoutes, ...referralRoutes, ...uploadSetRoutes, ...uploadRoutes];

/** Dental Referrals on loopback, from the vendor's documentation. It documents no rate limit and has none. */
export async function startDentalReferrals(
	options: ServerOptions = {},
): Promise<DentalReferralsSandbox & { close(): Promise<void> }> {
	const world = new World();
	const switches = switchesOf(world);
	const vendor: Vendor = {
		errorBody,
		streamedTypes: [UPLOAD_TYPE],
		addRoutes(app, origin) {
			world.origin = origin;
			addRoutes(app, ROUTES, world);
			addPages(app, world);
			app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody('Not found', 404)));
		},
		reset: () => world.reset(),
		actions: actionsOf(switches),
		views: viewsOf(switches),
		describe: (origin) => ({ origin, baseUrl: origin + API_PREFIX, seed: SEED, credentials: CREDENTIALS }),
		close: () => world.stop(),
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
