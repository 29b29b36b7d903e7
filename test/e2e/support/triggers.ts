import type { Credential } from '../../../scripts/host';
import { apiKeyCredential } from './alfaDocs';
import { dentalReferralsCredential } from './dentalReferrals';
import { heyDontoCredential } from './heyDonto';
import type { Sandbox } from './sandbox';

/** One trigger of the package, as the tests in the real n8n use it. */
export interface TriggerCase {
	/** Name of the node type without the package. */
	node: string;
	parameters: Record<string, unknown>;
	credential(sandbox: Sandbox): Credential;
	/** Last part of the address of a trigger that is called. */
	path?: string;
	/**
	 * Makes something happen at the vendor.
	 *
	 * @param url that the vendor calls, where a person enters it there
	 * @returns what tells this event from others, as it stands in the item that comes out
	 */
	happen(sandbox: Sandbox, url: string): Promise<string> | string;
	/** Whether what happens while n8n is down can be brought back: by polling, or because the vendor calls again. */
	isRecoverable: boolean;
	/** What is left at the vendor after the workflow was unpublished; nothing unless told. */
	leftovers?(sandbox: Sandbox): unknown[];
}

/** As often as n8n allows. It also polls when it starts. */
export const OFTEN = { pollTimes: { item: [{ mode: 'everyMinute' }] } };

const dotHealthCredential = ({ dotHealth }: Sandbox): Credential => ({
	name: 'Dot Health of the triggers',
	type: 'dotHealthApi',
	data: {
		environment: 'custom',
		baseUrl: dotHealth.baseUrl,
		authUrl: dotHealth.authUrl,
		clientId: dotHealth.credentials.clientId,
		clientSecret: dotHealth.credentials.clientSecret,
	},
});

const newRequest = ({ dotHealth }: Sandbox): string =>
	String(dotHealth.createRequest({ patient: dotHealth.seed.patients.emma.id }).id);

const requests = {
	authentication: 'clientCredentials',
	event: 'newRequest',
	output: 'simplified',
	options: { resolvePeople: false },
};

let patients = 0;

export const triggerCases: TriggerCase[] = [
	{
		node: 'alfaDocsTrigger',
		parameters: {
			authentication: 'apiKey',
			event: 'patientCreated',
			output: 'simplified',
			options: {},
			...OFTEN,
		},
		credential: (sandbox) => apiKeyCredential(sandbox, 'AlfaDocs of the triggers'),
		happen: ({ alfaDocs }) => String(alfaDocs.create('patient')),
		isRecoverable: true,
	},
	{
		node: 'dentalReferralsStatusTrigger',
		parameters: { event: 'statusChanged', output: 'simplified', options: {}, ...OFTEN },
		credential: (sandbox) => dentalReferralsCredential(sandbox, 'Dental Referrals of the triggers'),
		happen: ({ dentalReferrals }) => dentalReferrals.seedReferrals(1)[0],
		isRecoverable: true,
	},
	{
		node: 'healthDockTrigger',
		parameters: { authentication: 'apiKey', event: 'patient.created', output: 'simplified', options: {} },
		credential: ({ healthDock }) => ({
			name: 'HealthDock of the triggers',
			type: 'healthDockApi',
			data: {
				environment: 'custom',
				baseUrl: healthDock.baseUrl,
				apiKey: healthDock.credentials.apiKey,
				webhookSecret: healthDock.credentials.webhookSecret,
			},
		}),
		path: 'events',
		async happen({ healthDock }, url) {
			const id = `PAT9${String((patients += 1)).padStart(5, '0')}`;
			await healthDock.emit({ event: 'patient.created', data: { patient_id: id, first_name: 'Asha' }, url });
			return id;
		},
		// No repetition is documented.
		isRecoverable: false,
	},
	{
		node: 'dentalReferralsTrigger',
		parameters: { output: 'simplified', options: { downloadFiles: false } },
		credential: (sandbox) => dentalReferralsCredential(sandbox, 'Dental Referrals of the triggers'),
		path: 'files-ready',
		async happen({ dentalReferrals }, url) {
			const [urn] = dentalReferrals.seedReferrals(1);
			void dentalReferrals.filesReady(url, urn);
			return urn;
		},
		isRecoverable: true,
	},
	{
		node: 'dotHealthTrigger',
		parameters: requests,
		credential: dotHealthCredential,
		happen: newRequest,
		// With the next call, or the next heartbeat.
		isRecoverable: true,
		leftovers: ({ dotHealth }) => dotHealth.resources('Subscription'),
	},
	{
		node: 'dotHealthPollingTrigger',
		parameters: { ...requests, ...OFTEN },
		credential: dotHealthCredential,
		happen: newRequest,
		isRecoverable: true,
	},
	{
		node: 'heyDontoTrigger',
		parameters: {
			resourceType: 'Patient',
			event: 'createdOrUpdated',
			filters: {},
			output: 'simplified',
			options: {},
			...OFTEN,
		},
		credential: (sandbox) => heyDontoCredential(sandbox, 'HeyDonto of the triggers'),
		async happen({ heyDonto }) {
			const id = `e2e-${(patients += 1)}`;
			await heyDonto.putRecords([{ resourceType: 'Patient', id, name: [{ family: 'Lind' }] }]);
			return id;
		},
		isRecoverable: true,
	},
];
