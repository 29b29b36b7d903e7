import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';

export const paymentType: Resource = {
	value: 'paymentType',
	name: 'Payment Type',
	description: 'Ways of paying, such as cash or card',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many payment types',
			description: 'List the ways of paying that the practice has set up',
			method: 'GET',
			path: inArchive('/payment-types'),
			paging: wholeList,
			fields: [],
		},
	],
};
