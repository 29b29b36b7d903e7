import { options } from '../../shared/operation/collections';
import type { Field, StepsOperation } from '../../shared/operation/types';
import { outputFields, resolveOption, shaped } from '../output/shape';
import type { FhirServer } from '../server';
import { clientOf, idOf, knownType, records } from './context';
import { recordField } from './fields';

/** `shape`: brings the record to the form in which it comes out. */
export const get = (
	server: FhirServer,
	ownFields: Field[],
	ownOptions: Field[],
	shape = shaped,
): StepsOperation => ({
	value: 'get',
	name: 'Get',
	action: 'Get a record',
	description: 'Read one record',
	writes: false,
	fields: [...ownFields, recordField(), ...outputFields, options([resolveOption, ...ownOptions])],
	async check(filled) {
		const { type } = await knownType(server, filled);
		idOf(filled.values.id, type);
	},
	async run(step) {
		const { type } = await knownType(server, step);
		const client = await clientOf(server, step);
		const resource = await client.read(type, idOf(step.values.id, type));
		return records(await shape(client, step.values, [resource]));
	},
});
