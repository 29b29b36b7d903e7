import base64url from 'crypto-js/enc-base64url';
import hmacSHA256 from 'crypto-js/hmac-sha256';
import type { ICredentialDataDecryptedObject, IDataObject, INodeType } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import type { Call, Installation } from '../support/webhooks';
import { ReferenceVendor, referenceTrigger } from './reference';

/** The vendors that triggers are called by. */
export interface World {
	sandbox: Sandbox;
	reference: ReferenceVendor;
	/** Of Dot Health, and requests that wait for an answer there. */
	dotToken: string;
	dotRequests: string[];
}

/** Two secrets, of which the second may be the one that was valid before. */
export type Secrets = [newest?: string, previous?: string];

/** A call, and where it goes when that is not the trigger's own address. */
export type SentCall = Call & { url: string };

/**
 * What the suite must know of a webhook trigger. Everything is written from the vendor's documents; signatures are made
 * with a library that the nodes do not use.
 */
export interface TriggerCase {
	node: string;
	/** Loads the trigger anew, as a new process does, with nothing that it has kept in memory. */
	load(): INodeType;
	/** What a person sets up so that calls with these secrets are taken. */
	installation(world: World, secrets: Secrets): Installation;
	/** Two that may be used, and one that may not. */
	secrets: [string, string, string];
	/** Whether the one before goes on being valid beside the newest. */
	keepsPrevious: boolean;
	contentTypes: string[];
	/** Event number `n` (0 to 9), as the vendor writes it before it signs: always the same text for the same number. */
	bodyOf(world: World, n: number): string;
	/** A call with this body, signed with this secret. `url`: of the trigger, as the editor shows it. */
	sign(body: string, secret: string, url: string): SentCall;
	/** The same without anything that shows that the secret is known. */
	unsigned(body: string, url: string): SentCall;
	/** Members of the first output item for event number `n`. */
	expected(world: World, n: number): IDataObject;
	/** Something in the body is changed after it was signed. Where the body is not signed, none of it may be believed. */
	altered: { change(call: SentCall): SentCall; outcome: 'refused' | 'notBelieved' };
	/** Where the time of sending is signed: event number `n`, sent so many hours ago, and the longest that is taken. */
	aged?: { bodyOf(world: World, n: number, hoursAgo: number): string; maxHours: number };
	/** Whether a call that says nothing is taken for a hint to look. */
	mayBeEmpty?: boolean;
	/** Bodies that are signed like any other, and start nothing. */
	controlMessages: string[];
	/** A body with several events at once, and what comes out for each. */
	batch?: { body: string; expected: IDataObject[] };
	registration?: Registering;
}

/** For triggers that register themselves at the vendor. */
export interface Registering {
	/** The addresses of the trigger's own registrations. */
	urls(world: World): string[];
	/** Registers somebody else's and returns a function that says whether it is still there. */
	addForeign(world: World): () => boolean;
	/** Somebody deletes the trigger's own at the vendor. */
	removeOwn(world: World): unknown;
	/** The vendor answers its next request with this status. */
	failNext(world: World, status: number): unknown;
}

/* eslint-disable @typescript-eslint/no-require-imports -- loaded as a new process would */
function isolated<T>(load: () => T): T {
	let loaded: T | undefined;
	jest.isolateModules(() => {
		loaded = load();
	});
	return loaded as T;
}

const JSON_TYPE = { 'content-type': 'application/json' };

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

const healthDockBody = ({ sandbox }: World, n: number, timestamp: string) => {
	const { id, firstName, lastName } = Object.values(sandbox.healthDock.seed.patients)[n % 8];
	return JSON.stringify({
		event: 'patient.created',
		timestamp,
		data: { patient_id: id, first_name: firstName, last_name: lastName, visit: n },
	});
};

const started = hoursAgo(1);

