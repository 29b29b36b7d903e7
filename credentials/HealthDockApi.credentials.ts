import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { HEALTHDOCK_BASE_URLS } from '../nodes/HealthDock/baseUrls';
import { authenticateBy, baseUrlExpression, environmentProperties } from '../nodes/shared/credentials';

export class HealthDockApi implements ICredentialType {
	name = 'healthDockApi';

	displayName = 'HealthDock API';

	icon: Icon = { light: 'file:../icons/healthDock.svg', dark: 'file:../icons/healthDock.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/healthdock.md#credentials';

	properties: INodeProperties[] = [
		...environmentProperties(HEALTHDOCK_BASE_URLS),
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
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only while the webhook secret is being changed: the one until now, so that no event is refused. Empty it again afterwards.',
		},
	];

	authenticate = authenticateBy(HEALTHDOCK_BASE_URLS, ({ apiKey }) => ({
		Authorization: `Bearer ${String(apiKey)}`,
	}));

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${baseUrlExpression(HEALTHDOCK_BASE_URLS)} }}`,
			url: '/patients',
			qs: { limit: 1 },
		},
	};
}
