import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';

export const account: Resource = {
	value: 'account',
	name: 'Account',
	description: 'Cash and bank accounts that transactions belong to',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many accounts',
			description: 'List the cash and bank accounts of the practice',
			method: 'GET',
			path: inArchive('/accounts'),
			paging: wholeList,
			fields: [],
		},
	],
};