const healthDockTrigger: TriggerCase = {
	node: 'healthDockTrigger',
	load: () =>
		isolated(() => {
			const { HealthDockTrigger } =
				require('../../nodes/HealthDock/HealthDockTrigger.node') as typeof import('../../nodes/HealthDock/HealthDockTrigger.node');
			return new HealthDockTrigger();
		}),
	installation: ({ sandbox }, [webhookSecret = '', previousWebhookSecret = '']) => ({
		parameters: { authentication: 'apiKey', event: 'patient.created', output: 'simplified', options: {} },
		credentials: {
			healthDockApi: {
				environment: 'custom',
				baseUrl: sandbox.healthDock.baseUrl,
				apiKey: sandbox.healthDock.credentials.apiKey,
				webhookSecret,
				previousWebhookSecret,
			},
		},
		webhookId: 'any',
	}),
	secrets: ['the secret of today', 'the secret of yesterday', 'the secret of somebody else'],
	keepsPrevious: true,
	contentTypes: ['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'],
	bodyOf: (world, n) => healthDockBody(world, n, started),
	sign(body, secret, url) {
		const signature = `sha256=${hmacSHA256(body, secret).toString()}`;
		return { url, headers: JSON_TYPE, body: body.replace(/\}$/, `,"signature":"${signature}"}`) };
	},
	unsigned: (body, url) => ({ url, headers: JSON_TYPE, body }),
	expected: (world, n) => {
		const { event, timestamp, data } = JSON.parse(healthDockBody(world, n, started)) as {
			event: string;
			timestamp: string;
			data: IDataObject;
		};
		return { ...data, event, timestamp };
	},
	altered: {
		change: (call) => ({ ...call, body: String(call.body).replace('"visit":', '"visit":9') }),
		outcome: 'refused',
	},
	aged: { bodyOf: (world, n, hours) => healthDockBody(world, n, hoursAgo(hours)), maxHours: 24 },
	controlMessages: [
		JSON.stringify({ event: 'appointment.created', timestamp: started, data: { appointment_id: 'APT1' } }),
	],
};

/** Submitted by the seed, with their PDFs. */
const referralOf = ({ sandbox: { dentalReferrals } }: World, n: number) =>
	dentalReferrals.referrals.filter(
		({ submitted, apiKey }) => submitted && apiKey === dentalReferrals.credentials.apiKey,
	)[n];

const uuid = (digit: string) => [8, 4, 4, 4, 12].map((length) => digit.repeat(length)).join('-');

const dentalReferralsTrigger: TriggerCase = {
	node: 'dentalReferralsTrigger',
	load: () =>
		isolated(() => {
			const { DentalReferralsTrigger } =
				require('../../nodes/DentalReferrals/DentalReferralsTrigger.node') as typeof import('../../nodes/DentalReferrals/DentalReferralsTrigger.node');
			return new DentalReferralsTrigger();
		}),
	installation: ({ sandbox: { dentalReferrals } }, [webhookId]) => ({
		parameters: { output: 'simplified', options: { downloadFiles: false } },
		credentials: {
			dentalReferralsApi: {
				environment: 'custom',
				baseUrl: dentalReferrals.baseUrl,
				apiKey: dentalReferrals.credentials.apiKey,
			},
		},
		webhookId,
	}),
	secrets: [uuid('a'), uuid('b'), uuid('c')],
	keepsPrevious: false,
	contentTypes: ['application/json', 'application/json; charset=utf-8'],
	bodyOf: (world, n) =>
		JSON.stringify({ urn: referralOf(world, n).urn, files: [`https://app.example/${n}.pdf`] }),
	// The token is the part of the address before the last.
	sign: (body, secret, url) => ({
		url: url.replace(/[^/]+(\/[^/]+)$/, `${secret}$1`),
		headers: JSON_TYPE,
		body,
	}),
	unsigned: (body, url) => ({ url: url.replace(/\/[^/]+(\/[^/]+)$/, '$1'), headers: JSON_TYPE, body }),
	expected: (world, n) => ({
		referral_urn: referralOf(world, n).urn,
		referral_status: referralOf(world, n).status,
		files: referralOf(world, n).documents.map(({ suffix }) => `${referralOf(world, n).urn}${suffix}.pdf`),
	}),
	altered: {
		change: (call) => ({
			...call,
			body: String(call.body).replace(
				/"files":.*/,
				'"files":["https://evil.example/x.pdf"],"referral_status":"x"}',
			),
		}),
		outcome: 'notBelieved',
	},
	controlMessages: [],
};

