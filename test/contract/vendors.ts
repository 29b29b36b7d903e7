import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { resources as alfaDocsResources } from '../../nodes/AlfaDocs/resources';
import { resources as dentalReferralsResources } from '../../nodes/DentalReferrals/resources';
import { resources as dotHealthResources } from '../../nodes/DotHealth/resources';
import { resources as healthDockResources } from '../../nodes/HealthDock/resources';
import { resources as heyDontoResources } from '../../nodes/HeyDonto/resources';
import type { Resource } from '../../nodes/shared/operation/types';
import type {
	AlfaDocsSandbox,
	DentalReferralsSandbox,
	DotHealthSandbox,
	HealthDockSandbox,
	HeyDontoSandbox,
	RecordedRequest,
	Sandbox,
	VendorSandbox,
} from '../../sandbox';
import { alfaDocsEndpoints } from './endpoints/alfaDocs';
import { dentalReferralsEndpoints } from './endpoints/dentalReferrals';
import { dotHealthEndpoints } from './endpoints/dotHealth';
import type { Endpoints } from './endpoints/endpoint';
import { healthDockEndpoints } from './endpoints/healthDock';
import { heyDontoEndpoints } from './endpoints/heyDonto';
import { alfaDocsExamples } from './examples/alfaDocs';
import { dentalReferralsExamples } from './examples/dentalReferrals';
import { dotHealthExamples, SUBSCRIPTIONS } from './examples/dotHealth';
import type { Examples } from './examples/example';
import { healthDockExamples } from './examples/healthDock';
import { heyDontoExamples } from './examples/heyDonto';

type Credentials = Record<string, ICredentialDataDecryptedObject>;

/** What the contract tests must know of a vendor; everything else comes from the description of its node. */
export interface VendorContract<V extends VendorSandbox<unknown, unknown> = VendorSandbox<unknown, unknown>> {
	/** Name of the node type. */
	node: string;
	/** Where the example values stand, for messages. */
	examplesFile: string;
	endpointsFile: string;
	resources: Resource[];
	/** Of resources that share the forms of their operations, those that are run for all. */
	representatives?: string[];
	endpoints: Endpoints;
	sandboxOf(sandbox: Sandbox): V;
	/** What else has to be there at the seed. */
	prepare?(sandbox: V): void;
	examples(sandbox: V): Examples;
	/** Parameters that every operation needs beside its own. */
	parameters: Record<string, string>;
	/** Complete, so that the node has nothing to ask before its first request. */
	credentials(sandbox: V): Credentials;
	/** As most people leave them, when the node then asks something before its first request. */
	sparseCredentials?(sandbox: V): Credentials;
	isContextRequest?(request: RecordedRequest): boolean;
	/** What stands in path templates although it is no field. */
	pathValues(sandbox: V): Record<string, unknown>;
	/** Never seen outside of a request. */
	secrets(sandbox: V): string[];
	/** What the vendor answers when it refuses. */
	refusal(message: string): unknown;
	/** Fields that must be filled in although the form does not mark them, by `resource.operation`. */
	demanded?: Record<string, string[]>;
	/** Fields that are filled in by default, and that nothing comes of without, by `resource.operation`. */
	filledByDefault?: Record<string, string[]>;
	/** Optional fields that exclude others: each is filled in by a run of its own, in which the others are left out. */
	inPlaceOf?: Record<string, string[]>;
	/** Text fields that describe no person, so that a vendor may quote them. */
	impersonal: string[];
	/** Whether a name in an output is data of the practice, so that it has no place in a schema. */
	isDataKey(path: string[]): boolean;
}

const alfaDocsCredentials = (
	vendor: AlfaDocsSandbox,
	practiceId: string,
	archiveId: string,
): Credentials => ({
	alfaDocsApi: {
		environment: 'custom',
		baseUrl: vendor.baseUrl,
		apiKey: vendor.credentials.apiKey,
		timezone: 'Europe/Rome',
		practiceId,
		archiveId,
		pathOverrides: '{}',
	},
});

