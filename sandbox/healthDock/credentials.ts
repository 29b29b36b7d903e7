/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- invented; they open nothing but the sandbox */

/** What opens this HealthDock. */
export const CREDENTIALS = {
	apiKey: 'sandbox-healthdock-key-0001',
	/** Reads only; every write is answered with 403. That keys have permissions is [I]. */
	readOnlyApiKey: 'sandbox-healthdock-key-0002',
	/** Signs the events, until it is rotated. */
	webhookSecret: 'sandbox-healthdock-webhook-secret',
	oauth: {
		clientId: 'sandbox-healthdock-client',
		clientSecret: 'sandbox-healthdock-client-secret',
		/** On the vendor's origin, not under the base URL. The token's path is [I]. */
		authorizePath: '/oauth/authorize',
		tokenPath: '/oauth/token',
	},
} as const;
