import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';

export const FORMS = '/available_forms';

export const form: Resource = {
	value: 'form',
	name: 'Form',
	description: 'Medical forms that can be used for a referral',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many forms',
			description: 'List the medical forms that are enabled for the key',
			method: 'GET',
			path: FORMS,
			paging: wholeList,
			fields: [],
		},
	],
};
