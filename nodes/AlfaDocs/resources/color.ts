import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';

export const color: Resource = {
	value: 'color',
	name: 'Color',
	description: 'Colors of appointments in the agenda',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many colors',
			description: 'List the colors that appointments can have in the agenda',
			method: 'GET',
			path: inArchive('/colors'),
			paging: wholeList,
			fields: [],
		},
	],
};
