import { filters, options } from '../../shared/operation/collections';
import type { Resource } from '../../shared/operation/types';
import { corePages } from '../api';
import { isEnabled, sorting, TIMES, title } from '../fields';

export const PRACTICE_MANAGEMENT_SYSTEMS = '/practice-management-system';

export const practiceManagementSystem: Resource = {
	value: 'practiceManagementSystem',
	name: 'Practice Management System',
	description: 'Software of practices that HeyDonto connects to, such as Dentrix or Open Dental',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many practice management systems',
			description: 'List practice management systems',
			method: 'GET',
			path: PRACTICE_MANAGEMENT_SYSTEMS,
			paging: corePages,
			fields: [
				filters([
					isEnabled('Whether to list those that are enabled, or those that are not'),
					title({ placeholder: 'e.g. Dentrix', description: 'Only systems with this name' }),
				]),
				options(sorting({ id: 'ID', title: 'Title', ...TIMES })),
			],
		},
	],
};
