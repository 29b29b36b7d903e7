import { filters, options } from '../../shared/operation/collections';
import type { Resource } from '../../shared/operation/types';
import { corePages } from '../api';
import { sorting, TIMES, title } from '../fields';

export const code: Resource = {
	value: 'code',
	name: 'Code',
	description: 'Codes of procedures with their titles and categories, e.g. for billing',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many codes',
			description: 'List codes, or find them by title',
			method: 'GET',
			path: '/code',
			paging: corePages,
			fields: [
				filters([
					title({ placeholder: 'e.g. Nutritional Counseling', description: 'Only codes with this title' }),
				]),
				options(
					sorting({
						id: 'ID',
						code: 'Code',
						title: 'Title',
						category: 'Category',
						categoryCode: 'Category Code',
						...TIMES,
					}),
				),
			],
		},
	],
};
