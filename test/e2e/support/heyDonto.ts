import type { Credential, Workflow } from '../../../scripts/host';
import { chain } from '../../../scripts/host';
import { packed } from './n8n';
import type { Sandbox } from './sandbox';

/** A credential for the sandbox, for the main site. */
export function heyDontoCredential({ heyDonto }: Sandbox, name: string): Credential {
	const { email, password, siteId } = heyDonto.credentials;
	return {
		name,
		type: 'heyDontoApi',
		data: { environment: 'custom', baseUrl: heyDonto.baseUrl, email, password, siteId },
	};
}

/** A workflow of a node that makes items, and a HeyDonto node that handles each of them. */
export function heyDontoWorkflow(
	name: string,
	credential: Credential,
	parameters: Record<string, unknown>,
	items: object[] = [{}],
): Workflow {
	return chain(name, [
		{
			name: 'Items',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				assignments: { assignments: [{ id: 'rows', name: 'rows', value: items, type: 'array' }] },
			},
		},
		{
			name: 'One Each',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'rows' },
		},
		{
			name: 'HeyDonto',
			type: `${packed().name}.heyDonto`,
			typeVersion: 1,
			parameters,
			credentials: { [credential.type]: { name: credential.name } },
		},
	]);
}
