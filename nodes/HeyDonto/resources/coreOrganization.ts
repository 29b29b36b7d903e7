import { filters, options } from '../../shared/operation/collections';
import type { Resource } from '../../shared/operation/types';
import { corePages } from '../api';
import { clientAccountId, isEnabled, organizationId, sorting, TIMES, title } from '../fields';

export const ORGANIZATIONS = '/organization';

export const coreOrganization: Resource = {
	value: 'coreOrganization',
	name: 'Organization (Account)',
	description: 'Organizations of your HeyDonto account. Those in the health record are under Organization.',
	operations: [
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete an organization (account)',
			description: 'Delete an organization from the account',
			method: 'DELETE',
			path: '/organization/{organizationId}',
			fields: [organizationId({ required: true, description: 'The organization to delete' })],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many organization (account) records',
			description: 'List organizations of the account',
			method: 'GET',
			path: ORGANIZATIONS,
			paging: corePages,
			fields: [
				filters([
					clientAccountId({ description: "Only organizations of this customer's account" }),
					isEnabled('Whether to list those that are enabled, or those that are not'),
					title({ placeholder: 'e.g. HealthCorp', description: 'Only organizations with this name' }),
				]),
				options(
					sorting({
						id: 'ID',
						title: 'Title',
						isEnabled: 'Enabled',
						...TIMES,
						clientAccountId: 'Client Account',
					}),
				),
			],
		},
	],
};
