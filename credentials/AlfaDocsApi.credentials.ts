import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { ALFADOCS_BASE_URLS } from '../nodes/AlfaDocs/baseUrls';
import { authenticateBy, baseUrlExpression, environmentProperties } from '../nodes/shared/credentials';

export class AlfaDocsApi implements ICredentialType {
	name = 'alfaDocsApi';

	displayName = 'AlfaDocs API';

	icon: Icon = { light: 'file:../icons/alfaDocs.svg', dark: 'file:../icons/alfaDocs.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/alfadocs.md#credentials';

	properties: INodeProperties[] = [
		...environmentProperties(ALFADOCS_BASE_URLS),
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

	authenticate = authenticateBy(ALFADOCS_BASE_URLS, ({ apiKey }) => ({ 'X-Api-Key': String(apiKey) }));

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${baseUrlExpression(ALFADOCS_BASE_URLS)} }}`,
			url: '/me',
		},
	};
}
