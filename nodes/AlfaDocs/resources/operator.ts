import { filters } from '../../shared/operation/collections';
import { flag } from '../../shared/operation/fields';
import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';
import { italianFiscalCode } from '../fields';

export const operator: Resource = {
	value: 'operator',
	name: 'Operator',
	description: 'Dentists, hygienists and others who treat patients',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many operators',
			description: 'List the dentists, hygienists and others who treat patients',
			method: 'GET',
			path: inArchive('/operators'),
			paging: wholeList,
			fields: [
				filters([
					flag('ignoreDeleted', 'Ignore Deleted', 'Whether to leave out operators that were deleted', {
						default: true,
					}),
					italianFiscalCode({ description: 'Only the operator with this codice fiscale' }),
				]),
			],
		},
	],
};
