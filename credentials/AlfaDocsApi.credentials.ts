import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { ALFADOCS_BASE_URLS } from '../nodes/AlfaDocs/baseUrls';
import { onlyToItsOwnOrigin } from '../nodes/shared/request/origin';

export class AlfaDocsApi implements ICredentialType {
	name = 'alfaDocsApi';

	displayName = 'AlfaDocs API';

	icon: Icon = { light: 'file:../icons/alfaDocs.svg', dark: 'file:../icons/alfaDocs.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/alfadocs.md#credentials';

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
			default: ALFADOCS_BASE_URLS.production,
			placeholder: 'e.g. https://app.alfadocs.com/api/v1',
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
			description:
				'In AlfaDocs, the owner of the practice makes it under Impostazioni > Studio > Chiavi API. It belongs to one archive and can read and write everything in it.',
		},
		{
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			default: 'Europe/Rome',
			placeholder: 'e.g. Europe/Rome',
			description:
				"The practice's time zone. AlfaDocs keeps times without a zone: a time with an offset is converted to this zone, one without is sent as it is.",
		},
		{
			displayName: 'Practice ID',
			name: 'practiceId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1204',
			description: 'Leave empty to take the practice that the key belongs to',
		},
		{
			displayName: 'Archive ID',
			name: 'archiveId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 873',
			description: 'Leave empty to take the archive that the key belongs to',
		},
		{
			displayName: 'Path Overrides',
			name: 'pathOverrides',
			type: 'json',
			default: '{}',
			description:
				'Only if AlfaDocs tells you another address than the one this node uses: a JSON object from the address in our documentation to the right one, e.g. { "/bills": "/invoices" }',
		},
	];

	/** The key leaves for the origin of this credential only, also when the HTTP Request node uses it. */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		onlyToItsOwnOrigin(credentials, ALFADOCS_BASE_URLS, request);
		return { ...request, headers: { ...request.headers, 'X-Api-Key': String(credentials.apiKey) } };
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ $credentials.environment === 'custom' ? $credentials.baseUrl.replace(/\\/+$/, '') : '${ALFADOCS_BASE_URLS.production}' }}`,
			url: '/me',
		},
	};
}
