/**
 * Base URL by value of the credentials' 'environment': `https://app.alfadocs.com/api/` of the documentation plus the
 * version that all known callers use. The vendor documents no test system.
 */
export const ALFADOCS_BASE_URLS = { production: 'https://app.alfadocs.com/api/v1' };
