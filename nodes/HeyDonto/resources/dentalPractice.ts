import type { Resource } from '../../shared/operation/types';
import { corePages } from '../api';

export const DENTAL_PRACTICES = '/dental-practices';

export const dentalPractice: Resource = {
	value: 'dentalPractice',
	name: 'Dental Practice',
	description: 'Kinds of practices that a site can belong to',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many dental practices',
			description: 'List dental practices',
			method: 'GET',
			path: DENTAL_PRACTICES,
			paging: corePages,
			fields: [],
		},
	],
};
