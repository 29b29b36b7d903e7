import type { Endpoints } from './endpoint';
import { heyDontoFhirEndpoints } from './heyDontoFhir';

const ASSISTANT = '/site/{siteId}/assistant/{siteAssistantId}';

/** "Page number (0-based)", "Number of items per page". */
const page = ['page', 'pageSize'];

/**
 * From the vendor's documentation and the fact sheet made of it, not from the node: what is right here when the two
 * disagree is looked up there.
 */
export const heyDontoEndpoints: Endpoints = {
	'appointmentType.create': { requests: ['POST /appointment-type'] },
	'appointmentType.getAll': { requests: ['GET /appointment-type'], adds: page },
	// The title is required, and the sample names no address for one type [I].
	'appointmentType.update': {
		requests: ['GET /appointment-type', 'PUT /appointment-type/{appointmentTypeId}'],
		adds: [...page, 'id', 'title', 'isEnabled'],
	},

	// The documentation has the site, and the assistant, in the body too.
	'assistant.create': { requests: ['POST /site/{siteId}/assistant'], adds: ['siteId'] },
	'assistant.delete': { requests: [`DELETE ${ASSISTANT}`], adds: ['siteId'] },
	'assistant.get': { requests: [`GET ${ASSISTANT}`], adds: ['siteId'] },
	'assistant.getAll': { requests: ['GET /site/{siteId}/assistant'], adds: ['siteId'] },
	'assistant.update': {
		requests: [`GET ${ASSISTANT}`, `PUT ${ASSISTANT}`],
		adds: ['siteId', 'id', 'assistantName', 'assistantInstructions'],
	},
	'assistant.uploadFile': {
		requests: [`POST ${ASSISTANT}/files`],
		headers: [{ 'content-type': /^multipart\/form-data; boundary=/ }],
		adds: ['siteId'],
		keeps: ['binaryPropertyName'],
	},

	'availability.getAll': { requests: ['GET /site/{siteId}/availability'], adds: ['siteId'] },

	'brand.create': { requests: ['POST /brands'] },
	'brand.getAll': { requests: ['GET /brands'], adds: page },
	'code.getAll': { requests: ['GET /code'], adds: page },
	'coreOrganization.delete': { requests: ['DELETE /organization/{organizationId}'] },
	'coreOrganization.getAll': { requests: ['GET /organization'], adds: page },
	'dentalPractice.getAll': { requests: ['GET /dental-practices'], adds: page },
	'dentalService.getAll': { requests: ['GET /dental-service'], adds: page },

	'perioMeasure.create': { requests: ['POST /site/{siteId}/periomeasure'], adds: ['siteId'] },
	// No filters in the documentation.
	'perioMeasure.getAll': {
		requests: ['GET /site/{siteId}/periomeasure'],
		adds: ['siteId'],
		keeps: ['patientId', 'perioExamNum'],
	},

	'practiceManagementSystem.getAll': { requests: ['GET /practice-management-system'], adds: page },

	// `address` holds what the form asks for in parts.
	'site.create': { requests: ['POST /site'], adds: ['address'], keeps: ['street', 'city', 'zipCode'] },
	'site.create, everything': {
		requests: ['POST /site'],
		adds: ['address'],
		keeps: ['street', 'city', 'zipCode', 'address'],
	},
	'site.getAll': { requests: ['GET /site'], adds: page },

	...heyDontoFhirEndpoints,
};
