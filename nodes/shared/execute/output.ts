import pick from 'lodash/pick';
import type { IDataObject, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Operation, OutputRecord, Values } from '../operation/types';

/** Which fields of a record come out, as 'Simplify' or (for an AI agent) 'Output' says. */
export function shape(operation: Operation, values: Values, json: IDataObject): IDataObject {
	if (!operation.simplified) return json;
	if (values.output === 'selected') {
		return pick(
			json,
			String(values.outputFields)
				.split(',')
				.map((name) => name.trim()),
		);
	}
	// An agent has 'Output', a person has 'Simplify'; the form shows one of the two.
	const simplify = values.output === undefined ? values.simplify : values.output === 'simplified';
	return simplify ? pick(json, operation.simplified) : json;
}

/** The items that came of one input item, linked to it. */
export const linked = (records: OutputRecord[], itemIndex: number): INodeExecutionData[] =>
	records.map((record) => ({ ...record, pairedItem: { item: itemIndex } }));

/**
 * The item that takes the place of one that did not go through. n8n knows it by its keys and joins it with the input
 * item on the error output; with an `error` beside `json`, n8n would drop both the details and the input.
 */
export const refusedItem = (
	{ message, description }: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData => ({
	json: { error: message, ...(description && { details: description }) },
	pairedItem: { item: itemIndex },
});
