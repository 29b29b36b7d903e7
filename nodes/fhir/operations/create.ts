import { options } from '../../shared/operation/collections';
import { text } from '../../shared/operation/fields';
import type { Field, StepsOperation } from '../../shared/operation/types';
import { withFiles } from '../files';
import { outputFields, viewOf } from '../output/shape';
import type { FhirServer } from '../server';
import { checkedContent, contentOf } from './content';
import { clientOf, knownType, records } from './context';
import { contentFields } from './fields';

const JSON_HELP = 'Write the whole record as a FHIR resource';

const condition = (): Field =>
	text('ifNoneExist', 'Only If None Exists', {
		local: true,
		placeholder: 'e.g. identifier=https://clinic.example/patients|4711',
		description:
			'A search that must find nothing. When it finds one record, nothing is stored and that record comes out; several are refused.',
	});

/** Stores a new record. `ownOptions`: what the vendor has besides. */
export const create = (server: FhirServer, ownFields: Field[], ownOptions: Field[]): StepsOperation => ({
	value: 'create',
	name: 'Create',
	action: 'Create a record',
	description: 'Store a new record',
	writes: true,
	fields: [
		...ownFields,
		...contentFields('getFields', { json: JSON_HELP }),
		...outputFields,
		options([...(server.onlyCreates ? [] : [condition()]), ...ownOptions]),
	],
	async check(filled) {
		const { type, definitions } = await knownType(server, filled);
		await checkedContent(definitions, type, filled);
	},
	async run(step) {
		const { type, definitions } = await knownType(server, step);
		const client = await clientOf(server, step);
		const resource = await withFiles(contentOf(definitions, type, step), step.node, step.itemIndex);
		const stored = await client.create(resource, step.values.ifNoneExist as string | undefined);
		return records([viewOf(client, step.values, stored)]);
	},
});
