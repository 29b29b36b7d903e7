import type { FastifyInstance } from 'fastify';

import { readJson } from '../shared/body';
import { addRouteTable, routeWith, type BaseContext, type Route as AnyRoute } from '../shared/route';
import { authenticate } from './auth';
import type { World } from './world';

export const API_PREFIX = '/v1';

/** One call, after authentication. */
export interface Call extends BaseContext {
	world: World;
}

export type Route = AnyRoute<Call>;

/** A route below `/v1`: path, what it takes, what it answers. */
export const route = routeWith<Call>(readJson);

export function addRoutes(app: FastifyInstance, routes: Route[], world: World): void {
	addRouteTable(app, {
		prefix: API_PREFIX,
		routes,
		context(base) {
			authenticate(world, base.request.headers, base.request.method);
			return { ...base, world };
		},
	});
}
