import type { Sandbox } from './index';

interface OAuthAccess {
	clientId: string;
	clientSecret: string;
	authorizePath: string;
	tokenPath: string;
}

interface Announcement {
	/** For programs. */
	json: object;
	/** For people: a heading and what stands below it. */
	title: string;
	lines: Array<[label: string, text: string]>;
}

function oauthOf(origin: string, { authorizePath, tokenPath, clientId, clientSecret }: OAuthAccess) {
	return { clientId, clientSecret, authUrl: origin + authorizePath, tokenUrl: origin + tokenPath };
}

const oauthLines = (oauth: ReturnType<typeof oauthOf>): Announcement['lines'] => [
	['OAuth2', `${oauth.authUrl} and ${oauth.tokenUrl}`],
	['', `client ${oauth.clientId}, secret ${oauth.clientSecret}`],
];

const people = (patients: object): string =>
	Object.values(patients as Record<string, { id: string | number; firstName: string; lastName: string }>)
		.map(({ id, firstName, lastName }) => `${firstName} ${lastName} ${id}`)
		.join(', ');

const controls = (origin: string, examples: string): [string, string] => [
	'Controls',
	`${origin}/_sandbox/ (requests, faults, reset, ${examples} …)`,
];

function alfaDocs({ origin, baseUrl, credentials, seed }: Sandbox['alfaDocs']): Announcement {
	const { oauth: access, ...keys } = credentials;
	const oauth = oauthOf(origin, access);
	return {
		json: { origin, baseUrl, ...keys, oauth },
		title: `AlfaDocs          ${baseUrl}`,
		lines: [
			['API key', `${keys.apiKey} (practice ${keys.practiceId}, archive ${keys.archiveId})`],
			...oauthLines(oauth),
			['Patients', people(seed.patients)],
			controls(origin, 'rate-limit'),
		],
	};
}

function dentalReferrals({ origin, baseUrl, credentials, seed }: Sandbox['dentalReferrals']): Announcement {
	const { sent, entered, completed } = seed.referrals;
	return {
		json: { origin, baseUrl, ...credentials },
		title: `Dental Referrals  ${baseUrl}`,
		lines: [
			['API key', credentials.apiKey],
			['Forms', seed.forms.main.join(', ')],
			['Referrals', [sent, entered, completed].map(({ urn }) => urn).join(', ')],
			controls(origin, 'submit-form'),
		],
	};
}

function healthDock({ origin, baseUrl, credentials, seed }: Sandbox['healthDock']): Announcement {
	const { oauth: access, ...keys } = credentials;
	const oauth = oauthOf(origin, access);
	return {
		json: { origin, baseUrl, ...keys, oauth },
		title: `HealthDock        ${baseUrl}`,
		lines: [
			['API key', keys.apiKey],
			['Webhook secret', keys.webhookSecret],
			...oauthLines(oauth),
			['Patients', people(seed.patients)],
			controls(origin, 'emit'),
		],
	};
}

function dotHealth({ origin, baseUrl, authUrl, credentials, seed }: Sandbox['dotHealth']): Announcement {
	const { clientId, clientSecret } = credentials;
	const { urgent, routine, stat } = seed.requests;
	return {
		json: { origin, baseUrl, authUrl, clientId, clientSecret },
		title: `Dot Health        ${baseUrl}`,
		lines: [
			['Tokens', authUrl],
			['Client', `${clientId}, secret ${clientSecret}`],
			['Requests', [urgent, routine, stat].map(({ id }) => id).join(', ')],
			controls(origin, 'create-request'),
		],
	};
}

function heyDonto({ origin, baseUrl, credentials, seed }: Sandbox['heyDonto']): Announcement {
	const { email, password, siteId } = credentials;
	return {
		json: { origin, baseUrl, ...credentials },
		title: `HeyDonto          ${baseUrl}`,
		lines: [
			['Login', `${email}, password ${password}`],
			['Site', siteId],
			['Patients', people(seed.patients)],
			controls(origin, 'configure'),
		],
	};
}

const LABEL_WIDTH = 16;

/** One line of JSON for programs, then lines for people. */
export function announcement(sandbox: Sandbox): string {
	const vendors = {
		alfaDocs: alfaDocs(sandbox.alfaDocs),
		dentalReferrals: dentalReferrals(sandbox.dentalReferrals),
		dotHealth: dotHealth(sandbox.dotHealth),
		healthDock: healthDock(sandbox.healthDock),
		heyDonto: heyDonto(sandbox.heyDonto),
	};
	const json = Object.fromEntries(Object.entries(vendors).map(([name, vendor]) => [name, vendor.json]));
	const blocks = Object.values(vendors).map(({ title, lines }) =>
		[title, ...lines.map(([label, text]) => `  ${label.padEnd(LABEL_WIDTH)}${text}`)].join('\n'),
	);
	const end = 'Everyone in it is invented. Ctrl+C ends it.';
	return [JSON.stringify(json), ...blocks, end].join('\n\n');
}
