import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { ALFADOCS_BASE_URLS } from '../nodes/AlfaDocs/baseUrls';
import { baseUrlExpression } from '../nodes/shared/credentials';
import { AlfaDocsApi } from './AlfaDocsApi.credentials';

/** What the nodes of this package do, as AlfaDocs names it. Its catalogue has no scope for updates and deletions. */
const SCOPES = [
	'patient:view',
	'patient:list',
	'patient:create',
	'patient:phone-number:view',
	'patient:phone-number:list',
	'patient:phone-number:create',
	'appointment:view',
	'appointment:list',
	'appointment:create',
	'appointment:booking-reasons:list',
	'appointment:care-plan-entry:list',
	'bill:view',
	'bill:list',
	'bill-liability:list',
	'account:list',
	'payment-type:list',
	'care-plan:view',
	'care-plan:list',
	'care-plan:signature-status:view',
	'care-plan:care-plan-entry:view',
	'custom-field:list',
	'custom-field:create',
	'operator:list',
	'free-slot:list',
	'chair:list',
	'color:list',
	'specialty:list',
].join(' ');

/** The address of the web application, above the API's base URL: `/oauth2/…` lies beside `/api/v1`. */
const APPLICATION = `${baseUrlExpression(ALFADOCS_BASE_URLS, '$self')}.replace("/api/v1", "")`;

const sharedWithKey = ['environment', 'baseUrl', 'timezone', 'practiceId', 'archiveId', 'pathOverrides'];

/** For apps of the AlfaDocs marketplace: authorization code with PKCE; the refresh token changes with every use, which n8n stores. */
export class AlfaDocsOAuth2Api implements ICredentialType {
	name = 'alfaDocsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'AlfaDocs OAuth2 API';

	icon: Icon = { light: 'file:../icons/alfaDocs.svg', dark: 'file:../icons/alfaDocs.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/alfadocs.md#oauth2';

	properties: INodeProperties[] = [
		...new AlfaDocsApi().properties.filter(({ name }) => sharedWithKey.includes(name)),
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'pkce' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${APPLICATION} + "/oauth2/authorize" }}`,
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ ${APPLICATION} + "/oauth2/token" }}`,
			required: true,
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: SCOPES },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];
}
