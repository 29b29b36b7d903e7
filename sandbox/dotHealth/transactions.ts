import { issue, refuseIf, type Issue } from './outcomes';
import { parseReference, referenceIssues, rewritten } from './references';
import { changeRequest, announce } from './requests';
import type { NewResource, Reference, Resource } from './resource';
import { noQuery, readResource, route, type Route } from './route';
import { HEALTH_RESOURCES } from './types';
import { hasElement, issuesOf } from './validation';
import type { World } from './world';

interface Entry {
	fullUrl?: string;
	resource: NewResource;
	request?: { method?: string; url?: string };
}

const pathOf = (index: number): string => `Bundle.entry[${index}]`;

/** What is wrong with an entry by itself. */
function entryIssues(entry: Entry, index: number, { switches }: World): Issue[] {
	const at = pathOf(index);
	const found = issuesOf(entry.resource, switches.deviations, {
		at: `${at}.resource`,
		types: HEALTH_RESOURCES,
	});
	const { request } = entry;
	if (request === undefined) {
		const demanded = switches.entryRequest === 'required';
		return demanded ? [...found, issue('required', `${at}.request is required`, `${at}.request`)] : found;
	}
	if (request.method !== 'POST')
		found.push(issue('not-supported', `${at}.request.method must be POST`, `${at}.request.method`));
	if (request.url !== entry.resource?.resourceType)
		found.push(issue('value', `${at}.request.url must be the type of the resource`, `${at}.request.url`));
	return found;
}

function bundleIssues({ type, entry }: NewResource): Issue[] {
	if (type !== 'transaction')
		return [issue('not-supported', 'Bundle.type must be transaction', 'Bundle.type')];
	if (entry === undefined) return [issue('required', 'Bundle.entry is required', 'Bundle.entry')];
	const urls = (entry as Entry[]).map(({ fullUrl }) => fullUrl);
	return urls.flatMap((url, index) => {
		const at = `${pathOf(index)}.fullUrl`;
		const again = url !== undefined && urls.indexOf(url) < index;
		return again ? [issue('duplicate', `${at} is the one of another entry`, at)] : [];
	});
}

const listOf = (value: unknown): Reference[] => [value ?? []].flat() as Reference[];

/** The request that a reference leads to. */
function requestAt({ store, base }: World, { reference = '' }: Reference): Resource | undefined {
	const target = parseReference(reference, base());
	if (target.kind !== 'here' || target.type !== 'CommunicationRequest') return undefined;
	return store.get(target.type, target.id);
}

/** The requests that a transaction answers: those which a Communication in it replaces. */
function answered(world: World, entries: Entry[]): { requests: Resource[]; issues: Issue[] } {
	const requests = new Set<Resource>();
	const issues: Issue[] = [];
	entries.forEach(({ resource }, index) => {
		if (resource.resourceType !== 'Communication') return;
		listOf(resource.replaces).forEach((reference, place) => {
			const at = `${pathOf(index)}.resource.replaces[${place}]`;
			const request = requestAt(world, reference);
			if (!request) {
				issues.push(issue('not-found', `${at} is not a CommunicationRequest that is there`, at));
			} else if (request.status !== 'active' && world.switches.closedRequests === 'refused') {
				issues.push(issue('business-rule', `${at} is ${String(request.status)}, not active`, at));
			} else requests.add(request);
		});
	});
	return { requests: [...requests], issues };
}

/** “Resources created by the filler must include a reference to the CommunicationRequest inside basedOn if available.” */
function basedOnIssues(world: World, entries: Entry[], requests: Resource[]): Issue[] {
	if (requests.length === 0 || world.switches.basedOn === 'optional') return [];
	return entries.flatMap(({ resource }, index) => {
		const { resourceType: type, basedOn } = resource;
		// The sample's own Communication has none.
		if (type === 'Communication' || !hasElement(type, 'basedOn')) return [];
		if (listOf(basedOn).some((one) => requests.includes(requestAt(world, one) as Resource))) return [];
		const at = `${pathOf(index)}.resource.basedOn`;
		return [issue('business-rule', `${at} must refer to the CommunicationRequest that is answered`, at)];
	});
}

/** Refuses a transaction as a whole; returns the requests that it answers. */
function check(world: World, sent: NewResource): { entries: Entry[]; requests: Resource[] } {
	refuseIf(bundleIssues(sent));
	const entries = sent.entry as Entry[];
	refuseIf(entries.flatMap((entry, index) => entryIssues(entry, index, world)));
	const { store, switches } = world;
	const fullUrls = entries.flatMap(({ fullUrl = [] }) => fullUrl);
	if (switches.references === 'checked') {
		const context = { store, base: world.base(), fullUrls };
		refuseIf(
			entries.flatMap(({ resource }, index) =>
				referenceIssues(resource, `${pathOf(index)}.resource`, context),
			),
		);
	}
	const { requests, issues } = answered(world, entries);
	refuseIf([...issues, ...basedOnIssues(world, entries, requests)]);
	return { entries, requests };
}

function store(world: World, entries: Entry[]): Resource[] {
	const ids = entries.map(() => world.store.newId());
	const references = new Map(
		entries.map(({ fullUrl = '', resource }, index) => [fullUrl, `${resource.resourceType}/${ids[index]}`]),
	);
	return entries.map(({ resource }, index) =>
		world.store.create(rewritten(resource, references), { id: ids[index] }),
	);
}

const referenceTo = ({ resourceType, id }: Resource): string => `${resourceType}/${id}`;

export const transactionRoutes: Route[] = [
	route('POST', '/Bundle', (call) => {
		noQuery(call);
		const { world, reply } = call;
		const { entries, requests } = check(world, readResource(call, 'Bundle'));
		const created = store(world, entries);
		for (const resource of created) announce(world, resource);
		for (const { id } of requests) changeRequest(world, id, { status: 'completed', actionable: false });
		world.created.push(...created.map(referenceTo));
		world.transactions.push({ created: created.map(referenceTo), completed: requests.map(referenceTo) });
		reply.code(200);
		return {
			resourceType: 'Bundle',
			type: 'transaction-response',
			entry: created.map((resource) => ({
				response: { status: '201 Created', location: referenceTo(resource) },
			})),
		};
	}),
];