const dotHealthCredential = ({ sandbox: { dotHealth }, dotToken }: World, clientSecret: string) => ({
	environment: 'custom',
	baseUrl: dotHealth.baseUrl,
	authUrl: dotHealth.authUrl,
	clientId: dotHealth.credentials.clientId,
	clientSecret,
	organizationId: '',
	pathOverrides: '{}',
	// Got with the real secret, so that the trigger can ask while its own secret is another.
	sessionToken: dotToken,
});

const FOREIGN = 'n8n/0123456789abcdef/workflow-of-others/trigger/live';

const ownSubscriptions = ({ sandbox: { dotHealth } }: World) =>
	dotHealth.resources('Subscription').filter(({ name }) => name !== FOREIGN);

/** FHIR R5, 3.2.5.7: what a subscription calls with. */
const notification = (type: string, ids: string[]) =>
	JSON.stringify({
		resourceType: 'Bundle',
		type: 'subscription-notification',
		entry: [
			{
				resource: {
					resourceType: 'SubscriptionStatus',
					status: 'active',
					type,
					subscription: { reference: 'Subscription/1' },
					notificationEvent: ids.map((id) => ({ focus: { reference: `CommunicationRequest/${id}` } })),
				},
			},
		],
	});

const dotHealthTrigger: TriggerCase = {
	node: 'dotHealthTrigger',
	load: () =>
		isolated(() => {
			const { DotHealthTrigger } =
				require('../../nodes/DotHealth/DotHealthTrigger.node') as typeof import('../../nodes/DotHealth/DotHealthTrigger.node');
			return new DotHealthTrigger();
		}),
	installation: (world, [clientSecret = '']) => ({
		parameters: {
			authentication: 'clientCredentials',
			event: 'newRequest',
			output: 'id',
			severalEvents: 'itemPerEvent',
			options: {},
		},
		credentials: { dotHealthApi: dotHealthCredential(world, clientSecret) as never },
		webhookId: 'any',
	}),
	secrets: ['the client secret of today', 'the client secret of yesterday', 'the secret of somebody else'],
	keepsPrevious: false,
	contentTypes: ['application/fhir+json', 'application/json; charset=utf-8'],
	bodyOf: (world, n) => notification('event-notification', [world.dotRequests[n]]),
	sign(body, secret, url) {
		const token = hmacSHA256(url, secret).toString(base64url);
		return { url, body, headers: { ...JSON_TYPE, authorization: `Bearer ${token}` } };
	},
	unsigned: (body, url) => ({ url, body, headers: JSON_TYPE }),
	expected: (world, n) => ({
		event: 'newRequest',
		communicationRequestId: world.dotRequests[n],
		reference: `CommunicationRequest/${world.dotRequests[n]}`,
	}),
	altered: {
		change: (call) => ({
			...call,
			body: String(call.body).replace('"status":"active"', '"status":"off","priority":"stat"'),
		}),
		outcome: 'notBelieved',
	},
	mayBeEmpty: true,
	controlMessages: [notification('handshake', []), notification('heartbeat', [])],
	registration: {
		urls: (world) => ownSubscriptions(world).map(({ endpoint }) => String(endpoint)),
		addForeign: ({ sandbox: { dotHealth } }) => {
			const id = dotHealth.seedSubscription(FOREIGN, 'http://127.0.0.1:9/elsewhere');
			return () => dotHealth.resources('Subscription').some((other) => other.id === id);
		},
		removeOwn: (world) => {
			for (const { id } of ownSubscriptions(world)) world.sandbox.dotHealth.removeSubscription(String(id));
		},
		failNext: ({ sandbox: { dotHealth } }, status) =>
			dotHealth.fault({
				kind: 'status',
				match: { path: /\/Subscription/ },
				// A refused token is renewed at once, and the secret here is invented. What may pass is tried again.
				...(status === 401 ? { status: 403 } : { status, times: 5 }),
			}),
	},
};

