import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';

export const chair: Resource = {
	value: 'chair',
	name: 'Chair',
	description: 'Treatment chairs and rooms',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many chairs',
			description: 'List the chairs and rooms of the practice',
			method: 'GET',
			path: inArchive('/chairs'),
			paging: wholeList,
			fields: [],
		},
	],
};
