import { CREDENTIALS } from '../credentials';
import { exportedDocuments } from '../documents';
import { ptguidOf } from '../ptguid';
import type { Practice, Referral, UploadSet } from '../records';
import { SEED } from './ids';

const { apiKey, otherPracticeApiKey } = CREDENTIALS;

export const practices: Practice[] = [
	{
		name: 'Sandbox Dental Practice',
		apiKey,
		urnPrefix: 'TST',
		forms: [...SEED.forms.main],
		referrerName: 'Jane Doe',
	},
	{
		name: 'Other Dental Practice',
		apiKey: otherPracticeApiKey,
		urnPrefix: 'NTH',
		forms: [...SEED.forms.other],
		referrerName: 'Harriet Field',
	},
];

interface Details {
	urn: string;
	identifier: string;
	status: string;
	formType: string;
	apiKey?: string;
	fields?: Record<string, string>;
}

function submitted({ urn, identifier, status, formType, apiKey: key = apiKey, fields }: Details): Referral {
	return {
		urn,
		apiKey: key,
		kind: 'prepared',
		opened: true,
		fields: { form_type: formType, patient_identifier: identifier, patient_dob: '10/10/2010', ...fields },
		formType,
		ptguid: ptguidOf(key, identifier),
		submitted: true,
		status,
		documents: [],
	};
}

const { sent, entered, completed, draft, otherPractice } = SEED.referrals;

const rows = (): Referral[] => [
	submitted({
		urn: sent.urn,
		identifier: '1001',
		status: 'Sent to: Riverside Dental Suite - Ms A Example',
		formType: 'OralSurgeryForm',
		fields: { referrer_name: 'Samuel Invented' },
	}),
	submitted({
		urn: entered.urn,
		identifier: '1001',
		status: 'Entered on System',
		formType: 'AdultRestorativeForm',
		fields: { medical_forms_as_single_file: '1' },
	}),
	submitted({ urn: completed.urn, identifier: '1002', status: 'Completed', formType: 'ChildOralCareForm' }),
	{
		urn: draft.urn,
		apiKey,
		kind: 'draft',
		draftId: draft.draftId,
		opened: false,
		fields: { form_type: 'AdultRestorativeForm', patient_dob: '01/02/1980' },
		formType: 'AdultRestorativeForm',
		submitted: false,
		status: '',
		documents: [],
	},
	submitted({
		urn: otherPractice.urn,
		identifier: '1001',
		status: 'Entered on System',
		formType: 'OrthodonticForm',
		apiKey: otherPracticeApiKey,
	}),
];

/** The last attachment of the seed; later ones count on. */
export const LAST_SEED_ATTACHMENT = 99;

export function seededReferrals(): Referral[] {
	let attachmentId = 0;
	const exported = (referral: Referral) => ({
		...referral,
		documents: exportedDocuments(referral, () => (attachmentId += 1)),
	});
	return rows().map((referral) => (referral.submitted ? exported(referral) : referral));
}

export const seededUploadSets = (): UploadSet[] => [
	{ id: SEED.fileuploads.otherPractice, apiKey: otherPracticeApiKey, expired: false },
	{ id: SEED.fileuploads.expired, apiKey, expired: true },
	{ id: SEED.fileuploads.open, apiKey, expired: false },
];
