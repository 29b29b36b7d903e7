import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { DENTAL_REFERRALS_BASE_URLS } from '../nodes/DentalReferrals/baseUrls';
import { authenticateBy, baseUrlExpression, environmentProperties } from '../nodes/shared/credentials';

export class DentalReferralsApi implements ICredentialType {
	name = 'dentalReferralsApi';

	displayName = 'Dental Referrals API';

	icon: Icon = { light: 'file:../icons/dentalReferrals.svg', dark: 'file:../icons/dentalReferrals.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-healthcare/n8n-nodes-healthcare/blob/main/docs/dental-referrals.md#credentials';

	properties: INodeProperties[] = [
		...environmentProperties(DENTAL_REFERRALS_BASE_URLS),
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

	authenticate = authenticateBy(DENTAL_REFERRALS_BASE_URLS, ({ apiKey }) => ({
		Authorization: `Token token=${String(apiKey)}`,
	}));

	/** The documented status address; its answer is `{"status": "success"}`. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${baseUrlExpression(DENTAL_REFERRALS_BASE_URLS)} }}`,
			url: '/',
		},
	};
}
