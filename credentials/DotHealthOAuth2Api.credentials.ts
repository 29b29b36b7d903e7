import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { DOT_HEALTH_AUTH_URLS } from '../nodes/DotHealth/baseUrls';
import { DotHealthApi } from './DotHealthApi.credentials';

const sharedWithClient = ['environment', 'baseUrl', 'organizationId', 'pathOverrides'];

/**
 * For apps that act for people who sign in. The documentation names this way of signing in, and neither its page nor its
 * scopes, so the page has to be entered.
 */
export class DotHealthOAuth2Api implements ICredentialType {
	name = 'dotHealthOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Dot Health OAuth2 API';

	icon: Icon = { light: 'file:../icons/dotHealth.svg', dark: 'file:../icons/dotHealth.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/dot-health.md#oauth2';

	properties: INodeProperties[] = [
		...new DotHealthApi().properties.filter(({ name }) => sharedWithClient.includes(name)),
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. the address that Dot Health gave you',
			description: 'The page where people sign in. Dot Health does not document it: ask for it.',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			default: `${DOT_HEALTH_AUTH_URLS.production}/token`,
			required: true,
			description: `Where tokens are issued; ${DOT_HEALTH_AUTH_URLS.staging}/token for staging`,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			placeholder: 'e.g. the permissions that Dot Health gave you',
			description:
				'The permissions to ask for, parted by spaces. Dot Health documents no names; empty asks for none.',
		},
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];
}
