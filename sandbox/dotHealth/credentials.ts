/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- invented; they open nothing but the sandbox */

/** What opens this Dot Health. The paths are on the vendor's origin. */
export const CREDENTIALS = {
	clientId: 'sandbox-dot-health-client',
	clientSecret: 'sandbox-dot-health-client-secret',
	/** The documentation names the authorization code grant and gives no address for it [I]. */
	authorizePath: '/auth/api/integrations/authorize',
	tokenPath: '/auth/api/integrations/token',
	/** The address in one of the documentation's samples. */
	otherTokenPath: '/auth/integrations/token',
} as const;
