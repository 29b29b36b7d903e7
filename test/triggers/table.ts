import type { IDataObject, INodeType } from 'n8n-workflow';

import { AlfaDocsTrigger } from '../../nodes/AlfaDocs/AlfaDocsTrigger.node';
import { DentalReferralsStatusTrigger } from '../../nodes/DentalReferrals/DentalReferralsStatusTrigger.node';
import { DotHealthPollingTrigger } from '../../nodes/DotHealth/DotHealthPollingTrigger.node';
import { HeyDontoTrigger } from '../../nodes/HeyDonto/HeyDontoTrigger.node';
import type { AlfaDocsSandbox, DentalReferralsSandbox, Sandbox } from '../../sandbox';
import type { Fault, RecordedRequest } from '../../sandbox/shared/types';
import type { Polling } from '../support/polls';

/** What the suite must know of a polling trigger, as it is set up to watch one thing. */
export interface PollCase {
	name: string;
	load(): INodeType;
	/** What a person sets up. `parameters` beside those that every polling trigger has. */
	polling(sandbox: Sandbox): Polling;
	vendor(sandbox: Sandbox): {
		requests: RecordedRequest[];
		reset(): void;
		fault(fault: Fault): void;
		clearFaults(): void;
	};
	/** Makes something happen that is to be reported, each time to another record; returns what identifies that. */
	happen(sandbox: Sandbox): Promise<string> | string;
	/** The same of an item of any output. */
	idIn(item: IDataObject): unknown;
	/** What the output calls it. */
	event: string;
	/** How many requests a poll takes that finds nothing new. */
	requests: number;
	/** Takes away everything that is watched. */
	empty?(sandbox: Sandbox): Promise<void> | void;
	/** What of people stands in what is watched, and may stand nowhere else. */
	personal(sandbox: Sandbox): string[];
	/** Makes the vendor refuse the credential. */
	refused(polling: Polling): Polling;
}

type Kind = 'appointment' | 'bill' | 'document' | 'patient' | 'transaction';

function removeAll({ remove }: AlfaDocsSandbox, kind: Kind): void {
	const next = (): boolean => {
		try {
			remove(kind);
			return true;
		} catch {
			return false;
		}
	};
	while (next());
}

export const alfaDocsCredential = ({ baseUrl, credentials }: AlfaDocsSandbox): IDataObject => ({
	environment: 'custom',
	baseUrl,
	apiKey: credentials.apiKey,
	timezone: 'Europe/Rome',
	practiceId: credentials.practiceId,
	archiveId: credentials.archiveId,
	pathOverrides: '{}',
});

const alfaDocs = (
	kind: Kind,
	event: string,
	more: Partial<PollCase> = {},
	parameters: IDataObject = {},
): PollCase => ({
	name: `alfaDocsTrigger: ${event}`,
	load: () => new AlfaDocsTrigger(),
	polling: ({ alfaDocs: vendor }) => ({
		credentials: { alfaDocsApi: alfaDocsCredential(vendor) as never },
		parameters: { authentication: 'apiKey', event, ...parameters },
		timezone: 'Europe/Rome',
	}),
	vendor: (sandbox) => sandbox.alfaDocs,
	happen: (sandbox) => String(sandbox.alfaDocs.create(kind)),
	idIn: ({ id, record }) => String(id ?? (record as IDataObject).id),
	event,
	requests: 1,
	empty: (sandbox) => removeAll(sandbox.alfaDocs, kind),
	personal: ({ alfaDocs: { seed } }) => [
		...Object.values(seed.patients).map(({ lastName }) => lastName),
		'Paziente',
		'Otturazione',
		'consenso',
	],
	refused: ({ credentials, ...rest }) => ({
		...rest,
		credentials: { alfaDocsApi: { ...credentials.alfaDocsApi, apiKey: 'x'.repeat(32) } },
	}),
	...more,
});

