import type { IDataObject } from 'n8n-workflow';

import { options } from '../../shared/operation/collections';
import { DEFAULT_LIMIT } from '../../shared/operation/description';
import type { Field, StepsOperation } from '../../shared/operation/types';
import type { BundleEntry } from '../bundles';
import type { FhirClient } from '../client';
import { outputFields, viewOf } from '../output/shape';
import type { FhirServer } from '../server';
import { clientOf, idOf, knownType, records } from './context';
import { recordField } from './fields';

export const getHistory = (server: FhirServer, ownFields: Field[], ownOptions: Field[]): StepsOperation => ({
	value: 'getHistory',
	name: 'Get History',
	action: 'Get the history of a record',
	description: 'List the versions of a record, newest first, its deletion included',
	writes: false,
	many: true,
	fields: [...ownFields, recordField(), ...outputFields, options(ownOptions)],
	async check(filled) {
		const { type } = await knownType(server, filled);
		idOf(filled.values.id, type);
	},
	async run(step) {
		const { values } = step;
		const { type } = await knownType(server, step);
		const client = await clientOf(server, step);
		const id = idOf(values.id, type);
		const limit =
			values.returnAll === true ? Infinity : ((values.limit as number | undefined) ?? DEFAULT_LIMIT);
		const versions: IDataObject[] = [];
		for await (const { matches } of client.history(type, id)) {
			versions.push(...matches.map((entry) => version(client, values, type, id, entry)));
			if (versions.length >= limit) break;
		}
		return records(versions.slice(0, limit));
	},
});

/** A deletion carries no resource (FHIR R4, 3.1.0.10.1): what is known of it stands beside. */
function version(
	client: FhirClient,
	values: Parameters<typeof viewOf>[1],
	resourceType: string,
	id: string,
	{ resource, response, request }: BundleEntry,
): IDataObject {
	if (resource && request?.method !== 'DELETE') return viewOf(client, values, resource);
	const versionId = /^(?:W\/)?"(.+)"$/.exec(response?.etag ?? '')?.[1];
	return {
		resourceType,
		id,
		deleted: true,
		...(response?.lastModified && { lastUpdated: response.lastModified }),
		...(versionId && { versionId }),
	};
}
