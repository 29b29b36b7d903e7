import type { Resource } from '../../shared/operation/types';

export const context: Resource = {
	value: 'context',
	name: 'Context',
	description: 'The practice and archive that the credential belongs to',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get the context',
			description: 'Retrieve the practice and archive that the credential belongs to',
			method: 'GET',
			path: '/me',
			fields: [],
		},
	],
};
