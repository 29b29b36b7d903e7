import type { IDataObject } from 'n8n-workflow';

import type { FhirClient } from '../../fhir/client';
import type { Definitions } from '../../fhir/definitions';
import type { Values } from '../../shared/operation/types';
import { REQUEST } from './request';

/** Variants of what is sent that the documentation and FHIR disagree about; see the docs page. */
export interface Variants {
	relativeReferences: boolean;
	leaveOutIntent: boolean;
	leaveOutRequest: boolean;
}

export const variantsOf = ({ relativeReferences, leaveOutIntent, leaveOutRequest }: Values): Variants => ({
	relativeReferences: relativeReferences === true,
	leaveOutIntent: leaveOutIntent === true,
	leaveOutRequest: leaveOutRequest === true,
});

/** How an answer refers to the request: by its address, as in the documentation's example. */
export const referenceTo = (
	client: FhirClient,
	id: string,
	{ relativeReferences }: Variants,
): IDataObject => ({
	reference: `${relativeReferences ? '' : `${client.api.baseUrl}/`}${REQUEST}/${id}`,
	type: REQUEST,
});

/**
 * The message of an answer. `replaces` is what completes the request; it, `intent` and a text as payload are Dot Health's
 * and not in FHIR R5.
 */
export const communication = (message: string, request: IDataObject, variants: Variants): IDataObject => ({
	resourceType: 'Communication',
	status: 'completed',
	...(!variants.leaveOutIntent && { intent: 'filler-order' }),
	replaces: [request],
	payload: [{ contentString: message }],
});

/** A record that says which request it answers, where its type can say so. */
export function basedOn(definitions: Definitions, record: IDataObject, request: IDataObject): IDataObject {
	const element = definitions.element(String(record.resourceType), 'basedOn');
	if (!element) return record;
	if (!element.repeats) return { ...record, basedOn: request };
	const known = [record.basedOn ?? []].flat() as IDataObject[];
	return { ...record, basedOn: [...known, request] };
}

/** A file as a document of the patient. */
export const documentOf = (attachment: IDataObject, subject: string, date: string): IDataObject => ({
	resourceType: 'DocumentReference',
	status: 'current',
	subject: { reference: subject },
	date,
	...(attachment.title !== undefined && { description: attachment.title }),
	content: [{ attachment }],
});
