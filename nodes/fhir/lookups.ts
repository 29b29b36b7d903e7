import upperFirst from 'lodash/upperFirst';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { Finder } from '../shared/lookups';
import { FhirClient } from './client';
import { definitionsOf, type Definitions } from './definitions';
import { mapperFields } from './forms';
import { displayOf } from './output/display';
import { encoded, parametersOf, type Pair } from './search/query';
import type { FhirServer } from './server';

/** The list in the editor shows so many records at a time. */
const ENTRIES = 50;

/** Search parameters by which a person looks for a record, the likeliest first. */
const BY_WORDS = ['name', 'title', 'family', 'code:text', 'description', 'identifier'];

/** The type that the form is about, as far as it has been chosen. */
function chosenType(chosen: (path: string) => unknown): string {
	const own = chosen('resourceType');
	return typeof own === 'string' && own !== '' ? own : upperFirst(String(chosen('resource') ?? ''));
}

const inForm = (context: ILoadOptionsFunctions): string =>
	chosenType((path) => context.getCurrentNodeParameter(path));

/** Records of the chosen type, by what they are called; a typed ID is found too. */
export const records =
	(server: FhirServer): Finder =>
	async (api, { filter, chosen = () => undefined }) => {
		const definitions = await definitionsOf(server.version, server.beyond);
		const type = chosenType(chosen);
		const site = { siteId: chosen('options.siteId.value') };
		const client = new FhirClient(api, server, definitions, site);
		const typed = filter.trim();
		const first = await listed(
			client,
			type,
			encoded([...wordsQuery(definitions, type, typed), ['_count', String(ENTRIES)]]),
		);
		if (first.entries.length > 0 || !/^[A-Za-z0-9.-]{1,64}$/.test(typed)) return first;
		return await listed(client, type, encoded([['_id', typed]]));
	};

function wordsQuery(definitions: Definitions, type: string, typed: string): Pair[] {
	if (typed === '') return [];
	const known = definitions.searchParametersOf(type).map(({ name }) => name);
	const name = BY_WORDS.find((candidate) => known.includes(candidate.split(':')[0]));
	return [[name ?? '_id', typed.replace(/[\\,|$]/g, '\\$&')]];
}

async function listed(client: FhirClient, type: string, query: string) {
	for await (const { matches } of client.search(type, query)) {
		return { entries: matches.flatMap(({ resource }) => (resource ? [entryOf(resource)] : [])) };
	}
	return { entries: [] };
}

function entryOf(resource: IDataObject): { name: string; value: string } {
	const { id, birthDate, start, date } = resource;
	const when = [birthDate && `born ${String(birthDate)}`, start, date].find(
		(text) => typeof text === 'string',
	);
	return { name: `${displayOf(resource)}${when ? `, ${String(when)}` : ''}`, value: String(id) };
}

const entries = (names: string[]): INodePropertyOptions[] => names.map((name) => ({ name, value: name }));

/** The methods by which the editor fills the forms of FHIR operations. */
export function formMethods({ version, beyond }: FhirServer) {
	const fieldsFor = (creating: boolean) =>
		async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
			return { fields: mapperFields(await definitionsOf(version, beyond), inForm(this), creating) };
		};
	const parameters = (keep: (type: string) => boolean) =>
		async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return parametersOf(await definitionsOf(version, beyond), inForm(this))
				.filter(({ type }) => keep(type))
				.map(({ name, type, targets = [] }) => ({
					name,
					value: name,
					description: targets.length > 0 ? `${type} (${targets.join(', ')})` : type,
				}));
		};
	return {
		resourceMapping: { getFields: fieldsFor(true), getUpdateFields: fieldsFor(false) },
		loadOptions: {
			getSearchParameters: parameters(() => true),
			getReferenceParameters: parameters((type) => type === 'reference'),
			async getIncludes(this: ILoadOptionsFunctions) {
				const type = inForm(this);
				const definitions = await definitionsOf(version, beyond);
				return entries(referencesOf(definitions, type).map(({ name }) => `${type}:${name}`));
			},
			async getReverseIncludes(this: ILoadOptionsFunctions) {
				const type = inForm(this);
				const definitions = await definitionsOf(version, beyond);
				return entries(
					definitions.resources.flatMap((other) =>
						referencesOf(definitions, other)
							.filter(({ targets }) => targets?.includes(type))
							.map(({ name }) => `${other}:${name}`),
					),
				);
			},
		},
	};
}

const referencesOf = (definitions: Definitions, type: string) =>
	definitions.searchParametersOf(type).filter((parameter) => parameter.type === 'reference');
