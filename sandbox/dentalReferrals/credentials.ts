/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- invented; they open nothing but the sandbox */

/** What opens this Dental Referrals: a key for each practice, 20 characters as in the documentation's example. */
export const CREDENTIALS = {
	apiKey: 'a1b2c3d4e5f6a7b8c9d0',
	otherPracticeApiKey: 'b2c3d4e5f6a7b8c9d0e1',
} as const;
