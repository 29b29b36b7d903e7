import type { Resource } from '@medplum/fhirtypes';

/** The current records, as a search sees them. */
export interface Records {
	ofType(type: string): Resource[];
	/** By `Type/id`. */
	find(reference: string): Resource | undefined;
}

/** Records that have an id, as all stored ones do. */
export const referenceTo = ({ resourceType, id }: Resource): string => `${resourceType}/${id}`;
