import { options } from '../../shared/operation/collections';
import { flag } from '../../shared/operation/fields';
import type { Field, StepsOperation } from '../../shared/operation/types';
import type { FhirServer } from '../server';
import { clientOf, idOf, knownType, records } from './context';
import { recordField } from './fields';

export const remove = (server: FhirServer, ownFields: Field[], ownOptions: Field[]): StepsOperation => ({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a record',
	description: 'Delete a record. Its history usually stays.',
	writes: true,
	fields: [
		...ownFields,
		recordField(),
		options([
			flag(
				'missingCounts',
				'Missing Counts as Deleted',
				'Whether a record that the server does not know counts as deleted. One that was deleted before always does.',
				{ local: true, default: true },
			),
			...ownOptions,
		]),
	],
	async check(filled) {
		const { type } = await knownType(server, filled);
		idOf(filled.values.id, type);
	},
	async run(step) {
		const { type } = await knownType(server, step);
		const client = await clientOf(server, step);
		const failure = await client.tryToDelete(type, idOf(step.values.id, type));
		const isGone = failure?.statusCode === 410;
		const isMissing = failure?.statusCode === 404 && step.values.missingCounts === true;
		if (failure && !isGone && !isMissing) throw failure;
		return records([{ deleted: true }]);
	},
});
