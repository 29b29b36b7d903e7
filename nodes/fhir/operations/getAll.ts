import type { IDataObject } from 'n8n-workflow';

import { options } from '../../shared/operation/collections';
import { DEFAULT_LIMIT } from '../../shared/operation/description';
import type { Field, StepsOperation, Values } from '../../shared/operation/types';
import type { BundleEntry, SearchPage } from '../bundles';
import type { FhirClient } from '../client';
import { belong, outputFields, resolveOption, shaped } from '../output/shape';
import { queryOf, searchFields, searchOptions } from '../search/form';
import { encoded, rawPairs } from '../search/query';
import type { FhirServer } from '../server';
import { clientOf, knownType, records } from './context';

const resourcesIn = (entries: BundleEntry[]): IDataObject[] =>
	entries.flatMap(({ resource }) => (resource ? [resource] : []));

const keyOf = ({ resourceType, id }: IDataObject): string => `${String(resourceType)}/${String(id)}`;

/** How many records are wanted; may be Infinity. */
export const limitOf = ({ returnAll, limit }: Values): number =>
	returnAll === true ? Infinity : ((limit as number | undefined) ?? DEFAULT_LIMIT);

/** What is particular to a search. */
interface Particulars {
	/** Compares a record again, for filters that a server may ignore. */
	isWanted?(record: IDataObject, page: SearchPage): boolean;
	/** Brings records to the form in which they come out. */
	shape?: typeof shaped;
}

/**
 * What a search finds as it comes out, page by page; no page is kept that has been passed on.
 *
 * @param query encoded, without the question mark
 */
export async function found(
	client: FhirClient,
	type: string,
	query: string,
	values: Values,
	{ isWanted = () => true, shape = shaped }: Particulars = {},
): Promise<IDataObject[]> {
	const limit = limitOf(values);
	const joined = values.includedAs !== 'items';
	const rows: IDataObject[] = [];
	const along = new Map<string, IDataObject>();
	for await (const page of client.search(type, query)) {
		const matches = resourcesIn(page.matches);
		const wanted = matches.filter((record) => isWanted(record, page)).slice(0, limit - rows.length);
		const included = resourcesIn(page.included);
		rows.push(...(await shape(client, values, wanted, joined ? included : [])));
		const isAll = wanted.length === matches.length;
		const own = included.filter((record) => isAll || wanted.some((match) => belong(match, record)));
		if (!joined) for (const record of own) along.set(keyOf(record), record);
		if (rows.length >= limit) break;
	}
	return [...rows, ...(await shape(client, values, [...along.values()]))];
}

/** Searches records. */
export const getAll = (server: FhirServer, ownFields: Field[], ownOptions: Field[]): StepsOperation => ({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many records',
	description: 'Search records',
	writes: false,
	many: true,
	fields: [
		...ownFields,
		...outputFields,
		...searchFields,
		options([...searchOptions, resolveOption, ...ownOptions]),
	],
	async check(filled) {
		const { type, definitions } = await knownType(server, filled);
		queryOf(server, definitions, type, filled, 1);
		for (const [, text] of rawPairs(String(filled.values.rawQuery ?? ''))) {
			filled.personal.push({ text, label: 'Raw Query' });
		}
	},
	async run(step) {
		const { values } = step;
		const { type, definitions } = await knownType(server, step);
		const client = await clientOf(server, step);
		const query = queryOf(server, definitions, type, step, limitOf(values));
		return records(await found(client, type, encoded(query), values));
	},
});
