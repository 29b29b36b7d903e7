import { fieldRefusal } from '../shared/refusal';
import { checker, isFormat } from '../shared/schema';

/** What both operations take: texts all of them, as a form is. */
export type FormFields = Record<string, string>;

const text = { type: 'string' };
const flag = { enum: ['0', '1'] };
const digits = { type: 'string', pattern: '^\\d+$' };

const TEXTS = [
	'form_type',
	'patient_first_name',
	'patient_last_name',
	// Whether it is there and a day is looked at last: its refusal has another status.
	'patient_dob',
	'patient_postcode',
	'patient_email',
	'patient_address_line_1',
	'patient_address_line_2',
	'patient_address_line_3',
	'patient_town',
	'patient_mobile_tel',
	'patient_home_tel',
	'patient_work_tel',
	'patient_phone_number',
	'patient_gp_name',
	'patient_gp_postcode',
	'patient_gp_street_address',
	'patient_gp_town',
	'referrer_gdc',
	'referrer_name',
	'medical_history_drugs',
	'medical_history_text',
	'patient_identifier',
	'files_ready_webhook_url',
];

const checkFields = checker<FormFields>({
	type: 'object',
	additionalProperties: false,
	properties: {
		...Object.fromEntries(TEXTS.map((name) => [name, text])),
		system_type: { enum: ['WD', 'WT', 'PD', 'PC', 'DN', 'DT', 'SE'] },
		patient_title: { enum: ['Mr', 'Mrs', 'Miss', 'Master', 'Dr'] },
		gender: { enum: ['M', 'MALE', 'F', 'FEMALE'] },
		permission_sms: flag,
		urgent: flag,
		medical_forms_as_single_file: flag,
		nhs_number: digits,
		fileupload_id: digits,
	},
});

const isHttp = (url: string) => /^https?:\/\//i.test(url) && URL.canParse(url);

/** Fields of prepare_form and save_draft: unknown ones, repeated ones and wrong values are refused. */
export function formFields(body: unknown): FormFields {
	const fields = checkFields(body);
	const { files_ready_webhook_url: webhook, patient_dob: born } = fields;
	if (webhook !== undefined && !isHttp(webhook)) {
		throw fieldRefusal(400, 'files_ready_webhook_url', 'files_ready_webhook_url must be a URL');
	}
	if (born === undefined || born === '') throw fieldRefusal(422, 'patient_dob', 'patient_dob is required');
	if (!isFormat('DD/MM/YYYY', born)) {
		throw fieldRefusal(422, 'patient_dob', 'patient_dob must be a date in the format DD/MM/YYYY');
	}
	return fields;
}