const alfaDocs: VendorContract<AlfaDocsSandbox> = {
	node: 'alfaDocs',
	examplesFile: 'test/contract/examples/alfaDocs.ts',
	endpointsFile: 'test/contract/endpoints/alfaDocs.ts',
	resources: alfaDocsResources,
	endpoints: alfaDocsEndpoints,
	sandboxOf: (sandbox) => sandbox.alfaDocs,
	examples: (vendor) => alfaDocsExamples(vendor.seed),
	parameters: { authentication: 'apiKey' },
	credentials: (vendor) =>
		alfaDocsCredentials(vendor, String(vendor.credentials.practiceId), String(vendor.credentials.archiveId)),
	sparseCredentials: (vendor) => alfaDocsCredentials(vendor, '', ''),
	isContextRequest: ({ method, path }) => method === 'GET' && path.endsWith('/me'),
	pathValues: ({ credentials: { practiceId, archiveId } }) => ({ practiceId, archiveId }),
	secrets: ({ credentials: { apiKey } }) => [apiKey],
	refusal: (message) => ({ error: message }),
	// What a custom field is called, where a file goes, and when a slot may lie.
	impersonal: [
		'choices',
		'technicalName',
		'notBefore',
		'notAfter',
		'binaryPropertyName',
		'outputBinaryField',
	],
	// Custom fields of the practice, and teeth.
	isDataKey: (path) => path[path.length - 1].startsWith('_') || path[path.length - 2] === 'schemeCodes',
};

/** Not part of the sandbox: it signs events, and no request carries it. */
const HEALTHDOCK_WEBHOOK_SECRET = 'contract-healthdock-webhook-secret';

const healthDock: VendorContract<HealthDockSandbox> = {
	node: 'healthDock',
	examplesFile: 'test/contract/examples/healthDock.ts',
	endpointsFile: 'test/contract/endpoints/healthDock.ts',
	resources: healthDockResources,
	endpoints: healthDockEndpoints,
	sandboxOf: (sandbox) => sandbox.healthDock,
	examples: (vendor) => healthDockExamples(vendor.seed),
	parameters: { authentication: 'apiKey' },
	credentials: (vendor) => ({
		healthDockApi: {
			environment: 'custom',
			baseUrl: vendor.baseUrl,
			apiKey: vendor.credentials.apiKey,
			webhookSecret: HEALTHDOCK_WEBHOOK_SECRET,
		},
	}),
	pathValues: () => ({}),
	secrets: ({ credentials: { apiKey } }) => [apiKey, HEALTHDOCK_WEBHOOK_SECRET],
	refusal: (message) => ({ success: false, error: { code: 'INVALID_REQUEST', message } }),
	impersonal: [],
	isDataKey: () => false,
};

const dentalReferrals: VendorContract<DentalReferralsSandbox> = {
	node: 'dentalReferrals',
	examplesFile: 'test/contract/examples/dentalReferrals.ts',
	endpointsFile: 'test/contract/endpoints/dentalReferrals.ts',
	resources: dentalReferralsResources,
	endpoints: dentalReferralsEndpoints,
	sandboxOf: (sandbox) => sandbox.dentalReferrals,
	examples: (vendor) => dentalReferralsExamples(vendor),
	parameters: {},
	credentials: (vendor) => ({
		dentalReferralsApi: {
			environment: 'custom',
			baseUrl: vendor.baseUrl,
			apiKey: vendor.credentials.apiKey,
		},
	}),
	pathValues: () => ({}),
	// The link signs in whoever opens it first, and a PTGUID is made of the key.
	secrets: ({ credentials: { apiKey }, origin, seed }) => [
		apiKey,
		seed.patients.oliver.ptguid,
		`${origin}/prepared_forms/show/d090e3dd-614f-47f3-8bc7-e403c1a2936e`,
	],
	refusal: (message) => ({ status: 'error', message }),
	// Only system type SE may leave the form open; an upload needs a file of one of two kinds.
	demanded: {
		'referral.prepare': ['form_type'],
		'referral.saveDraft': ['form_type'],
		'file.upload': ['otherFiles'],
	},
	// The vendor calls one address only. Without a set of files, one is made.
	inPlaceOf: { resumeOnFiles: ['files_ready_webhook_url', 'fileupload_id'] },
	// Where a file comes from and goes.
	impersonal: ['radiographs', 'otherFiles', 'outputBinaryField'],
	isDataKey: () => false,
};

