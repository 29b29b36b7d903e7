import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { executeOperations } from '../shared/execute/execute';
import { listSearch } from '../shared/lookups';
import { describe } from '../shared/operation/description';
import { dentalReferrals } from './api';
import { receiveFiles, webhooks } from './filesReady';
import { formTypes } from './lookups';
import { resources } from './resources';

export class DentalReferrals implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dental Referrals',
		name: 'dentalReferrals',
		icon: {
			light: 'file:../../icons/dentalReferrals.svg',
			dark: 'file:../../icons/dentalReferrals.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Refer dental patients in the UK: prepare forms with radiographs, follow their status, and get the PDFs back',
		defaults: { name: 'Dental Referrals' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		sensitiveOutputFields: ['prepared_form_url', 'ptguid'],
		credentials: [{ name: 'dentalReferralsApi', required: true }],
		webhooks,
		properties: describe(resources),
	};

	methods = { listSearch: { searchFormTypes: listSearch(dentalReferrals, formTypes) } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations.call(this, dentalReferrals, resources);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveFiles.call(this);
	}
}
