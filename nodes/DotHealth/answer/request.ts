import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import type { FhirClient } from '../../fhir/client';
import { FieldRefusal } from '../../shared/errors/refusal';

export const REQUEST = 'CommunicationRequest';

/** A request for records, as far as answering it needs. */
export interface RecordRequest {
	id: string;
	/** Reference to the patient at Dot Health. */
	subject: string;
}

const referenceIn = (value: unknown): string | undefined => {
	const reference = isPlainObject(value) ? (value as IDataObject).reference : undefined;
	return typeof reference === 'string' ? reference : undefined;
};

/** What a reference leads to, an address or not: its last two parts. */
export const localPart = (reference: string): string =>
	reference
		.replace(/\/_history\/.*$/, '')
		.split('/')
		.slice(-2)
		.join('/');

/**
 * Reads the request that is answered.
 *
 * @param anyway whether a request that is not open, or not ours, is answered all the same
 * @throws ApiFailure, FieldRefusal when it cannot be answered
 */
export async function openRequest(client: FhirClient, id: string, anyway: boolean): Promise<RecordRequest> {
	const request = await client.read(REQUEST, id);
	const { status, subject, recipient } = request;
	if (status !== 'active' && !anyway) {
		throw new FieldRefusal(
			`The request is not open: its status is ${String(status)}`,
			"Nothing was sent. If it is to be answered all the same, switch on 'Answer Anyway' in the options.",
		);
	}
	const us = String(client.api.credentials.organizationId ?? '').trim();
	const addressees = [recipient ?? []].flat().map(referenceIn);
	const isOurs = addressees.some((address) => address && localPart(address) === `Organization/${us}`);
	if (us !== '' && addressees.length > 0 && !isOurs && !anyway) {
		throw new FieldRefusal(
			'The request is addressed to another organization',
			"Nothing was sent. 'Organization ID' in the credential says who we are; with 'Answer Anyway' in the options it is answered all the same.",
		);
	}
	const patient = referenceIn(subject);
	if (!patient) {
		throw new FieldRefusal(
			'The request does not say which patient it is about',
			'Nothing was sent. Ask who made it.',
		);
	}
	return { id, subject: localPart(patient) };
}