const heyDonto: VendorContract<HeyDontoSandbox> = {
	node: 'heyDonto',
	examplesFile: 'test/contract/examples/heyDonto.ts',
	endpointsFile: 'test/contract/endpoints/heyDonto.ts',
	resources: heyDontoResources,
	// The others of the 82 types have the same forms; test/HeyDonto/everyType.test.ts runs them.
	representatives: ['patient', 'appointment', 'observation'],
	endpoints: heyDontoEndpoints,
	sandboxOf: (sandbox) => sandbox.heyDonto,
	examples: (vendor) => heyDontoExamples(vendor),
	parameters: {},
	// Logged in already, so that the first request is the operation's own.
	credentials: (vendor) => ({
		heyDontoApi: {
			environment: 'custom',
			baseUrl: vendor.baseUrl,
			email: vendor.credentials.email,
			password: vendor.credentials.password,
			siteId: vendor.credentials.siteId,
			fhirPathStyle: 'kebab',
			fhirBundlePath: '',
			pathOverrides: '{}',
			sessionToken: vendor.issueToken(),
		},
	}),
	pathValues: ({ credentials: { siteId } }) => ({ siteId: Number(siteId) }),
	secrets: ({ credentials: { email, password } }) => [email, password],
	refusal: (message) => ({ statusCode: 400, message: [message], error: 'Bad Request' }),
	// A form without anything in it is no record.
	demanded: {
		...Object.fromEntries(
			['patient', 'appointment', 'observation'].flatMap((resource) =>
				['create', 'createOrUpdate', 'update'].map((operation) => [`${resource}.${operation}`, ['fields']]),
			),
		),
		'bundle.execute': ['fields'],
	},
	// Where a file comes from and goes, and what FHIR itself calls things.
	impersonal: [
		'binaryPropertyName',
		'outputBinaryField',
		'parameter',
		'targetType',
		'comparison',
		'reference',
		'resourceType',
		'elements',
		'resolveReferences',
		'versionId',
	],
	isDataKey: () => false,
};

const dotHealth: VendorContract<DotHealthSandbox> = {
	node: 'dotHealth',
	examplesFile: 'test/contract/examples/dotHealth.ts',
	endpointsFile: 'test/contract/endpoints/dotHealth.ts',
	resources: dotHealthResources,
	endpoints: dotHealthEndpoints,
	sandboxOf: (sandbox) => sandbox.dotHealth,
	prepare(vendor) {
		// Which parameters a search takes is not documented; and nobody is there to be called.
		vendor.configure({ unknownParams: 'ignored', handshake: 'never' });
		for (const id of SUBSCRIPTIONS)
			vendor.seedSubscription(`Subscription ${id}`, 'https://clinic.example/hooks');
	},
	examples: (vendor) => dotHealthExamples(vendor),
	parameters: { authentication: 'clientCredentials' },
	// Logged in already, so that the first request is the operation's own.
	credentials: (vendor) => ({
		dotHealthApi: {
			environment: 'custom',
			baseUrl: vendor.baseUrl,
			authUrl: vendor.authUrl,
			clientId: vendor.credentials.clientId,
			clientSecret: vendor.credentials.clientSecret,
			organizationId: vendor.seed.organizations.us.id,
			pathOverrides: '{}',
			sessionToken: vendor.issueToken(),
		},
	}),
	pathValues: () => ({}),
	secrets: ({ credentials: { clientSecret } }) => [clientSecret],
	refusal: (diagnostics) => ({
		resourceType: 'OperationOutcome',
		issue: [{ severity: 'error', code: 'invalid', diagnostics }],
	}),
	// A form without anything in it is no record.
	demanded: { 'healthRecord.create': ['fields'], 'bundle.execute': ['fields'] },
	// 'Records' takes the input item.
	filledByDefault: { 'communicationRequest.respond': ['records', 'sourcePatient'] },
	// Where a file comes from, and what FHIR itself calls things.
	impersonal: [
		'attachments',
		'parameter',
		'targetType',
		'comparison',
		'reference',
		'resourceType',
		'elements',
		'resolveReferences',
		'sort',
		'_tag',
	],
	isDataKey: () => false,
};

export const contracts = [
	alfaDocs,
	dentalReferrals,
	dotHealth,
	healthDock,
	heyDonto,
] as unknown as VendorContract[];
