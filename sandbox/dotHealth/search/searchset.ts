import { parseReference } from '../references';
import type { Reference, Resource } from '../resource';
import type { World } from '../world';
import { readQuestion, type Question } from './question';
import type { Searchable } from './types';

/** The Bundle that answers a search. */
export function searchset(world: World, searchable: Searchable, query: string): object {
	const { switches, store } = world;
	const question = readQuestion(query, searchable, switches);
	const found = store
		.list(searchable.type)
		.filter((resource) => question.tests.every((test) => test(resource)));
	if (question.compare) found.sort(question.compare);
	const start = (question.page - switches.firstPage) * question.count;
	const page = searchable.paged ? found.slice(start, start + question.count) : found;
	const entries = [
		...page.map((resource) => entryOf(world, resource, 'match')),
		...included(world, page, question).map((resource) => entryOf(world, resource, 'include')),
	];
	const links = linksOf(`${world.base()}/${searchable.type}`, question, found.length, switches.firstPage);
	return {
		resourceType: 'Bundle',
		...(searchable.paged && { id: world.newBundleId() }),
		type: 'searchset',
		...(searchable.paged && { total: found.length, link: links }),
		// FHIR has no empty lists.
		...(entries.length > 0 && { entry: entries }),
	};
}

function entryOf({ base, switches }: World, resource: Resource, mode: string): object {
	const { resourceType: type, id, meta, ...elements } = resource;
	const bare = type === 'Subscription' && !switches.subscriptionIds;
	return {
		fullUrl: `${base()}/${type}/${id}`,
		resource: bare ? { resourceType: type, ...elements } : { resourceType: type, id, meta, ...elements },
		...(switches.searchMode && { search: { mode } }),
	};
}

/** What a page refers to, each once. */
function included({ base, store }: World, page: Resource[], { include }: Question): Resource[] {
	const references = page.flatMap((resource) =>
		include.flatMap((element) => (resource[element] ?? []) as Reference | Reference[]),
	);
	const found = references.flatMap(({ reference = '' }) => {
		const target = parseReference(reference, base());
		const resource = target.kind === 'here' ? store.get(target.type, target.id) : undefined;
		return resource ? [resource] : [];
	});
	return [...new Set(found)];
}

function linksOf(url: string, { heeded, count, page }: Question, total: number, firstPage: number): object[] {
	const linkTo = (relation: string, params: URLSearchParams) => ({
		relation,
		url: params.size === 0 ? url : `${url}?${params.toString()}`,
	});
	const turned = (to: number) => {
		const params = new URLSearchParams(heeded);
		params.set('_page', String(to));
		return params;
	};
	return [
		linkTo('self', heeded),
		...(page > firstPage ? [linkTo('previous', turned(page - 1))] : []),
		...((page - firstPage + 1) * count < total ? [linkTo('next', turned(page + 1))] : []),
	];
}
