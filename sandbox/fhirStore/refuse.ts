import { badRequest, OperationOutcomeError } from '@medplum/core';

/** Refuses with 400 and an OperationOutcome; `expression` says where in the resource. */
export function refuse(text: string, expression?: string): never {
	throw new OperationOutcomeError(badRequest(text, expression));
}
