import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';

import { criterion } from './criteria';
import { cutTo } from './elements';
import { included, isInclude, readInclude } from './includes';
import { isPaging, pageLinks, readPage } from './paging';
import { referenceTo, type Records } from './records';
import { refuse } from './refuse';
import { sorted } from './sorting';

/** Names and values as they came, decoded; a name may come again. */
export type Query = Array<[name: string, value: string]>;

/** Where records of a type are found from outside: `http://127.0.0.1:1234/fhir/patient`. */
export type TypeUrl = (type: string) => string;

function single(query: Query, name: string): string | undefined {
	const values = query.filter(([one]) => one === name).map(([, value]) => value);
	if (values.length > 1) refuse(`${name} can be given once`);
	if (values[0] === '') refuse(`${name} is empty`);
	return values[0];
}

const isResult = (name: string): boolean =>
	isPaging(name) || isInclude(name) || ['_sort', '_elements'].includes(name);

/** Every record of the type that meets all criteria of the query, in the order that it asks for. */
export function matchesOf(records: Records, type: string, query: Query): Resource[] {
	const criteria = query
		.filter(([name]) => !isResult(name))
		.map(([name, value]) => criterion(records, type, name, value));
	const found = records.ofType(type).filter((resource) => criteria.every((meets) => meets(resource)));
	const sort = single(query, '_sort');
	return sort === undefined ? found : sorted(type, sort, found);
}

/** Answers a search with one page of it; a parameter that the type does not have is refused. */
export function searchset(records: Records, typeUrl: TypeUrl, type: string, query: Query): Bundle {
	const page = readPage(type, query);
	const includes = query
		.filter(([name]) => isInclude(name))
		.map(([name, value]) => readInclude(type, name, value));
	const elements = single(query, '_elements');
	const cut = elements === undefined ? (resource: Resource) => resource : cutTo(type, elements);
	const found = matchesOf(records, type, query);
	const matches = found.slice(page.from, page.from + page.count);
	const entryOf = (resource: Resource, mode: 'match' | 'include'): BundleEntry => ({
		fullUrl: `${typeUrl(resource.resourceType)}/${referenceTo(resource).split('/')[1]}`,
		resource: mode === 'match' ? cut(resource) : resource,
		search: { mode },
	});
	const entry = [
		...matches.map((resource) => entryOf(resource, 'match')),
		...included(records, includes, matches).map((resource) => entryOf(resource, 'include')),
	];
	return {
		resourceType: 'Bundle',
		type: 'searchset',
		total: found.length,
		link: pageLinks(typeUrl(type), type, query, page, found.length),
		...(entry.length > 0 && { entry }),
	};
}
