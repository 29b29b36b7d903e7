import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { formMethods, records } from '../fhir/lookups';
import { executeOperations } from '../shared/execute/execute';
import { listSearch } from '../shared/lookups';
import { describe } from '../shared/operation/description';
import { heyDonto } from './api';
import { fhirServer } from './fhir';
import { coreLookups } from './lookups';
import { resources } from './resources';

const forms = formMethods(fhirServer);

export class HeyDonto implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HeyDonto',
		name: 'heyDonto',
		icon: { light: 'file:../../icons/heyDonto.svg', dark: 'file:../../icons/heyDonto.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Work with dental practices in HeyDonto: patients, appointments, treatments and other FHIR records, sites and services',
		defaults: { name: 'HeyDonto' },
		// Labels of FHIR forms are long.
		parameterPane: 'wide',
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'heyDontoApi', required: true }],
		properties: describe(resources),
	};

	methods = {
		listSearch: { ...coreLookups.listSearch, searchRecords: listSearch(heyDonto, records(fhirServer)) },
		loadOptions: { ...coreLookups.loadOptions, ...forms.loadOptions },
		resourceMapping: forms.resourceMapping,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations.call(this, heyDonto, resources);
	}
}
