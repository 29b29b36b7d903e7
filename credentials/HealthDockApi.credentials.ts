import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { HEALTHDOCK_BASE_URLS } from '../nodes/HealthDock/baseUrls';
import { onlyToItsOwnOrigin } from '../nodes/shared/request/origin';

export class HealthDockApi implements ICredentialType {
	name = 'healthDockApi';

	displayName = 'HealthDock API';

	icon: Icon = { light: 'file:../icons/healthDock.svg', dark: 'file:../icons/healthDock.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/healthdock.md#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Custom', value: 'custom', description: 'Another address, e.g. a test server' },
			],
			default: 'production',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: HEALTHDOCK_BASE_URLS.production,
			placeholder: 'e.g. https://api.healthdock.org/v1',
			description: 'Must be an https:// address; http:// is accepted for this machine only',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Made in the HealthDock dashboard under Settings > API Keys',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for events that HealthDock sends: the secret of the webhook in the dashboard, with which they are signed',
		},
	];

	/** The key leaves for the origin of this credential only, also when the HTTP Request node uses it. */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		onlyToItsOwnOrigin(credentials, HEALTHDOCK_BASE_URLS, request);
		return {
			...request,
			headers: { ...request.headers, Authorization: `Bearer ${String(credentials.apiKey)}` },
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ $credentials.environment === 'custom' ? $credentials.baseUrl.replace(/\\/+$/, '') : '${HEALTHDOCK_BASE_URLS.production}' }}`,
			url: '/patients',
			qs: { limit: 1 },
		},
	};
}
