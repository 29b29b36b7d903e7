import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { authenticationChoice } from '../shared/credentials';
import { listSearch } from '../shared/lookups';
import { pollTrigger } from '../shared/trigger/polled';
import { alfaDocs } from './api';
import { patients } from './lookups';
import { watchingProperties } from './triggerForm';
import { watching } from './watching';

export class AlfaDocsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AlfaDocs Trigger',
		name: 'alfaDocsTrigger',
		icon: { light: 'file:../../icons/alfaDocs.svg', dark: 'file:../../icons/alfaDocs.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Starts the workflow when appointments, patients, bills, payments or documents in AlfaDocs are new or changed',
		activationMessage:
			"AlfaDocs is asked at the 'Poll Times' of the trigger from now on. What is there already starts nothing.",
		defaults: { name: 'AlfaDocs Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'alfaDocsApi', required: true, displayOptions: { show: { authentication: ['apiKey'] } } },
			{ name: 'alfaDocsOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties: [
			authenticationChoice('The key of one archive', 'An app of the AlfaDocs marketplace'),
			...watchingProperties,
		],
	};

	methods = { listSearch: { searchPatients: listSearch(alfaDocs, patients) } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, watching);
	}
}
