import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { authenticationChoice } from '../shared/credentials';
import { executeOperations } from '../shared/execute/execute';
import { listSearch, loadOptions, resourceMapping } from '../shared/lookups';
import { describe } from '../shared/operation/description';
import { alfaDocs } from './api';
import * as lookups from './lookups';
import { resources } from './resources';

export class AlfaDocs implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AlfaDocs',
		name: 'alfaDocs',
		icon: { light: 'file:../../icons/alfaDocs.svg', dark: 'file:../../icons/alfaDocs.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Work with a dental practice in AlfaDocs: patients, appointments and free slots, documents, care plans, bills and payments',
		defaults: { name: 'AlfaDocs' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{ name: 'alfaDocsApi', required: true, displayOptions: { show: { authentication: ['apiKey'] } } },
			{ name: 'alfaDocsOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties: [
			authenticationChoice('The key of one archive', 'An app of the AlfaDocs marketplace'),
			...describe(resources),
		],
	};

	methods = {
		listSearch: {
			searchAccounts: listSearch(alfaDocs, lookups.accounts),
			searchBookingReasons: listSearch(alfaDocs, lookups.bookingReasons),
			searchChairs: listSearch(alfaDocs, lookups.chairs),
			searchColors: listSearch(alfaDocs, lookups.colors),
			searchOperators: listSearch(alfaDocs, lookups.operators),
			searchPatients: listSearch(alfaDocs, lookups.patients),
			searchPaymentTypes: listSearch(alfaDocs, lookups.paymentTypes),
			searchSpecialties: listSearch(alfaDocs, lookups.specialties),
		},
		loadOptions: { getOperators: loadOptions(alfaDocs, lookups.operators) },
		resourceMapping: { getPatientCustomFields: resourceMapping(alfaDocs, lookups.patientCustomFields) },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations.call(this, alfaDocs, resources);
	}
}
