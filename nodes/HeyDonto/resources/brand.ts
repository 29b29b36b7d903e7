import { additionalFields, filters, options } from '../../shared/operation/collections';
import { flag, text } from '../../shared/operation/fields';
import type { Resource } from '../../shared/operation/types';
import { corePages } from '../api';
import { clientAccountId, isEnabled, organizationId, sorting, TIMES, title } from '../fields';

export const BRANDS = '/brands';

export const brand: Resource = {
	value: 'brand',
	name: 'Brand',
	description: 'Names under which practices appear',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create a brand',
			description: 'Add a brand, to an organization that is there or together with a new one',
			method: 'POST',
			path: BRANDS,
			fields: [
				title({ required: true, placeholder: 'e.g. Bright Smiles' }),
				additionalFields([
					organizationId({ description: 'The organization that the brand belongs to' }),
					text('organizationTitle', 'Organization Title', {
						placeholder: 'e.g. Global Health Group',
						description: 'Name of the organization that the brand belongs to',
					}),
					flag(
						'isAddingNewOrganization',
						'Adding New Organization',
						"Whether an organization with the name in 'Organization Title' is added, too",
					),
					isEnabled('Whether the brand can be used'),
				]),
			],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many brands',
			description: 'List brands, with the IDs of their accounts',
			method: 'GET',
			path: BRANDS,
			paging: corePages,
			fields: [
				filters([
					clientAccountId({ description: "Only brands of this customer's account" }),
					organizationId({ description: 'Only brands of this organization' }),
					title({ placeholder: 'e.g. Bright Smiles', description: 'Only brands with this name' }),
				]),
				options(
					sorting({
						id: 'ID',
						title: 'Title',
						isEnabled: 'Enabled',
						...TIMES,
						organizationId: 'Organization',
						clientAccountId: 'Client Account',
					}),
				),
			],
		},
	],
};
