import type { Credential, Workflow } from '../../../scripts/host';
import { chain } from '../../../scripts/host';
import { packed } from './n8n';
import type { Sandbox } from './sandbox';

/** An API key credential for the sandbox. */
export function apiKeyCredential({ alfaDocs }: Sandbox, name: string): Credential {
	return {
		name,
		type: 'alfaDocsApi',
		data: {
			environment: 'custom',
			baseUrl: alfaDocs.baseUrl,
			apiKey: alfaDocs.credentials.apiKey,
			timezone: 'Europe/Rome',
		},
	};
}

/** An OAuth2 credential for the sandbox, not connected yet. */
export function oAuth2Credential({ alfaDocs }: Sandbox, name: string): Credential {
	const { clientId, clientSecret } = alfaDocs.credentials.oauth;
	return {
		name,
		type: 'alfaDocsOAuth2Api',
		data: {
			environment: 'custom',
			baseUrl: alfaDocs.baseUrl,
			clientId,
			clientSecret,
			timezone: 'Europe/Rome',
		},
	};
}

/** A workflow that reads the practice's operators with this credential. */
export function readOperators(name: string, credential: Credential): Workflow {
	return chain(name, [
		{
			name: 'Operators',
			type: `${packed().name}.alfaDocs`,
			typeVersion: 1,
			parameters: {
				authentication: credential.type === 'alfaDocsApi' ? 'apiKey' : 'oAuth2',
				resource: 'operator',
				operation: 'getAll',
				returnAll: true,
			},
			credentials: { [credential.type]: { name: credential.name } },
		},
	]);
}
