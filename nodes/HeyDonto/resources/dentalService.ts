import { filters, options } from '../../shared/operation/collections';
import type { Resource } from '../../shared/operation/types';
import { corePages } from '../api';
import { sorting, TIMES, title } from '../fields';

export const DENTAL_SERVICES = '/dental-service';

export const dentalService: Resource = {
	value: 'dentalService',
	name: 'Dental Service',
	description: 'Treatments that sites offer, such as teeth whitening',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many dental services',
			description: 'List dental services',
			method: 'GET',
			path: DENTAL_SERVICES,
			paging: corePages,
			fields: [
				filters([
					title({ placeholder: 'e.g. Teeth Whitening', description: 'Only services with this name' }),
				]),
				options(sorting({ id: 'ID', title: 'Title', ...TIMES })),
			],
		},
	],
};
