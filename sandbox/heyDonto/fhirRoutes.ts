import type { HttpMethod } from '@medplum/fhir-router';
import type { Binary, Bundle, Resource } from '@medplum/fhirtypes';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { etagOf } from '../fhirStore/history';
import { answerFhir, type FhirAnswer } from '../fhirStore/router';
import type { FhirStore } from '../fhirStore/store';
import { bytesOf, JSON_TYPE, mediaType, parseBody } from '../shared/body';
import { Refusal } from '../shared/refusal';
import { cannot } from './answers';
import { withNextLink } from './nextLinks';
import { segmentOf, typeOf } from './resourceTypes';
import type { World } from './world';

const FHIR_TYPE = 'application/fhir+json';
const WRITES = ['POST', 'PUT'];
const ID = /^[A-Za-z0-9\-.]{1,64}$/;

const outcome = (status: number, code: string, text: string): Refusal =>
	new Refusal(
		status,
		text,
		{},
		{
			resourceType: 'OperationOutcome',
			issue: [{ severity: 'error', code, details: { text } }],
		},
	);

/** The documentation's samples send `application/json`, FHIR has a type of its own: both are taken. */
function readResource(request: FastifyRequest): object {
	if (![JSON_TYPE, FHIR_TYPE].includes(mediaType(request.headers['content-type']))) {
		throw outcome(415, 'not-supported', `The content type must be ${JSON_TYPE} or ${FHIR_TYPE}`);
	}
	const body = parseBody(JSON_TYPE, bytesOf(request));
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
	throw outcome(400, 'structure', 'The request body is not a FHIR resource in JSON');
}

/** Whether a Binary is asked for as the file that it is. `Accept: *`+`/*` and none at all are answered with JSON [I]. */
function wantsFile({ headers: { accept = '*/*' } }: FastifyRequest, { resourceType }: Resource): boolean {
	return resourceType === 'Binary' && !/json|\*\/\*/i.test(accept);
}

type Params = { siteId?: string; segment?: string; id?: string; history?: string };

/** Where the caller is: the store, and what stands before a type in its addresses. */
function placeOf(world: World, { siteId }: Params): { store: FhirStore; base: string } {
	if (siteId === undefined) return { store: world.storeOf(world.defaultSite), base: '/fhir' };
	const site = world.tables.sites.find(({ id }) => String(id) === siteId);
	if (!site) throw new Refusal(404, 'Site not found');
	return { store: world.storeOf(site.id), base: `/site/${siteId}/fhir` };
}

/** The request as FHIR has it: `Patient/123/_history`. */
function fhirUrl(world: World, { method, url }: FastifyRequest, { segment, id, history }: Params): string {
	if (segment === undefined) return '';
	const { pathStyle, historySegment } = world.switches;
	const type = typeOf(segment, pathStyle);
	const isPath = (id === undefined || ID.test(id)) && (history === undefined || history === historySegment);
	if (!type || !isPath) throw cannot(method, url);
	const path = [type, id, history && '_history'].filter((part) => part !== undefined).join('/');
	const [, query] = url.split('?');
	if (query === undefined) return path;
	if (method === 'GET' && id === undefined) return `${path}?${query}`;
	throw outcome(400, 'not-supported', 'Only a search takes parameters');
}

function send(reply: FastifyReply, { status, resource }: FhirAnswer, url: string | undefined): FastifyReply {
	const { versionId, lastUpdated } = resource.meta ?? {};
	if (versionId !== undefined && lastUpdated !== undefined) {
		reply.header('etag', etagOf(versionId)).header('last-modified', new Date(lastUpdated).toUTCString());
		if (status === 201) reply.header('location', `${url}/${resource.id}/_history/${versionId}`);
	}
	return reply.code(status).type(`${FHIR_TYPE}; charset=utf-8`).send(JSON.stringify(resource));
}

/** The FHIR API, below `/fhir` for the account's main site and below `/site/{siteId}/fhir` for any. */
export function addFhirRoutes(app: FastifyInstance, world: World, origin: () => string): void {
	const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		world.sessions.demand(request.headers);
		const params = request.params as Params;
		const { store, base } = placeOf(world, params);
		const { switches } = world;
		const typeUrl = (type: string) => `${origin()}${base}/${segmentOf(type, switches.pathStyle)}`;
		const url = fhirUrl(world, request, params);
		const call = {
			method: request.method as HttpMethod,
			url,
			headers: request.headers,
			body: WRITES.includes(request.method) ? readResource(request) : undefined,
		};
		const answer = await answerFhir(store, typeUrl, call);
		const { status, resource } = answer;
		if (status < 400 && request.method === 'DELETE' && switches.deleteAnswer === 'empty') {
			return await reply.code(204).send();
		}
		if (status === 200 && request.method === 'GET' && wantsFile(request, resource)) {
			const { contentType, data = '' } = resource as Binary;
			return await reply.type(contentType).send(Buffer.from(data, 'base64'));
		}
		const changed =
			params.id === undefined && request.method === 'GET' && resource.resourceType === 'Bundle'
				? { status, resource: withNextLink(resource as Bundle, switches) }
				: answer;
		return send(reply, changed, params.segment && typeUrl(url.split('/')[0]));
	};
	for (const base of ['/fhir', '/site/:siteId/fhir']) {
		app.post(base, handle);
		app.route({ method: ['GET', 'POST'], url: `${base}/:segment`, handler: handle });
		app.route({ method: ['GET', 'PUT', 'DELETE'], url: `${base}/:segment/:id`, handler: handle });
		app.get(`${base}/:segment/:id/:history`, handle);
	}
}
