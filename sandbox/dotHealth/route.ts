import type { FastifyInstance } from 'fastify';

import { bytesOf, JSON_TYPE, mediaType, parseBody } from '../shared/body';
import { fieldRefusal, Refusal } from '../shared/refusal';
import { addRouteTable, type BaseContext, type Route as AnyRoute } from '../shared/route';
import { authenticate } from './auth';
import { flattened } from './flatten';
import { negotiate, typesOf } from './mediaTypes';
import { issue, refuseIf } from './outcomes';
import type { NewResource } from './resource';
import { issuesOf } from './validation';
import { API_PREFIX, type World } from './world';

/** One call, after authentication. */
export interface Call extends BaseContext {
	world: World;
	/** What stands behind the question mark. */
	query: string;
}

export type Route = AnyRoute<Call>;

/** A route below the base of the data API. */
export const route = (method: string, path: string, answer: Route['answer']): Route => ({
	method,
	path,
	answer,
});

/** Refuses parameters where none is documented. */
export function noQuery({ query, world }: Call): void {
	const [name] = new URLSearchParams(query).keys();
	if (name === undefined || world.switches.unknownParams === 'ignored') return;
	throw fieldRefusal(400, name, `${name} is not a known query parameter`);
}

/** The body, which must be a resource of this type as FHIR R5 has it. */
export function readResource(call: Call, type: string): NewResource {
	const { request, world } = call;
	const types = typesOf(world.switches);
	if (!types.includes(mediaType(request.headers['content-type']))) {
		throw new Refusal(415, `The content type must be ${types.join(' or ')}`);
	}
	const body = parseBody(JSON_TYPE, bytesOf(request));
	if (body === undefined) refuseIf([issue('structure', 'The request body is not valid JSON')]);
	refuseIf(issuesOf(body, world.switches.deviations, { types: [type] }));
	return body as NewResource;
}

/** A read that carries a body has been sent by mistake. */
function refuseBodyOf({ request }: BaseContext): void {
	const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
	if (['GET', 'DELETE'].includes(request.method) && (length !== '0' || encoding !== undefined)) {
		throw new Refusal(400, `${request.method} takes no body`);
	}
}

export function addRoutes(app: FastifyInstance, routes: Route[], world: World): void {
	addRouteTable(app, {
		prefix: API_PREFIX,
		routes: routes.map(({ answer, ...one }) => ({
			...one,
			answer: async (call: Call) => {
				const body = await answer(call);
				return world.switches.flattenedLists ? flattened(body) : body;
			},
		})),
		context(base) {
			authenticate(world, base.request.headers);
			negotiate(base, world.switches);
			refuseBodyOf(base);
			const [, query = ''] = /\?(.*)$/s.exec(base.request.url) ?? [];
			return { ...base, world, query };
		},
	});
}
