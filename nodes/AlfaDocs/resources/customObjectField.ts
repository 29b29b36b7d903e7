import { filters } from '../../shared/operation/collections';
import { choice, text, textList } from '../../shared/operation/fields';
import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';

export const CUSTOM_OBJECT_FIELDS = inArchive('/custom-object-fields');

const OBJECT_TYPES = { patient: 'Patient', care_plan: 'Care Plan' };

export const customObjectField: Resource = {
	value: 'customObjectField',
	name: 'Custom Object Field',
	description: 'Fields that the practice has added to patients and care plans',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create a custom object field',
			description: 'Add a field of your own to patients or care plans',
			method: 'POST',
			path: CUSTOM_OBJECT_FIELDS,
			fields: [
				choice('objectType', 'Object Type', OBJECT_TYPES, {
					required: true,
					description: 'What gets the field',
				}),
				text('label', 'Label', {
					required: true,
					placeholder: 'e.g. Height',
					description: 'The name that people see',
				}),
				text('technicalName', 'Technical Name', {
					required: true,
					placeholder: 'e.g. personHeight',
					description: 'The name in the API, where it gets an underscore in front',
					pattern: { matches: /^[A-Za-z]\w*$/, example: 'personHeight' },
				}),
				choice(
					'type',
					'Type',
					{ single_line_text: 'Single Line Text', single_checkbox: 'Single Checkbox', dropdown: 'Dropdown' },
					{ required: true, description: 'How it is filled in' },
				),
				textList('choices', 'Choices', {
					required: true,
					placeholder: 'e.g. Short, Medium, Tall',
					description: 'What can be chosen, parted by commas',
					displayOptions: { show: { type: ['dropdown'] } },
				}),
			],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many custom object fields',
			description: 'List the fields that the practice has added to patients and care plans',
			method: 'GET',
			path: CUSTOM_OBJECT_FIELDS,
			paging: wholeList,
			// Where the API takes the filter is unclear (it stands among the path parameters), so the node applies it.
			keep: ({ objectType }) =>
				objectType === undefined ? undefined : (field) => field.objectType === objectType,
			fields: [
				filters([
					choice('objectType', 'Object Type', OBJECT_TYPES, {
						local: true,
						description: 'Only fields of these',
					}),
				]),
			],
		},
	],
};
