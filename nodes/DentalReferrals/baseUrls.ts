/** Base URL by value of the credential's 'environment', as documented. */
export const DENTAL_REFERRALS_BASE_URLS = {
	production: 'https://app.dental-referrals.org/react4r/v2',
	staging: 'https://staging.dental-referrals.org/react4r/v2',
};
