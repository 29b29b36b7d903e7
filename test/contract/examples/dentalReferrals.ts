import type { DentalReferralsSandbox } from '../../../sandbox';
import { same, type Examples } from './example';

export const dentalReferralsExamples = ({ origin, seed }: DentalReferralsSandbox): Examples => ({
	// Records
	urn: same(seed.referrals.sent.urn),
	ptguid: same(seed.patients.oliver.ptguid),
	form_type: same('OralSurgeryForm'),
	fileupload_id: same(String(seed.fileuploads.open)),
	url: same(`${origin}/documents/${seed.referrals.sent.urn}.pdf`),

	// Files
	radiographs: same('data'),
	radiographDate: same('2016-01-29', '29/01/2016'),
	otherFiles: same('data'),

	// The patient
	patient_dob: same('1971-04-05', '05/04/1971'),
	patient_first_name: same('Philippa'),
	patient_last_name: same('Wetherspoon'),
	patient_identifier: same('PW-70215'),
	nhs_number: same('943 476 5919', '9434765919'),
	patient_address_line_1: same('27 Marmalade Crescent'),
	patient_address_line_2: same('Flat Seventeen'),
	patient_address_line_3: same('Upper Nettlefold'),
	patient_town: same('Wimbleford'),
	patient_postcode: same('WF9 8ZZ'),
	patient_email: same('philippa@example.org'),
	patient_home_tel: same('020 7946 0961'),
	patient_mobile_tel: same('07700 900961'),
	patient_work_tel: same('020 7946 0962'),
	patient_phone_number: same('020 7946 0963'),
	permission_sms: same(true, 1),

	// Who treats and refers
	patient_gp_name: same('Dr Barnaby Quillfeather'),
	patient_gp_postcode: same('QF1 9ZZ'),
	patient_gp_street_address: same('3 Lanolin Parade'),
	patient_gp_town: same('Quillminster'),
	referrer_gdc: same('998877'),
	referrer_name: same('Cordelia Brackenbury'),

	// What it is about
	medical_history_drugs: same('Warfarin 3 mg'),
	medical_history_text: same('Allergic to latex & "penicillin"'),
	urgent: same(true, 1),

	// How it behaves
	files_ready_webhook_url: same('https://practice.example.org/files-ready?token=contract'),
	medical_forms_as_single_file: same(true, 1),
	system_type: same('PD'),
});
