import isEqual from 'lodash/isEqual';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../../shared/errors/apiFailure';
import { options } from '../../shared/operation/collections';
import { text } from '../../shared/operation/fields';
import type { Field, StepsOperation } from '../../shared/operation/types';
import type { FhirClient } from '../client';
import { withFiles } from '../files';
import { outputFields, viewOf } from '../output/shape';
import type { FhirServer } from '../server';
import { checkedContent, contentOf } from './content';
import { clientOf, idOf, knownType, records } from './context';
import { contentFields, recordField } from './fields';

const JSON_HELP =
	'Write the whole record as a FHIR resource: it REPLACES what is stored, also what you leave out';

/** What a form leaves out stays as it is: the record is read, changed and written back if nobody changed it meanwhile. */
export const update = (server: FhirServer, ownFields: Field[], ownOptions: Field[]): StepsOperation => ({
	value: 'update',
	name: 'Update',
	action: 'Update a record',
	description: 'Change a record. Fields that you do not fill in stay as they are.',
	writes: true,
	fields: [
		...ownFields,
		recordField(),
		...contentFields('getUpdateFields', { json: JSON_HELP }),
		...outputFields,
		options([
			text('versionId', 'Expected Version', {
				local: true,
				placeholder: 'e.g. 3',
				description:
					'The record is only changed if this is its current version. By default it is the version that the form read, or the one in the JSON.',
			}),
			...ownOptions,
		]),
	],
	async check(filled) {
		const { type, definitions } = await knownType(server, filled);
		idOf(filled.values.id, type);
		await checkedContent(definitions, type, filled, {});
	},
	async run(step) {
		const { values } = step;
		const { type, definitions } = await knownType(server, step);
		const client = await clientOf(server, step);
		const id = idOf(values.id, type);
		const existing = values.fieldsMode === 'json' ? undefined : await client.read(type, id);
		const content = await withFiles(contentOf(definitions, type, step, existing), step.node, step.itemIndex);
		const expected = (values.versionId as string | undefined) ?? versionOf(existing ?? content);
		const stored = await replace(client, { ...content, id }, expected);
		return records([viewOf(client, values, stored)]);
	},
});

export const versionOf = ({ meta }: IDataObject): string | undefined =>
	(meta as { versionId?: string } | undefined)?.versionId;

/** Refusals of a write because the record is not what it was (409 before FHIR R4, 412 since). */
const CONFLICTS = [409, 412];

/**
 * Writes a record back.
 *
 * @throws ApiFailure that says which version is current when somebody else has changed it
 */
export async function replace(
	client: FhirClient,
	resource: IDataObject,
	versionId?: string,
): Promise<IDataObject> {
	const stored = await client.tryToUpdate(resource, versionId);
	if (!(stored instanceof ApiFailure)) return stored;
	if (!CONFLICTS.includes(stored.statusCode ?? 0)) throw stored;

	const current = await client.tryToRead(String(resource.resourceType), String(resource.id));
	if (current instanceof Error) throw stored;
	// The first answer may have been lost on its way: then what is stored is what was sent.
	if (isEqual(contentIn(current), contentIn(resource))) return current;
	const version = versionOf(current);
	throw new ApiFailure(
		`${client.api.vendor.name}: the record was changed by somebody else${version ? ` (version ${version} is current)` : ''}`,
		{
			description:
				'Nothing was stored. Read the record again, look at what has changed, and run the node again.',
			statusCode: stored.statusCode,
		},
	);
}

/** What a person can change of a record. */
const contentIn = (resource: IDataObject): IDataObject => omit(resource, 'meta', 'text');
