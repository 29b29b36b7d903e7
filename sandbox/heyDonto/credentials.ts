/** What opens this HeyDonto. */
export const CREDENTIALS = {
	email: 'integrations@lakeshore-dental.example',
	password: 'sandbox-heydonto-password',
	/** The account's main site, whose records also stand under `/fhir` [I]. */
	siteId: '101',
} as const;
