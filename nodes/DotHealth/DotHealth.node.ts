import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { formMethods } from '../fhir/lookups';
import { authenticationChoice } from '../shared/credentials';
import { executeOperations } from '../shared/execute/execute';
import { listSearch } from '../shared/lookups';
import { describe } from '../shared/operation/description';
import { dotHealth, fhirServer } from './api';
import { recordsOfType, requests } from './lookups';
import { resources } from './resources';

export class DotHealth implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dot Health',
		name: 'dotHealth',
		icon: { light: 'file:../../icons/dotHealth.svg', dark: 'file:../../icons/dotHealth.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Answer requests for health records in Dot Health, and send or look up records',
		defaults: { name: 'Dot Health' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'dotHealthApi',
				required: true,
				displayOptions: { show: { authentication: ['clientCredentials'] } },
			},
			{
				name: 'dotHealthOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: [
			authenticationChoice(
				'Client ID and secret of your organization',
				'An app that acts for people who sign in',
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
				},
			),
			...describe(resources),
		],
	};

	methods = {
		listSearch: {
			searchRecords: listSearch(dotHealth, recordsOfType),
			searchRequests: listSearch(dotHealth, requests),
		},
		...formMethods(fhirServer),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations.call(this, dotHealth, resources);
	}
}
