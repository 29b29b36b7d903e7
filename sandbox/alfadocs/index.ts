import { SlidingWindow } from '../shared/rateLimit';
import { startVendor, type ServerOptions, type Vendor } from '../shared/server';
import type { VendorSandbox } from '../shared/types';
import { appointmentRoutes } from './appointments';
import { rateKey } from './auth';
import { billRoutes } from './bills';
import { carePlanRoutes } from './carePlans';
import { contextRoutes } from './context';
import { CREDENTIALS } from './credentials';
import { customObjectFieldRoutes } from './customObjectFields';
import { documentRoutes } from './documents';
import { listRoutes } from './lists';
import { addAlfaDocsOAuth } from './oauth';
import { officeActions, officeSwitches, type OfficeSwitches } from './office';
import { patientRoutes } from './patients';
import { phoneNumberRoutes } from './phoneNumbers';
import { addRoutes, API_PREFIX } from './route';
import { SEED, type AlfaDocsSeed } from './seed/ids';
import { slotRoutes } from './slots';
import { actionsOf, switchesOf, type AlfaDocsSwitches } from './switches';
import { transactionRoutes } from './transactions';
import { World } from './world';

export type AlfaDocsCredentials = typeof CREDENTIALS;
export type AlfaDocsSandbox = VendorSandbox<AlfaDocsSeed, AlfaDocsCredentials> &
	AlfaDocsSwitches &
	OfficeSwitches;

const ROUTES = [
	...contextRoutes,
	...listRoutes,
	...appointmentRoutes,
	...slotRoutes,
	...patientRoutes,
	...phoneNumberRoutes,
	...documentRoutes,
	...customObjectFieldRoutes,
	...carePlanRoutes,
	...billRoutes,
	...transactionRoutes,
];

/** AlfaDocs on loopback, from the vendor's documentation. */
export async function startAlfaDocs(
	options: ServerOptions = {},
): Promise<AlfaDocsSandbox & { close(): Promise<void> }> {
	const world = new World();
	const switches = switchesOf(world);
	const office = officeSwitches(world);
	const vendor: Vendor = {
		errorBody: (message) => ({ error: message }),
		// “10 requests/second, 429 beyond” (vendor's guidance for integrators); Retry-After is [I].
		rateLimit: {
			limiter: new SlidingWindow(10, 1000),
			headers: { 'retry-after': '1' },
			keyOf: (path, headers) => (path.startsWith(`${API_PREFIX}/`) ? rateKey(headers) : undefined),
		},
		addRoutes(app, origin) {
			addRoutes(app, ROUTES, world, origin);
			addAlfaDocsOAuth(app, world);
			app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'Not found' }));
		},
		reset: () => world.reset(),
		actions: { ...actionsOf(switches), ...officeActions(world, office) },
		describe: (origin) => ({ origin, baseUrl: origin + API_PREFIX, seed: SEED, credentials: CREDENTIALS }),
	};
	const server = await startVendor(vendor, options);
	return {
		...server,
		...switches,
		...office,
		baseUrl: server.origin + API_PREFIX,
		seed: SEED,
		credentials: CREDENTIALS,
	};
}
