import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { formMethods } from '../fhir/lookups';
import { pollTrigger } from '../shared/trigger/polled';
import { fhirServer } from './fhir';
import { coreLookups } from './lookups';
import { triggerProperties } from './triggerForm';
import { watching } from './watching';

export class HeyDontoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HeyDonto Trigger',
		name: 'heyDontoTrigger',
		icon: { light: 'file:../../icons/heyDonto.svg', dark: 'file:../../icons/heyDonto.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["resourceType"] + ": " + $parameter["event"] }}',
		description: 'Starts the workflow when records in HeyDonto are created, updated or deleted',
		defaults: { name: 'HeyDonto Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'heyDontoApi', required: true }],
		properties: triggerProperties,
	};

	methods = {
		listSearch: { searchSites: coreLookups.listSearch.searchSites },
		loadOptions: formMethods(fhirServer).loadOptions,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, watching);
	}
}
