/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- invented; they open nothing but the sandbox */

/** What opens this AlfaDocs. */
export const CREDENTIALS = {
	/** 32 letters and digits, as in the documentation. */
	apiKey: 'SandboxAlfaDocsMainArchiveKey001',
	otherArchiveApiKey: 'SandboxAlfaDocsOtherArchiveKey02',
	practiceId: 101,
	archiveId: 201,
	otherPracticeId: 102,
	otherArchiveId: 202,
	oauth: {
		clientId: 'sandbox-client',
		clientSecret: 'sandbox-client-secret',
		/** The paths on the vendor's origin (not under the base URL). */
		authorizePath: '/oauth2/authorize',
		tokenPath: '/oauth2/token',
	},
} as const;
