/** Base URL by value of the credential's 'environment'. */
export const HEYDONTO_BASE_URLS = {
	production: 'https://api.heydonto.com',
	staging: 'https://api-staging.heydonto.com',
};
