import { additionalFields, updateFields } from '../../shared/operation/collections';
import { flag, text } from '../../shared/operation/fields';
import { recordById } from '../../shared/operation/recordFields';
import type { Field, Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';
import { patientId, spellPrefix } from '../fields';
import { updating } from '../updates';

export const PHONE_NUMBERS = inArchive('/patients/{patientId}/phone-numbers');
const ONE = inArchive('/patients/{patientId}/phone-numbers/{phoneNumberId}');

const patient = patientId({ required: true, description: 'The patient whose phone number it is' });

const phoneNumberId = recordById('phoneNumberId', 'Phone Number', {
	required: true,
	description: 'The phone number, by its ID from Phone Number > Get Many',
});

const prefix = (options?: { required?: boolean }): Field =>
	text('prefix', 'Prefix', {
		default: '0039',
		placeholder: 'e.g. 0039',
		description: 'The country, with two zeros in front',
		pattern: { matches: /^(00|\+)?\d{1,4}$/, example: '0039' },
		spell: spellPrefix,
		...options,
	});

const number = (options?: { required?: boolean }): Field =>
	text('number', 'Number', {
		placeholder: 'e.g. 3471234567',
		description: 'The number without the country',
		pattern: { matches: /^[\d\s/().-]{3,}$/, example: '3471234567' },
		...options,
	});

const details: Field[] = [
	text('label', 'Label', { placeholder: 'e.g. Mobile', description: 'What kind of number it is' }),
	flag('smsEnabled', 'SMS Enabled', 'Whether AlfaDocs may send SMS to this number'),
];

const writable = [...details, number(), prefix()];

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	name: 'Phone Number',
	description: 'Phone numbers of patients',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create a phone number',
			description: 'Add a phone number to a patient',
			method: 'POST',
			path: PHONE_NUMBERS,
			fields: [patient, prefix({ required: true }), number({ required: true }), additionalFields(details)],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get a phone number',
			description: 'Retrieve one phone number of a patient by its ID',
			method: 'GET',
			path: ONE,
			fields: [patient, phoneNumberId],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many phone numbers',
			description: 'List the phone numbers of a patient',
			method: 'GET',
			path: PHONE_NUMBERS,
			paging: wholeList,
			fields: [patient],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update a phone number',
			description: 'Change a phone number of a patient. What you leave out stays as it is.',
			fields: [patient, phoneNumberId, updateFields(writable)],
			...updating({ path: ONE, demanded: [], writable }),
		},
	],
};
