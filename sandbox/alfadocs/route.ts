import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { mediaType, parseBody } from '../shared/body';
import { integer, readQuery, type QueryTable, type QueryValues } from '../shared/query';
import { Refusal } from '../shared/refusal';
import type { Check } from '../shared/schema';
import { authenticate } from './auth';
import type { Archive } from './records';
import type { Switches, World } from './world';

export const API_PREFIX = '/api/v1';
const ARCHIVE_PATH = '/practices/:practiceId/archives/:archiveId';

/** One call, after authentication. */
export interface Call {
	archive: Archive;
	origin: string;
	switches: Switches;
	/** The path as it was called, without the query. */
	path: string;
	/** A path parameter that is an id. */
	id(name: string): number;
	param(name: string): string;
	reply: FastifyReply;
}

interface Incoming extends Call {
	request: FastifyRequest;
}

export interface Route {
	/** UPDATE is PATCH, or PUT if so switched. */
	method: 'GET' | 'POST' | 'UPDATE' | 'DELETE';
	path: string;
	answer(incoming: Incoming): unknown;
}

interface Spec<Q extends QueryTable, B> {
	query?: Q;
	body?: Check<B>;
	handle(call: Call & { query: QueryValues<Q>; body: B }): unknown;
}

/** A route of an archive: path below `/practices/{practiceId}/archives/{archiveId}`, what it takes, what it answers. */
export function route<Q extends QueryTable = Record<never, never>, B = undefined>(
	method: Route['method'],
	path: string,
	spec: Spec<Q, B>,
): Route {
	return {
		method,
		path: ARCHIVE_PATH + path,
		answer(incoming) {
			if (
				incoming.id('practiceId') !== incoming.archive.practiceId ||
				incoming.id('archiveId') !== incoming.archive.archiveId
			) {
				throw new Refusal(403, 'Access denied');
			}
			return answerWith(spec, incoming);
		},
	};
}

/** A route outside the archives. */
export const rootRoute = (path: string, handle: (call: Call) => unknown): Route => ({
	method: 'GET',
	path,
	answer: (incoming) => answerWith({ handle }, incoming),
});

function answerWith<Q extends QueryTable, B>(spec: Spec<Q, B>, incoming: Incoming): unknown {
	const query = readQuery(spec.query ?? ({} as Q), incoming.request.query as Record<string, unknown>);
	const body = (spec.body ? spec.body(readJson(incoming.request)) : undefined) as B;
	return spec.handle({ ...incoming, query, body });
}

function readJson({ headers, body }: FastifyRequest): unknown {
	if (mediaType(headers['content-type']) !== 'application/json') {
		throw new Refusal(415, 'The content type must be application/json');
	}
	const json = parseBody('application/json', Buffer.isBuffer(body) ? body : Buffer.alloc(0));
	if (json === undefined) throw new Refusal(400, 'The request body is not valid JSON');
	return json;
}

const ALL_VERBS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

/** Adds the routes; any other verb on one of their paths is answered with 405. */
export function addRoutes(app: FastifyInstance, routes: Route[], world: World, origin: () => string): void {
	const verb = (route: Route) => (route.method === 'UPDATE' ? world.switches.updateVerb : route.method);
	for (const path of new Set(routes.map((route) => route.path))) {
		const here = routes.filter((route) => route.path === path);
		app.route({
			method: ALL_VERBS,
			url: API_PREFIX + path,
			handler: async (request, reply) => {
				const params = request.params as Record<string, string>;
				// The router takes nothing for a parameter; a path that ends in a slash is another path.
				if (Object.values(params).includes('')) throw new Refusal(404, 'Not found');
				const route = here.find((candidate) => verb(candidate) === request.method);
				if (!route) throw new Refusal(405, 'Method not allowed', { allow: here.map(verb).join(', ') });
				const archive = authenticate(world, request.headers);
				const answer = route.answer({
					archive,
					origin: origin(),
					switches: world.switches,
					path: request.url.split('?')[0],
					// A wrong type in the path is refused like any other; whether the vendor says 400 or 404 is not stated [I].
					id: (name) => integer(name, params[name]),
					param: (name) => params[name],
					reply,
					request,
				});
				return await reply.send(answer);
			},
		});
	}
}
