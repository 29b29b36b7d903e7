import type { IDataObject } from 'n8n-workflow';

import { additionalFields, filters, mappedFields, updateFields } from '../../shared/operation/collections';
import { choice, day, flag, moment, number, text } from '../../shared/operation/fields';
import type { Field, OutputRecord, Resource, Step, Values } from '../../shared/operation/types';
import { DATE_TIME, inArchive, patientPages } from '../api';
import { italianFiscalCode, patientId, spellPrefix } from '../fields';
import {
	byEmail,
	byFiscalCode,
	byPhone,
	findPatient,
	isAskedFor,
	PATIENTS,
	type PatientRecognition,
} from '../patientMatching';
import { updating, updateRecord, type Updatable } from '../updates';
import { PHONE_NUMBERS } from './phoneNumber';

const ONE = inArchive('/patients/{patientId}');

export const SIMPLIFIED = [
	'id',
	'firstName',
	'lastName',
	'dateOfBirth',
	'gender',
	'italianFiscalCode',
	'email',
	'phoneNumbers',
	'city',
	'lastModifiedAt',
];

const firstName = (required: boolean) =>
	text('firstName', 'First Name', { required, placeholder: 'e.g. Giulia' });
const lastName = (required: boolean) =>
	text('lastName', 'Last Name', { required, placeholder: 'e.g. Bianchi' });

const details: Field[] = [
	text('city', 'City', { placeholder: 'e.g. Milano' }),
	moment('createdAt', 'Created At', DATE_TIME, { description: 'When the patient was entered, if not now' }),
	day('dateOfBirth', 'Date of Birth', { placeholder: 'e.g. 1989-10-11' }),
	number('defaultDiscount', 'Default Discount', { min: 0, description: 'Discount in percent' }),
	flag(
		'documentSignatureEmailPossible',
		'Document Signature Email Possible',
		'Whether documents to sign may be sent by email',
	),
	text('email', 'Email', { email: true }),
	flag('emailEnabled', 'Email Enabled', 'Whether emails may be sent to the patient'),
	flag('emailReminderPossible', 'Email Reminder Possible', 'Whether reminders may be sent by email'),
	choice('gender', 'Gender', { f: 'Female', m: 'Male' }, { default: '' }),
	italianFiscalCode(),
	text('job', 'Job', { description: "The patient's occupation" }),
	moment('lastModifiedAt', 'Last Modified At', DATE_TIME, {
		description: 'When the patient was last changed, if not now',
	}),
	text('placeOfBirth', 'Place of Birth', { placeholder: 'e.g. Milano' }),
	text('postcode', 'Postcode', { placeholder: 'e.g. 20100' }),
	number('priceListId', 'Price List ID', {
		min: 1,
		description: 'Found in AlfaDocs under Impostazioni > Studio > Prestazioni > Listini',
	}),
	text('province', 'Province', { placeholder: 'e.g. MI' }),
	flag('smsReminderPossible', 'SMS Reminder Possible', 'Whether reminders may be sent by SMS'),
	number('sourceId', 'Source ID', {
		min: 1,
		description: 'How the patient found the practice: Impostazioni > Studio > Fonte Pazienti',
	}),
	text('street', 'Street', { placeholder: 'e.g. Via Albertazzi 1' }),
	number('yearlyNumberingNumber', 'Yearly Numbering Number', {
		min: 0,
		description: 'Number of the patient within the year',
	}),
	text('yearlyNumberingYear', 'Yearly Numbering Year', {
		placeholder: 'e.g. 2026',
		pattern: { matches: /^\d{4}$/, example: '2026' },
	}),
];

export const UPDATABLE: Updatable = {
	path: ONE,
	// The documentation marks these as required for the update too.
	demanded: ['firstName', 'lastName'],
	writable: [firstName(false), lastName(false), ...details],
};

/** The practice's own fields, each under its label; the API takes text for all of them, checkboxes too. */
const customFields = mappedFields(
	'customFields',
	'Custom Fields',
	'getPatientCustomFields',
	{
		singular: 'custom field',
		plural: 'custom fields',
		none: 'This practice has no custom fields for patients.',
	},
	String,
);

function recognition(values: Values): PatientRecognition {
	if (values.matchBy === 'email') return byEmail(values.matchEmail as string);
	if (values.matchBy === 'phone')
		return byPhone(values.matchPhonePrefix as string, values.matchPhoneNumber as string);
	return byFiscalCode(values.matchFiscalCode as string);
}

/** What a new patient is recognised by must stand in the new record, or the next run makes another one. */
function recognisable(values: Values): IDataObject {
	if (values.matchBy === 'email') return { email: values.matchEmail as string };
	return values.matchBy === 'phone' ? {} : { italianFiscalCode: values.matchFiscalCode as string };
}

