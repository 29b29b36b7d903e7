import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { authenticationChoice } from '../shared/credentials';
import { executeOperations } from '../shared/execute/execute';
import { listSearch } from '../shared/lookups';
import { describe } from '../shared/operation/description';
import { healthDock } from './api';
import { patients } from './lookups';
import { resources } from './resources';

export class HealthDock implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HealthDock',
		name: 'healthDock',
		icon: { light: 'file:../../icons/healthDock.svg', dark: 'file:../../icons/healthDock.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with a clinic in HealthDock: find and add patients, list and book appointments',
		defaults: { name: 'HealthDock' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{ name: 'healthDockApi', required: true, displayOptions: { show: { authentication: ['apiKey'] } } },
			{
				name: 'healthDockOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: [
			authenticationChoice('The key of a clinic', 'An app that works for several clinics'),
			...describe(resources),
		],
	};

	methods = { listSearch: { searchPatients: listSearch(healthDock, patients) } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations.call(this, healthDock, resources);
	}
}
