import { allOk, getStatus, singularize } from '@medplum/core';
import {
	FhirRouter,
	type FhirRequest,
	type FhirRouteHandler,
	type FhirRouteMetadata,
	type HttpMethod,
	type Route,
} from '@medplum/fhir-router';
import type { Bundle, Resource } from '@medplum/fhirtypes';

import { historyBundle } from './history';
import { refuse } from './refuse';
import { searchset, type TypeUrl } from './search';
import type { FhirStore } from './store';
import { executeBundle } from './transactions';

type Around = (medplum: FhirRouteHandler) => FhirRouteHandler;

/** The version that If-Match names. Medplum takes one that it cannot read for none, and would overwrite. */
function ifMatchOf({ headers }: FhirRequest): string | undefined {
	const text = headers?.['if-match'];
	if (text === undefined) return undefined;
	return /^W\/"([A-Za-z0-9\-.]{1,64})"$/.exec(text)?.[1] ?? refuse('If-Match must be W/"version"');
}

/** What a path asks for: those of Medplum's routes that exist here, and what stands around or instead of them. */
const routesOf = (store: FhirStore, typeUrl: TypeUrl): Record<string, Around> => ({
	'POST ': () => async (request, _, router) => {
		const bundle = request.body as Bundle;
		if (bundle.resourceType !== 'Bundle') return refuse('Only a Bundle can be executed');
		return [allOk, await executeBundle(request, store, router, bundle)];
	},
	'GET :resourceType':
		() =>
		async ({ params, query }) => {
			store.needType(params.resourceType);
			const pairs = Object.entries(query).flatMap(([name, values]) =>
				[values ?? ''].flat().map((value): [string, string] => [name, value]),
			);
			return [allOk, searchset(store, typeUrl, params.resourceType, pairs)];
		},
	'POST :resourceType':
		(create) =>
		async (request, ...rest) => {
			const criteria = singularize(request.headers?.['if-none-exist']);
			if (criteria !== undefined && !/^[^?]+$/.test(criteria)) refuse('If-None-Exist must be name=value');
			return await create(request, ...rest);
		},
	'GET :resourceType/:id': (read) => read,
	'GET :resourceType/:id/_history':
		() =>
		async ({ params: { resourceType, id } }) => {
			const versions = store.versionsOf(resourceType, id);
			return [allOk, historyBundle(typeUrl(resourceType), `${resourceType}/${id}`, versions)];
		},
	'PUT :resourceType/:id':
		(update) =>
		async (request, ...rest) => {
			ifMatchOf(request);
			return await update(request, ...rest);
		},
	'DELETE :resourceType/:id':
		(remove) =>
		async (request, ...rest) => {
			await store.needVersion(request.params.resourceType, request.params.id, ifMatchOf(request));
			return await remove(request, ...rest);
		},
});

const signatureOf = ({ method, path }: Route<FhirRouteHandler, FhirRouteMetadata>): string =>
	`${method} ${path.map(({ value, param }) => (param ? `:${value}` : value)).join('/')}`;

function routerOf(store: FhirStore, typeUrl: TypeUrl): FhirRouter {
	const fhir = new FhirRouter();
	const ours = routesOf(store, typeUrl);
	const { routes } = fhir.router;
	const kept = routes.filter((route) => signatureOf(route) in ours);
	for (const route of kept) route.handler = ours[signatureOf(route)](route.handler);
	routes.splice(0, routes.length, ...kept);
	return fhir;
}

/** A request to the FHIR API, as FHIR has it. */
export interface FhirCall {
	method: HttpMethod;
	/** Below the base, with the query: `Patient/123`, `Patient?name=Ann`, and nothing to execute a Bundle. */
	url: string;
	headers: FhirRequest['headers'];
	body?: unknown;
}

export interface FhirAnswer {
	status: number;
	/** What was asked for, or an OperationOutcome. */
	resource: Resource;
}

/** Answers one request from the store; what is refused is an answer too. */
export async function answerFhir(store: FhirStore, typeUrl: TypeUrl, call: FhirCall): Promise<FhirAnswer> {
	const request: FhirRequest = { ...call, body: call.body, pathname: '', params: {}, query: {} };
	const [outcome, resource = outcome] = await routerOf(store, typeUrl).handleRequest(request, store);
	return { status: getStatus(outcome), resource };
}
