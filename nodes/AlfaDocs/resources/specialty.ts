import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';

export const specialty: Resource = {
	value: 'specialty',
	name: 'Specialty',
	description: 'Dental specialties of the practice',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many specialties',
			description: 'List the specialties that the practice offers',
			method: 'GET',
			path: inArchive('/specialties'),
			paging: wholeList,
			fields: [],
		},
	],
};
