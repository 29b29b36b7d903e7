import type { Endpoint, Endpoints } from './endpoint';

/** How a record comes out is the node's business. */
const OUTPUT = ['output', 'outputFields'];

const read = (type: string): Endpoint => ({
	requests: [`GET /${type}/{id}`],
	sends: ['id'],
	keeps: [...OUTPUT, 'resourceType', 'resolveReferences'],
});

/** “_count”; what else a search takes is R5's [I]. */
const search = (type: string): Endpoint => ({
	requests: [`GET /${type}`],
	adds: ['_count'],
	keeps: [...OUTPUT, 'resourceType', 'includedAs', 'resolveReferences'],
	sends: [
		...['filters', 'elements', 'include', 'lastUpdatedBefore', 'lastUpdatedFrom'],
		...['pageSize', 'rawQuery', 'revInclude', 'sort'],
	],
});

const REQUEST = '/CommunicationRequest/{communicationRequestId}';

/** The documentation's Bundle, for all input items that answer the same request. */
const answer: Endpoint = {
	requests: [`GET ${REQUEST}`, 'GET /Patient/{patientId}', 'POST /Bundle'],
	adds: ['patientId', 'resourceType', 'type', 'entry'],
	sends: ['communicationRequestId'],
	keeps: ['message', 'records', 'recordVersion', 'sourcePatient', 'attachments', 'dryRun'],
	together: true,
};

/** The sample beside the status that R5 requires; the answer has no ID, so the list is looked at. */
const subscription: Endpoint = {
	requests: ['POST /Subscription', 'GET /Subscription'],
	adds: [
		...['resourceType', 'status', 'topic', 'end', 'reason', 'filterBy', 'channelType'],
		...['contentType', 'content', 'parameter'],
	],
	sends: ['name', 'endpoint', 'end', 'reason', 'topic', 'status'],
	// A header of the notifications: `parameter[{name, value}]`.
	keeps: ['authorization'],
};

/** From the vendor's documentation and the fact sheet made of it, not from the node. */
export const dotHealthEndpoints: Endpoints = {
	'bundle.execute': {
		requests: ['POST /Bundle'],
		adds: ['resourceType', 'type', 'entry'],
		keeps: ['resourceType', 'fieldsMode', 'fields', 'json', 'entryName'],
		together: true,
	},

	'communicationRequest.get': {
		requests: [`GET ${REQUEST}`],
		sends: ['communicationRequestId'],
		keeps: OUTPUT,
	},
	'communicationRequest.getAll': {
		requests: ['GET /CommunicationRequest'],
		adds: ['_count'],
		sends: [
			...['_id', '_language', '_source', '_tag', 'include', 'lastUpdatedBefore', 'lastUpdatedFrom'],
			...['patient', 'priority', 'requester', 'sort', 'status'],
		],
		keeps: [...OUTPUT, 'actionable', 'descending', 'includedAs', 'parameterNames'],
	},
	'communicationRequest.respond': answer,
	// Who says how the identity was made sure needs no comparison.
	'communicationRequest.respond, everything': {
		...answer,
		requests: [`GET ${REQUEST}`, 'POST /Bundle'],
		adds: ['resourceType', 'type', 'entry'],
		keeps: [
			...answer.keeps!,
			...['answerAnyway', 'identityCheck', 'leaveOutIntent', 'leaveOutRequest', 'relativeReferences'],
		],
	},

	'healthRecord.create': {
		requests: ['POST /Observation'],
		adds: ['resourceType'],
		sends: ['fields', 'json'],
		keeps: [...OUTPUT, 'resourceType', 'fieldsMode'],
	},
	'healthRecord.get': read('Practitioner'),
	'healthRecord.getAll': search('Patient'),

	'organization.get': read('Organization'),
	'organization.getAll': search('Organization'),
	'patient.get': read('Patient'),
	'patient.getAll': search('Patient'),

	'subscription.create': subscription,
	'subscription.delete': { requests: ['DELETE /Subscription/{id}'], sends: ['id'], keeps: ['missingCounts'] },
	'subscription.get': read('Subscription'),
	'subscription.getAll': {
		requests: ['GET /Subscription'],
		sends: ['status', 'topic'],
		keeps: [...OUTPUT, 'parameterNames'],
	},
};
