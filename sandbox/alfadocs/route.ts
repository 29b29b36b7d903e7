import type { FastifyInstance } from 'fastify';

import { readJson } from '../shared/body';
import { integer, type QueryTable } from '../shared/query';
import { Refusal } from '../shared/refusal';
import {
	addRouteTable,
	routeWith,
	type BaseContext,
	type Route as AnyRoute,
	type Spec,
} from '../shared/route';
import { authenticate } from './auth';
import type { Archive } from './records';
import type { Switches, World } from './world';

export const API_PREFIX = '/api/v1';
const ARCHIVE_PATH = '/practices/:practiceId/archives/:archiveId';

/** One call, after authentication. */
export interface Call extends BaseContext {
	archive: Archive;
	origin: string;
	switches: Switches;
	/** The path as it was called, without the query. */
	path: string;
	/** A path parameter that is an id. */
	id(name: string): number;
}

export type Route = AnyRoute<Call>;

const anyRoute = routeWith<Call>(readJson);

/**
 * A route of an archive: path below `/practices/{practiceId}/archives/{archiveId}`, what it takes, what it answers.
 * UPDATE is PATCH, or PUT if so switched.
 */
export function route<Q extends QueryTable = Record<never, never>, B = undefined>(
	method: 'GET' | 'POST' | 'UPDATE' | 'DELETE',
	path: string,
	spec: Spec<Call, Q, B>,
): Route {
	const { answer, ...rest } = anyRoute(method, ARCHIVE_PATH + path, spec);
	return {
		...rest,
		answer(call) {
			const { practiceId, archiveId } = call.archive;
			if (call.id('practiceId') !== practiceId || call.id('archiveId') !== archiveId) {
				throw new Refusal(403, 'Access denied');
			}
			return answer(call);
		},
	};
}

/** A route outside the archives. */
export const rootRoute = (path: string, handle: (call: Call) => unknown): Route =>
	anyRoute('GET', path, { handle });

/** Adds the routes; any other verb on one of their paths is answered with 405. */
export function addRoutes(app: FastifyInstance, routes: Route[], world: World, origin: () => string): void {
	addRouteTable(app, {
		prefix: API_PREFIX,
		routes,
		verbOf: ({ method }) => (method === 'UPDATE' ? world.switches.updateVerb : method),
		context: (base) => ({
			...base,
			archive: authenticate(world, base.request.headers),
			origin: origin(),
			switches: world.switches,
			path: base.request.url.split('?')[0],
			// A wrong type in the path is refused like any other; whether the vendor says 400 or 404 is not stated [I].
			id: (name) => integer(name, base.param(name)),
		}),
	});
}
