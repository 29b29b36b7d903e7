import type { Referral, ReferralDocument } from './records';

/** “AdultRestorativeForm” → “Adult Restorative”. */
export const reasonOf = (formType: string): string =>
	formType.replace(/Form$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');

/**
 * The PDFs of a submitted referral: the form and the medical history, or both in one file if the form was prepared so.
 * That there always is a medical history is [I].
 */
export function exportedDocuments(referral: Referral, newId: () => number): ReferralDocument[] {
	const { urn, formType = '', fields } = referral;
	const form = `${urn} ${reasonOf(formType)}`;
	const history = `${urn} Medical history`;
	if (fields.medical_forms_as_single_file === '1') {
		return [{ attachmentId: newId(), suffix: '', form: formType, pages: [form, history] }];
	}
	return [
		{ attachmentId: newId(), suffix: '', form: formType, pages: [form] },
		{ attachmentId: newId(), suffix: '_MH', form: 'MH', pages: [history] },
	];
}

/** As in the samples of the referrals' statuses. */
export const shortPath = ({ urn }: Referral, { suffix }: ReferralDocument): string =>
	`/documents/${urn}${suffix}.pdf`;

/** As in the sample of what a webhook's addresses look like. */
export const attachmentPath = ({ urn }: Referral, { attachmentId, form }: ReferralDocument): string =>
	`/documents/show/attachments/${attachmentId}/pdfs/original/${urn}_${form}.pdf`;
