import isEmpty from 'lodash/isEmpty';
import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import type { Filled } from '../../shared/operation/types';
import { textsIn } from '../../shared/operation/values';
import type { Definitions } from '../definitions';
import { refuseLargeFiles } from '../files';
import { fillForm } from '../fillForm';

/**
 * The record that a form or JSON describes.
 *
 * @param existing the record that a form changes; JSON always stands for the whole record
 * @throws FieldRefusal
 */
export function contentOf(
	definitions: Definitions,
	resourceType: string,
	{ values, node, itemIndex, zone, personal }: Filled,
	existing?: IDataObject,
): IDataObject {
	if (values.fieldsMode === 'json') return jsonOf(values.json, resourceType);
	const cells = isPlainObject(values.fields) ? (values.fields as IDataObject) : {};
	const assertFile = (name: string) => {
		node.helpers.assertBinaryData(itemIndex, name);
	};
	const content = fillForm({ definitions, resourceType, cells, reading: { zone, assertFile }, existing });
	// A server quotes what it got, such as a family name, and not what was written, such as the whole name.
	for (const text of textsIn(omit(content, 'resourceType'))) personal.push({ text, label: 'Fields' });
	return content;
}

/**
 * Refuses what can be seen to be wrong with a record before anything is sent.
 *
 * @returns the record, whose files have not been read yet
 * @throws FieldRefusal
 */
export async function checkedContent(
	definitions: Definitions,
	resourceType: string,
	filled: Filled,
	existing?: IDataObject,
): Promise<IDataObject> {
	const content = contentOf(definitions, resourceType, filled, existing);
	refuseNothing(filled);
	await refuseLargeFiles(content, filled.node, filled.itemIndex);
	return content;
}

function jsonOf(json: unknown, resourceType: string): IDataObject {
	const resource = (json ?? {}) as IDataObject;
	const named = resource.resourceType;
	if (named !== undefined && named !== resourceType) {
		throw new FieldRefusal(
			"'JSON' holds a resource of another type",
			`Its 'resourceType' has to be ${resourceType}, or be left out.`,
		);
	}
	return { ...resource, resourceType };
}

/**
 * Refuses a record without anything in it, which would be stored empty or take everything from the one that is there.
 *
 * @throws FieldRefusal
 */
export function refuseNothing({ values }: Filled): void {
	if (values.fieldsMode === 'json') {
		if (!isEmpty(omit(values.json as IDataObject, 'resourceType', 'id', 'meta'))) return;
		throw new FieldRefusal(
			"'JSON' holds nothing",
			'Write the record into it, or check the expression in it.',
		);
	}
	const cells = isPlainObject(values.fields) ? Object.values(values.fields as IDataObject) : [];
	if (cells.some((cell) => cell !== null && cell !== undefined && cell !== '')) return;
	throw new FieldRefusal('No field is filled in', 'Fill in at least one, or check the expressions in them.');
}
