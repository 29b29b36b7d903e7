import type { FastifyInstance } from 'fastify';

import { readForm } from '../shared/body';
import { addRouteTable, routeWith, type BaseContext, type Route as AnyRoute } from '../shared/route';
import type { ErrorBody } from '../shared/types';
import { authenticate } from './auth';
import type { Practice } from './records';
import type { World } from './world';

export const API_PREFIX = '/react4r/v2';

export const success = (data: object = {}) => ({ status: 'success', ...data });
export const errorBody: ErrorBody = (message) => ({ status: 'error', message });

/** One call, after authentication. */
export interface Call extends BaseContext {
	world: World;
	practice: Practice;
}

export type Route = AnyRoute<Call>;

/** A route below `/react4r/v2`: path, what it takes, what it answers. */
export const route = routeWith<Call>(readForm);

export function addRoutes(app: FastifyInstance, routes: Route[], world: World): void {
	addRouteTable(app, {
		prefix: API_PREFIX,
		routes,
		context: (base) => ({ ...base, world, practice: authenticate(world, base.request.headers) }),
	});
}
