import type { IPollFunctions } from 'n8n-workflow';

import { FieldRefusal } from '../errors/refusal';
import type { Field, Values } from '../operation/types';
import { fill } from '../operation/values';

const noFile = (): never => {
	throw new FieldRefusal('A trigger has no input', 'Remove the expression that reads a file.');
};

/**
 * What was filled in into these fields of a trigger, checked and converted.
 *
 * @param zone IANA zone in which times without an offset are meant
 * @throws FieldRefusal for the first value that cannot be meant
 */
export function filledIn(node: IPollFunctions, fields: Field[], zone: string): Values {
	const raw = fields.map(({ property: { name } }) => [name, node.getNodeParameter(name, '')] as const);
	return fill(fields, Object.fromEntries(raw), { zone, fileIn: noFile }).values;
}
