import { recordById } from '../../shared/operation/recordFields';
import type { Resource } from '../../shared/operation/types';
import { inArchive } from '../api';
import { carePlanId } from '../fields';

export const carePlanEntry: Resource = {
	value: 'carePlanEntry',
	name: 'Care Plan Entry',
	description: 'Single treatments of a care plan',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get a care plan entry',
			description: 'Retrieve one treatment of a care plan by its ID',
			method: 'GET',
			path: inArchive('/care-plans/{carePlanId}/care-plan-entries/{carePlanEntryId}'),
			fields: [
				carePlanId({ required: true }),
				recordById('carePlanEntryId', 'Care Plan Entry', {
					required: true,
					description: 'The treatment, by its ID from Appointment > Get Care Plan Entries',
				}),
			],
		},
	],
};
