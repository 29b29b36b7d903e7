import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { DOT_HEALTH_AUTH_URLS, DOT_HEALTH_BASE_URLS } from '../nodes/DotHealth/baseUrls';
import { logIn } from '../nodes/DotHealth/login';
import { authenticateBy, baseUrlExpression, environmentProperties } from '../nodes/shared/credentials';
import { renewInTime } from '../nodes/shared/login';

export class DotHealthApi implements ICredentialType {
	name = 'dotHealthApi';

	displayName = 'Dot Health API';

	icon: Icon = { light: 'file:../icons/dotHealth.svg', dark: 'file:../icons/dotHealth.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/dot-health.md#credentials';

	properties: INodeProperties[] = [
		...environmentProperties(DOT_HEALTH_BASE_URLS),
		{
			displayName: 'Auth URL',
			name: 'authUrl',
			type: 'string',
			default: '',
			placeholder: `e.g. ${DOT_HEALTH_AUTH_URLS.production}`,
			description: 'The address below which tokens are issued, without /token at its end',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'Given to you by Dot Health, one for production and another for staging',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Given to you together with the client ID',
		},
		{
			displayName: 'Organization ID',
			name: 'organizationId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 45001',
			description:
				'The ID of your organization at Dot Health. When it is filled in, requests that are addressed to somebody else are not answered.',
		},
		{
			displayName: 'Path Overrides',
			name: 'pathOverrides',
			type: 'json',
			default: '{}',
			description:
				'Only if Dot Health tells you another address than the one this node uses: a JSON object from the address in our documentation to the right one, e.g. { "/DeviceDispense": "/DeviceDispence" }',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return await logIn(this, credentials);
	}

	authenticate = authenticateBy(DOT_HEALTH_BASE_URLS, (credentials) => {
		renewInTime(credentials);
		return { Authorization: `Bearer ${String(credentials.sessionToken)}` };
	});

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${baseUrlExpression(DOT_HEALTH_BASE_URLS)} }}`,
			url: '/CommunicationRequest',
			qs: { _count: 1 },
			headers: { Accept: 'application/fhir+json' },
		},
	};
}
