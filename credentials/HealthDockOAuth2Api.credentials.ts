import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { HEALTHDOCK_BASE_URLS } from '../nodes/HealthDock/baseUrls';
import { baseUrlExpression } from '../nodes/shared/credentials';
import { HealthDockApi } from './HealthDockApi.credentials';

/** The documentation names the path `/oauth/authorize` without a host: that of the API is taken [I]. */
const APPLICATION = `${baseUrlExpression(HEALTHDOCK_BASE_URLS, '$self')}.replace("/v1", "")`;

const sharedWithKey = ['environment', 'baseUrl', 'webhookSecret', 'previousWebhookSecret'];

/** For apps that work for several clinics. Where tokens are issued is not documented, so it has to be entered. */
export class HealthDockOAuth2Api implements ICredentialType {
	name = 'healthDockOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'HealthDock OAuth2 API';

	icon: Icon = { light: 'file:../icons/healthDock.svg', dark: 'file:../icons/healthDock.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/healthdock.md#oauth2';

	properties: INodeProperties[] = [
		...new HealthDockApi().properties.filter(({ name }) => sharedWithKey.includes(name)),
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${APPLICATION} + "/oauth/authorize" }}`,
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. the address that HealthDock gave you',
			description:
				'Where tokens are issued. HealthDock does not document it: ask for it together with your client ID.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			placeholder: 'e.g. the permissions that HealthDock gave you',
			description:
				'The permissions to ask for, parted by spaces. HealthDock documents no names; empty asks for none.',
		},
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];
}
