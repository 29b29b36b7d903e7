import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import type { FhirClient } from '../fhir/client';
import { shaped } from '../fhir/output/shape';
import type { Values } from '../shared/operation/types';

/** What a request says in words. */
const textsIn = ({ payload }: IDataObject): string[] =>
	[payload ?? []].flat().flatMap((part) => {
		const text = isPlainObject(part) ? (part as IDataObject).contentString : undefined;
		return typeof text === 'string' ? [text] : [];
	});

/**
 * Requests as they come out. A text as payload is Dot Health's and not in FHIR R5, by whose tables records are simplified,
 * so it is added: it says what is asked for.
 */
export async function shapedRequests(
	client: FhirClient,
	values: Values,
	requests: IDataObject[],
	included: IDataObject[] = [],
): Promise<IDataObject[]> {
	const rows = await shaped(client, values, requests, included);
	if (values.output === 'raw' || values.output === 'selected') return rows;
	return rows.map((row, at) => {
		const [text, ...others] = textsIn(requests[at]);
		if (text === undefined) return row;
		return { ...row, payloadContentString: others.length > 0 ? [text, ...others] : text };
	});
}
