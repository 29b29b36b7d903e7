import { CREDENTIALS } from '../credentials';
import { ptguidOf } from '../ptguid';

const { apiKey, otherPracticeApiKey } = CREDENTIALS;

/** What tests may rely on. Every person is invented. */
export const SEED = {
	forms: {
		main: ['AdultRestorativeForm', 'ChildOralCareForm', 'OralSurgeryForm'],
		other: ['ChildOralCareForm', 'OrthodonticForm'],
	},
	/** The identifiers that the practices' software uses. */
	patients: {
		/** Has the referrals `sent` and `entered`. */
		oliver: { identifier: '1001', ptguid: ptguidOf(apiKey, '1001') },
		/** Has the referral `completed`. */
		amelia: { identifier: '1002', ptguid: ptguidOf(apiKey, '1002') },
		/** The same identifier in the other practice is another patient. */
		otherPractice: { identifier: '1001', ptguid: ptguidOf(otherPracticeApiKey, '1001') },
	},
	referrals: {
		/** Submitted, two PDFs. */
		sent: { urn: 'TST0000001' },
		/** Submitted, one merged PDF. */
		entered: { urn: 'TST0000002' },
		/** Submitted, two PDFs. */
		completed: { urn: 'TST0000003' },
		/** A draft that nobody has submitted: its status is not known. */
		draft: { urn: 'TST0000004', draftId: 501 },
		otherPractice: { urn: 'NTH0000001' },
	},
	/** `expired`: its form was submitted. */
	fileuploads: { open: 396, expired: 395, otherPractice: 394 },
} as const;

export type DentalReferralsSeed = typeof SEED;
