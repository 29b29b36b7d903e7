import { idOf } from '../fhir/operations/context';
import { fhirId } from '../fhir/operations/fields';
import { record } from '../shared/operation/recordFields';
import type { Field, Filled } from '../shared/operation/types';
import { REQUEST } from './answer/request';

/** A request for records. The operation `respond` and the trigger know it by the same name. */
export const communicationRequestField = (): Field =>
	record('communicationRequestId', 'Communication Request', 'searchRequests', {
		id: fhirId,
		required: true,
		local: true,
		description: 'The request for records. The list shows those that are waiting for an answer.',
	});

/** @throws FieldRefusal when a record of another type was chosen */
export const requestIdOf = ({ values }: Filled): string =>
	idOf(values.communicationRequestId, REQUEST, 'Communication Request');
