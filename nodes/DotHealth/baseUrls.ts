import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { baseUrlOf } from '../shared/request/origin';

/** Where records are, by value of the credential's 'environment'. */
export const DOT_HEALTH_BASE_URLS = {
	production: 'https://webapi.dothealth.ca/api/integrations/business/fhir/R5',
	staging: 'https://staging.dothealth.ca/api/integrations/business/fhir/R5',
};

/** Where tokens are, by the same. */
export const DOT_HEALTH_AUTH_URLS = {
	production: 'https://webapi.dothealth.ca/auth/api/integrations',
	staging: 'https://staging.dothealth.ca/auth/api/integrations',
};

/**
 * The address below which tokens are issued, without a slash at its end.
 *
 * @throws FieldRefusal for an address that a secret may not be sent to
 */
export const authUrlOf = ({ environment, authUrl }: ICredentialDataDecryptedObject): string =>
	baseUrlOf({ environment, baseUrl: authUrl }, DOT_HEALTH_AUTH_URLS, 'Auth URL');
