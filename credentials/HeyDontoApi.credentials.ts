import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { HEYDONTO_BASE_URLS } from '../nodes/HeyDonto/baseUrls';
import { logIn } from '../nodes/HeyDonto/login';
import { authenticateBy, baseUrlExpression, environmentProperties } from '../nodes/shared/credentials';
import { renewInTime } from '../nodes/shared/login';

export class HeyDontoApi implements ICredentialType {
	name = 'heyDontoApi';

	displayName = 'HeyDonto API';

	icon: Icon = { light: 'file:../icons/heyDonto.svg', dark: 'file:../icons/heyDonto.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/heydonto.md#credentials';

	properties: INodeProperties[] = [
		...environmentProperties(HEYDONTO_BASE_URLS),
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@email.com',
			required: true,
			default: '',
			description: 'The address that you sign in to HeyDonto with',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The password that you sign in to HeyDonto with',
		},
		{
			displayName: 'Site ID',
			name: 'siteId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12',
			description:
				'The site whose records are meant, unless a node says otherwise. Without one, the addresses without a site are used.',
		},
		{
			displayName: 'FHIR Path Style',
			name: 'fhirPathStyle',
			type: 'options',
			options: [
				{ name: 'Kebab Case', value: 'kebab', description: 'E.g. /fhir/allergy-intolerance' },
				{ name: 'Pascal Case', value: 'pascal', description: 'E.g. /fhir/AllergyIntolerance' },
			],
			default: 'kebab',
			description: 'How types of records stand in addresses. Change it only if HeyDonto tells you to.',
		},
		{
			displayName: 'FHIR Bundle Path',
			name: 'fhirBundlePath',
			type: 'string',
			default: '',
			placeholder: 'e.g. /fhir/$transaction',
			description:
				'Only if HeyDonto tells you another address for transactions and batches than that of its FHIR API',
		},
		{
			displayName: 'Path Overrides',
			name: 'pathOverrides',
			type: 'json',
			default: '{}',
			description:
				'Only if HeyDonto tells you another address than the one this node uses: a JSON object from the address in our documentation to the right one, e.g. { "/dental-practices": "/dental-practice" }',
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

	authenticate = authenticateBy(HEYDONTO_BASE_URLS, (credentials) => {
		renewInTime(credentials);
		return { Authorization: `Bearer ${String(credentials.sessionToken)}` };
	});

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${baseUrlExpression(HEYDONTO_BASE_URLS)} }}`,
			url: '/auth/user',
		},
	};
}
