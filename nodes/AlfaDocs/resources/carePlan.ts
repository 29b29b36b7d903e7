import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';
import { carePlanId, patientId } from '../fields';

export const carePlan: Resource = {
	value: 'carePlan',
	name: 'Care Plan',
	description: 'Treatment plans and estimates of patients',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get a care plan',
			description: 'Retrieve one treatment plan by its ID',
			method: 'GET',
			path: inArchive('/care-plans/{carePlanId}'),
			fields: [carePlanId({ required: true })],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many care plans',
			description: 'List the treatment plans of a patient',
			method: 'GET',
			path: inArchive('/patients/{patientId}/care-plans'),
			paging: wholeList,
			fields: [patientId({ required: true })],
		},
		{
			value: 'getSignatureStatus',
			name: 'Get Signature Status',
			action: 'Get the signature status of a care plan',
			description: 'Find out whether the patient has signed a treatment plan',
			method: 'GET',
			path: inArchive('/care-plans/{carePlanId}/signature-status'),
			fields: [carePlanId({ required: true })],
			output: (answer, { carePlanId: id }) => ({ carePlanId: id as number, ...(answer as object) }),
		},
	],
};