const dentalReferrals = (event: string, more: Partial<PollCase> = {}): PollCase => ({
	name: `dentalReferralsStatusTrigger: ${event}`,
	load: () => new DentalReferralsStatusTrigger(),
	polling: ({ dentalReferrals: { baseUrl, credentials } }) => ({
		credentials: {
			dentalReferralsApi: { environment: 'custom', baseUrl, apiKey: credentials.apiKey },
		},
		parameters: { event },
		timezone: 'Europe/London',
	}),
	vendor: (sandbox) => sandbox.dentalReferrals,
	happen: (sandbox) => sandbox.dentalReferrals.seedReferrals(1)[0],
	idIn: ({ referral_urn: urn, record }) => urn ?? (record as IDataObject).referral_urn,
	event,
	requests: 1,
	empty: ({ dentalReferrals: vendor }: { dentalReferrals: DentalReferralsSandbox }) => {
		(vendor.referrals as unknown[]).length = 0;
	},
	personal: () => ['Jane Doe', 'Samuel Invented', 'Riverside', 'Entered on System', '.pdf'],
	refused: ({ credentials, ...rest }) => ({
		...rest,
		credentials: { dentalReferralsApi: { ...credentials.dentalReferralsApi, apiKey: 'ffff' } },
	}),
	...more,
});

const dotHealth = (event: string, more: Partial<PollCase> = {}): PollCase => ({
	name: `dotHealthPollingTrigger: ${event}`,
	load: () => new DotHealthPollingTrigger(),
	polling: ({ dotHealth: { baseUrl, authUrl, credentials } }) => ({
		credentials: {
			dotHealthApi: {
				environment: 'custom',
				baseUrl,
				authUrl,
				clientId: credentials.clientId,
				clientSecret: credentials.clientSecret,
				organizationId: '',
				pathOverrides: '{}',
				sessionToken: '',
			},
		},
		parameters: { authentication: 'clientCredentials', event },
		timezone: 'America/Toronto',
	}),
	vendor: (sandbox) => sandbox.dotHealth,
	happen: ({ dotHealth: vendor }) =>
		String(vendor.createRequest({ patient: vendor.seed.patients.emma.id }).id),
	idIn: ({ communicationRequestId }) => communicationRequestId,
	event,
	requests: 1,
	empty: ({ dotHealth: vendor }) => {
		for (const { id } of vendor.resources('CommunicationRequest')) vendor.removeRequest(String(id));
	},
	personal: () => ['MacDonald', 'Emma', '67001'],
	refused: ({ credentials, ...rest }) => ({
		...rest,
		credentials: { dotHealthApi: { ...credentials.dotHealthApi, clientSecret: 'another secret' } },
	}),
	...more,
});

let patients = 0;

const heyDonto = (event: string, more: Partial<PollCase> = {}): PollCase => ({
	name: `heyDontoTrigger: ${event}`,
	load: () => new HeyDontoTrigger(),
	polling: ({ heyDonto: { baseUrl, credentials } }) => ({
		credentials: {
			heyDontoApi: {
				environment: 'custom',
				baseUrl,
				email: credentials.email,
				password: credentials.password,
				siteId: credentials.siteId,
				fhirPathStyle: 'kebab',
				fhirBundlePath: '',
				pathOverrides: '{}',
				sessionToken: '',
			},
		},
		parameters: { resourceType: 'Patient', event, filters: {} },
		timezone: 'America/Chicago',
	}),
	vendor: (sandbox) => sandbox.heyDonto,
	async happen({ heyDonto: vendor }) {
		const id = `polled-${(patients += 1)}`;
		await vendor.putRecords([{ resourceType: 'Patient', id, name: [{ family: 'Lindqvist' }] }]);
		return id;
	},
	idIn: ({ id, record }) => id ?? (record as IDataObject).id,
	event,
	requests: 1,
	empty: async ({ heyDonto: vendor }) => await vendor.removeRecords('Patient'),
	personal: () => ['Carter', 'Emma', 'Lindqvist'],
	refused: ({ credentials, ...rest }) => ({
		...rest,
		credentials: { heyDontoApi: { ...credentials.heyDontoApi, password: 'another password' } },
	}),
	...more,
});

/** Polling triggers, in each way of watching that they have. */
export const CASES: PollCase[] = [
	alfaDocs('appointment', 'appointmentCreated', { requests: 3 }),
	alfaDocs('patient', 'patientCreated'),
	alfaDocs('bill', 'billCreated'),
	alfaDocs('transaction', 'transactionCreated'),
	alfaDocs('document', 'documentCreated', {}, { patientId: { __rl: true, mode: 'id', value: '1001' } }),
	dotHealth('newRequest'),
	dotHealth('changedRequest'),
	heyDonto('createdOrUpdated'),
	heyDonto('created'),
	dentalReferrals('statusChanged'),
	dentalReferrals('filesAvailable'),
];
