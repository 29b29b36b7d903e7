import { collection } from '../shared/operation/collections';
import { choice, dayFirst, flag, text } from '../shared/operation/fields';
import { record, textId } from '../shared/operation/recordFields';
import type { Field } from '../shared/operation/types';
import { attachmentFields } from './uploads';

/** Switches are 0 and 1 in this API. */
const zeroOrOne = (name: string, displayName: string, description: string): Field => {
	const shown = flag(name, displayName, description);
	return {
		...shown,
		convert: (value, surroundings) => (shown.convert(value, surroundings) === true ? 1 : 0),
	};
};

/** The documentation lists these codes without saying what they stand for. */
const SYSTEM_TYPES = ['WD', 'WT', 'PD', 'PC', 'DN', 'DT', 'SE'];

export const URN = textId('TST0000001');

export const formType: Field = record('form_type', 'Form Type', 'searchFormTypes', {
	id: textId('AdultRestorativeForm'),
	description:
		"The medical form. The list has those that are enabled for the key. Only 'Prepare' with system type SE may leave it out; the dentist then chooses.",
});

export const dateOfBirth: Field = dayFirst('patient_dob', 'Date of Birth', {
	required: true,
	placeholder: 'e.g. 1989-10-11',
	description: "The patient's date of birth. It is sent as day/month/year.",
});

/** All documented fields, grouped as a person looks for them. */
export const referralGroups: Field[] = [
	collection('patient', 'Patient', [
		text('patient_first_name', 'First Name', { placeholder: 'e.g. Olivia' }),
		choice('gender', 'Gender', { F: 'Female', M: 'Male' }, { default: '' }),
		text('patient_last_name', 'Last Name', { placeholder: 'e.g. Harris' }),
		text('nhs_number', 'NHS Number', {
			placeholder: 'e.g. 943 476 5919',
			description: 'Ten digits, with or without spaces',
			pattern: { matches: /^\d[\d\s-]*$/, example: '943 476 5919' },
			spell: (written) => written.replace(/\D/g, ''),
		}),
		text('patient_identifier', 'Patient Identifier', {
			placeholder: 'e.g. 1001',
			description:
				"The patient's number in your own system. With it the answer carries a PTGUID, by which all referrals of the patient are found.",
		}),
		choice(
			'patient_title',
			'Title',
			{ Mr: 'Mr', Mrs: 'Mrs', Miss: 'Miss', Master: 'Master', Dr: 'Dr' },
			{ description: 'How the patient is addressed' },
		),
	]),
	collection('contact', 'Contact', [
		text('patient_address_line_1', 'Address Line 1', { placeholder: 'e.g. 12 High Street' }),
		text('patient_address_line_2', 'Address Line 2', { placeholder: 'e.g. Flat 3' }),
		text('patient_address_line_3', 'Address Line 3', { placeholder: 'e.g. Northside' }),
		text('patient_email', 'Email', { email: true }),
		text('patient_home_tel', 'Home Phone', { placeholder: 'e.g. 020 7946 0123' }),
		text('patient_mobile_tel', 'Mobile Phone', { placeholder: 'e.g. 07700 900123' }),
		zeroOrOne(
			'permission_sms',
			'Permission SMS',
			'Whether the patient may be contacted on the mobile number by SMS',
		),
		text('patient_phone_number', 'Phone', { description: 'A number of which the kind is not known' }),
		text('patient_postcode', 'Postcode', { placeholder: 'e.g. SW1A 1AA' }),
		text('patient_town', 'Town', { placeholder: 'e.g. London' }),
		text('patient_work_tel', 'Work Phone', { placeholder: 'e.g. 020 7946 0456' }),
	]),
	collection('generalPractitioner', 'General Practitioner', [
		text('patient_gp_name', 'GP Name', { description: 'Name of the general practitioner' }),
		text('patient_gp_postcode', 'GP Postcode', { placeholder: 'e.g. SW1A 1AA' }),
		text('patient_gp_street_address', 'GP Street Address', { placeholder: 'e.g. 1 Surgery Lane' }),
		text('patient_gp_town', 'GP Town', { placeholder: 'e.g. London' }),
	]),
	collection('referrer', 'Referrer', [
		text('referrer_gdc', 'GDC Number', {
			placeholder: 'e.g. 123456',
			description: 'Registration with the General Dental Council',
		}),
		text('referrer_name', 'Name', { description: 'Name of the referring dentist' }),
	]),
	collection('clinical', 'Clinical', [
		text('medical_history_drugs', 'Current Medication', {
			rows: 3,
			description: 'What the patient takes, in free text',
		}),
		text('medical_history_text', 'Medical History', {
			rows: 3,
			description: 'Alerts and other medical history, in free text',
		}),
		zeroOrOne('urgent', 'Urgent', 'Whether the care type is urgent; otherwise it is routine'),
	]),
	collection('attachments', 'Attachments', attachmentFields, 'Add Files'),
];

/** How the referral and its form behave. */
export const referralOptions: Field[] = [
	text('files_ready_webhook_url', 'Files Ready Webhook URL', {
		placeholder: 'e.g. https://example.com/hook',
		description:
			'Address that Dental Referrals calls when the PDFs are ready, e.g. the Production URL of a Dental Referrals Trigger',
		pattern: { matches: /^https?:\/\/\S+$/, example: 'https://example.com/hook' },
	}),
	text('fileupload_id', 'File Upload ID', {
		placeholder: 'e.g. 396',
		description: 'Set of files from File > Upload',
		pattern: { matches: /^\d+$/, example: '396' },
	}),
	zeroOrOne(
		'medical_forms_as_single_file',
		'Medical Forms as Single File',
		'Whether the PDFs are merged into one',
	),
	flag(
		'resumeOnFiles',
		'Resume This Execution When Files Are Ready',
		"Whether this execution, once it waits at 'Wait for Files', goes on when the PDFs are ready",
		{ local: true },
	),
	choice('system_type', 'System Type', Object.fromEntries(SYSTEM_TYPES.map((code) => [code, code])), {
		description:
			'The system that sends the referral, by the code that Dental Referrals gave you. Without it, WD is taken.',
	}),
];
