/** Base URL by value of the credentials' 'environment'. The vendor documents no test system. */
export const HEALTHDOCK_BASE_URLS = { production: 'https://api.healthdock.org/v1' };
