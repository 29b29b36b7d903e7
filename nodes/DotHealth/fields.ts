import { fhirId } from '../fhir/operations/fields';
import { record } from '../shared/operation/recordFields';
import type { Field } from '../shared/operation/types';

/** A request for records. The operation `respond` and the trigger know it by the same name. */
export const communicationRequestField = (): Field =>
	record('communicationRequestId', 'Communication Request', 'searchRequests', {
		id: fhirId,
		required: true,
		local: true,
		description: 'The request for records. The list shows those that are waiting for an answer.',
	});