async function createOrUpdate({ api, values, sendable }: Step): Promise<OutputRecord[]> {
	const recognised = recognition(values);
	const id = await findPatient(api, recognised);
	if (id !== undefined) {
		const updated = await updateRecord(api, UPDATABLE, { patientId: id }, sendable);
		return [{ json: { ...updated, id, created: false } }];
	}

	const patient = { ...recognisable(values), ...sendable };
	const made = (await api.request({ method: 'POST', path: PATIENTS, values: patient })) as
		| IDataObject
		| undefined;
	const json = { ...patient, ...made, created: true };
	if (values.matchBy !== 'phone') return [{ json }];

	// The patient is there now: a failure thrown here would make 'Retry On Fail' create the same person again.
	const { phoneNumberPrefix: prefix, phoneNumber: phone } = recognised.query;
	const added =
		made?.id === undefined
			? undefined
			: await api.attempt({
					method: 'POST',
					path: PHONE_NUMBERS,
					values: { patientId: made.id, prefix, number: phone },
				});
	if (added && !(added instanceof Error)) return [{ json: { ...json, phoneNumberCreated: true } }];
	const reason = added?.message ?? 'AlfaDocs did not say which ID the new patient has';
	return [
		{
			json: {
				...json,
				phoneNumberCreated: false,
				message: `The patient was created, but without the phone number. ${reason}. Add it with Phone Number > Create.`,
			},
		},
	];
}

export const patient: Resource = {
	value: 'patient',
	name: 'Patient',
	description: 'People who are treated, with their contact details',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create a patient',
			description: 'Add a new patient. To avoid entering a person twice, use Create or Update.',
			method: 'POST',
			path: PATIENTS,
			fields: [firstName(true), lastName(true), customFields, additionalFields(details)],
		},
		{
			value: 'createOrUpdate',
			name: 'Create or Update',
			action: 'Create or update a patient',
			description:
				'Add a new patient, or change the one who has the same fiscal code, phone or email. When several match, nothing is changed.',
			writes: true,
			fields: [
				choice(
					'matchBy',
					'Match By',
					{ italianFiscalCode: 'Italian Fiscal Code', email: 'Email', phone: 'Phone Number' },
					{
						local: true,
						required: true,
						description: 'What a patient who is there already is recognised by',
					},
				),
				text('matchFiscalCode', 'Italian Fiscal Code', {
					required: true,
					local: true,
					placeholder: 'e.g. RSSMRA85T10A562S',
					displayOptions: { show: { matchBy: ['italianFiscalCode'] } },
				}),
				text('matchEmail', 'Email', {
					email: true,
					required: true,
					local: true,
					displayOptions: { show: { matchBy: ['email'] } },
				}),
				text('matchPhonePrefix', 'Prefix', {
					required: true,
					local: true,
					default: '0039',
					placeholder: 'e.g. 0039',
					description: 'The country, with two zeros in front',
					displayOptions: { show: { matchBy: ['phone'] } },
				}),
				text('matchPhoneNumber', 'Phone Number', {
					required: true,
					local: true,
					placeholder: 'e.g. 3471234567',
					displayOptions: { show: { matchBy: ['phone'] } },
				}),
				firstName(true),
				lastName(true),
				customFields,
				additionalFields(details),
			],
			check: ({ values }) => void recognition(values),
			run: async (step) => await step.api.oneAtATime('patients', async () => await createOrUpdate(step)),
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a patient',
			description: 'Delete a patient from the archive',
			method: 'DELETE',
			path: ONE,
			fields: [patientId({ required: true })],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get a patient',
			description: 'Retrieve one patient. Of a deleted patient only some data comes.',
			method: 'GET',
			path: ONE,
			simplified: SIMPLIFIED,
			fields: [patientId({ required: true })],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many patients',
			description: 'List patients, or find them by name, phone, email or fiscal code',
			method: 'GET',
			path: PATIENTS,
			paging: patientPages,
			simplified: SIMPLIFIED,
			keep: isAskedFor,
			fields: [
				filters([
					text('email', 'Email', { email: true }),
					firstName(false),
					italianFiscalCode(),
					lastName(false),
					text('phoneNumber', 'Phone Number', {
						placeholder: 'e.g. 3471234567',
						description: 'The number without the country',
					}),
					text('phoneNumberPrefix', 'Phone Number Prefix', {
						placeholder: 'e.g. 0039',
						description: 'The country, with two zeros in front',
						spell: spellPrefix,
					}),
				]),
			],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update a patient',
			description: 'Change a patient. What you leave out or leave empty stays as it is.',
			fields: [patientId({ required: true }), customFields, updateFields(UPDATABLE.writable)],
			...updating(UPDATABLE),
		},
	],
};
