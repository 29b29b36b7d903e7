import type { FastifyInstance } from 'fastify';

import { readJson } from '../shared/body';
import { Refusal } from '../shared/refusal';
import { addRouteTable, routeWith, type BaseContext, type Route as AnyRoute } from '../shared/route';
import type { Site } from './records';
import type { World } from './world';

/** One call to the core API, after authentication. */
export interface Call extends BaseContext {
	world: World;
}

export type Route = AnyRoute<Call>;

/** A route of the core API: path, what it takes, what it answers. */
export const route = routeWith<Call>(readJson);

export function addCoreRoutes(app: FastifyInstance, routes: Route[], world: World): void {
	addRouteTable(app, {
		prefix: '',
		routes,
		context(base) {
			world.sessions.demand(base.request.headers);
			return { ...base, world };
		},
	});
}

/** The site that the path names. */
export function siteOf({ world, param }: Call): Site {
	const site = world.tables.sites.find(({ id }) => String(id) === param('siteId'));
	if (!site) throw new Refusal(404, 'Site not found');
	return site;
}