const referenceCredential = (secrets: Secrets) =>
	({ reference: { secrets: secrets.filter((secret) => secret !== undefined) } }) as unknown as Record<
		string,
		ICredentialDataDecryptedObject
	>;

const NOT_OURS = { name: 'n8n/another', url: 'http://127.0.0.1/elsewhere' };

const reference: TriggerCase = {
	node: 'referenceTrigger',
	load: () =>
		isolated(() => {
			const { receive } =
				require('../../nodes/shared/webhook/gate') as typeof import('../../nodes/shared/webhook/gate');
			return referenceTrigger(receive);
		}),
	installation: (world, secrets) => ({
		parameters: { origin: world.reference.origin, options: {} },
		credentials: referenceCredential(secrets),
		webhookId: 'any',
	}),
	secrets: ['token-of-today', 'token-of-yesterday', 'token-of-somebody'],
	keepsPrevious: true,
	contentTypes: ['application/json', 'application/fhir+json; charset=utf-8'],
	bodyOf: (_, n) => JSON.stringify({ events: [{ id: `event-${n}` }] }),
	sign: (body, secret, url) => ({ url, body, headers: { ...JSON_TYPE, authorization: `Bearer ${secret}` } }),
	unsigned: (body, url) => ({ url, body, headers: JSON_TYPE }),
	expected: (_, n) => ({ id: `event-${n}` }),
	altered: {
		change: (call) => ({ ...call, body: String(call.body).replace('}]', ',"name":"x"}]') }),
		outcome: 'notBelieved',
	},
	aged: {
		bodyOf: (_, n, hours) => JSON.stringify({ events: [{ id: `event-${n}` }], sentAt: hoursAgo(hours) }),
		maxHours: 24,
	},
	controlMessages: ['{"type":"handshake"}', '{"type":"heartbeat","events":[]}'],
	batch: {
		body: '{"events":[{"id":"event-7"},{"id":"event-8"},{"id":"event-8"}]}',
		expected: [{ id: 'event-7' }, { id: 'event-8' }],
	},
	registration: {
		urls: (world) =>
			world.reference.registrations.filter(({ name }) => name !== NOT_OURS.name).map(({ url }) => url),
		addForeign: (world) => {
			const foreign = world.reference.add(NOT_OURS);
			return () => world.reference.registrations.includes(foreign);
		},
		removeOwn: ({ reference: { registrations } }) =>
			registrations.splice(0, Infinity, ...registrations.filter(({ name }) => name === NOT_OURS.name)),
		failNext: (world, status) => world.reference.failures.push(status),
	},
};

/** Every webhook trigger of the package, and one of no vendor that reaches what they do not. */
export const triggerCases: TriggerCase[] = [
	healthDockTrigger,
	dentalReferralsTrigger,
	dotHealthTrigger,
	reference,
];

/** The vendors for the tests of one file, back at their seeds before each test. */
export function useWorld(): World {
	const world = { reference: new ReferenceVendor() } as World;
	beforeAll(async () => {
		world.sandbox = await startSandbox({ rateLimit: false });
		await world.reference.start();
	});
	beforeEach(() => {
		world.sandbox.dotHealth.reset();
		world.dotRequests = world.sandbox.dotHealth.seedRequests(10);
		world.dotToken = world.sandbox.dotHealth.issueToken();
		world.sandbox.healthDock.reset();
		world.sandbox.dentalReferrals.reset();
		world.sandbox.dentalReferrals.seedReferrals(10);
		world.reference.registrations.length = 0;
		world.reference.failures.length = 0;
	});
	afterAll(async () => {
		await world.sandbox?.close();
		await world.reference.close();
	});
	return world;
}
