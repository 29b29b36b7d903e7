import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { DENTAL_REFERRALS_BASE_URLS } from '../nodes/DentalReferrals/baseUrls';
import { onlyToItsOwnOrigin } from '../nodes/shared/request/origin';

const { production, staging } = DENTAL_REFERRALS_BASE_URLS;

export class DentalReferralsApi implements ICredentialType {
	name = 'dentalReferralsApi';

	displayName = 'Dental Referrals API';

	icon: Icon = { light: 'file:../icons/dentalReferrals.svg', dark: 'file:../icons/dentalReferrals.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/dental-referrals.md#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Staging', value: 'staging', description: 'For development; it has keys of its own' },
				{ name: 'Custom', value: 'custom', description: 'Another address, e.g. a test server' },
			],
			default: 'production',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: production,
			placeholder: 'e.g. https://app.dental-referrals.org/react4r/v2',
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
				'Each practice has a key of its own, from office@dental-referrals.org. Production and staging have different keys.',
		},
	];

	/** The key leaves for the origin of this credential only, also when the HTTP Request node uses it. */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		onlyToItsOwnOrigin(credentials, DENTAL_REFERRALS_BASE_URLS, request);
		const authorization = `Token token=${String(credentials.apiKey)}`;
		return { ...request, headers: { ...request.headers, Authorization: authorization } };
	};

	/** The documented status address; its answer is `{"status": "success"}`. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ $credentials.environment === 'custom' ? $credentials.baseUrl.replace(/\\/+$/, '') : ($credentials.environment === 'staging' ? '${staging}' : '${production}') }}`,
			url: '/',
		},
	};
}
