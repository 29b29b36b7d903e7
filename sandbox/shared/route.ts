import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { readQuery, type QueryTable, type QueryValues } from './query';
import { Refusal } from './refusal';
import type { Check } from './schema';

/** What every vendor's context has. */
export interface BaseContext {
	/** A path parameter. */
	param(name: string): string;
	request: FastifyRequest;
	reply: FastifyReply;
}

/** `Context`: what a vendor's handlers are given after authentication. */
export interface Route<Context> {
	method: string;
	path: string;
	answer(context: Context): unknown;
}

/** What a route takes and what it answers. */
export interface Spec<Context, Q extends QueryTable, B> {
	query?: Q;
	body?: Check<B>;
	handle(call: Context & { query: QueryValues<Q>; body: B }): unknown;
}

/** Makes a vendor's `route` function; `readBody` reads the only kind of body that its routes take. */
export function routeWith<Context extends BaseContext>(readBody: (request: FastifyRequest) => unknown) {
	return <Q extends QueryTable = Record<never, never>, B = undefined>(
		method: string,
		path: string,
		spec: Spec<Context, Q, B>,
	): Route<Context> => ({
		method,
		path,
		answer(context) {
			const { request } = context;
			const query = readQuery(spec.query ?? ({} as Q), request.query as Record<string, unknown>);
			const body = (spec.body ? spec.body(readBody(request)) : undefined) as B;
			return spec.handle({ ...context, query, body });
		},
	});
}

const ALL_VERBS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

export interface RouteTable<Context> {
	/** Before every path. */
	prefix: string;
	routes: Array<Route<Context>>;
	/** The verb that a route answers to; its method unless told. */
	verbOf?(route: Route<Context>): string;
	/** Authenticates and says what the handler is given. */
	context(base: BaseContext): Context;
}

/** Adds the routes; any other verb on one of their paths is answered with 405. */
export function addRouteTable<Context>(app: FastifyInstance, table: RouteTable<Context>): void {
	const verb = table.verbOf ?? (({ method }) => method);
	for (const path of new Set(table.routes.map((route) => route.path))) {
		const here = table.routes.filter((route) => route.path === path);
		app.route({
			method: ALL_VERBS,
			url: table.prefix + path,
			handler: async (request, reply) => {
				const params = request.params as Record<string, string>;
				// The router takes nothing for a parameter; a path that ends in a slash is another path.
				if (Object.values(params).includes('')) throw new Refusal(404, 'Not found');
				const route = here.find((candidate) => verb(candidate) === request.method);
				if (!route) throw new Refusal(405, 'Method not allowed', { allow: here.map(verb).join(', ') });
				const context = table.context({ param: (name) => params[name], request, reply });
				return await reply.send(await route.answer(context));
			},
		});
	}
}
