import type { Sandbox } from '../../sandbox';
import type { Credential, WorkflowNode } from '../host';

export type Step = Omit<WorkflowNode, 'position'>;

const CREDENTIAL = { type: 'dentalReferralsApi', name: 'Dental Referrals (bench)' };
const credentials = { [CREDENTIAL.type]: { name: CREDENTIAL.name } };

export const credentialFor = ({ dentalReferrals: { baseUrl, credentials: keys } }: Sandbox): Credential => ({
	...CREDENTIAL,
	data: { environment: 'custom', baseUrl, apiKey: keys.apiKey },
});

/** A step with our own node. */
export const ourStep = (
	packageName: string,
	name: string,
	operation: `${string}.${string}`,
	parameters: object,
): Step => ({
	name,
	type: `${packageName}.dentalReferrals`,
	typeVersion: 1,
	parameters: { resource: operation.split('.')[0], operation: operation.split('.')[1], ...parameters },
	credentials,
});

/** A request with n8n's own node and our credential. */
export const httpStep = (name: string, url: string): Step => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL.type,
		options: {},
	},
	credentials,
});

/** One item for each ID. */
export const itemsStep = (ids: string[]): Step => ({
	name: 'Items',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode: `return ${JSON.stringify(ids)}.map((id) => ({ json: { id } }));` },
});
