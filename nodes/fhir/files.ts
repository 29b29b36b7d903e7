import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { FieldRefusal } from '../shared/errors/refusal';
import { base64Of, inputFile, type InputFile } from '../shared/files/upload';
import { FromFile } from './shorthand';

/** A larger file inside of a record would be in memory several times, here and on the server. In bytes. */
const MAX_INLINE = 20 * 1024 * 1024;

/**
 * The resource with the content of the files that its attachments name (FHIR, Attachment: `data` is Base64).
 *
 * @throws FieldRefusal for a file of more than 20 MB
 */
export async function withFiles(
	resource: IDataObject,
	node: IExecuteFunctions,
	itemIndex: number,
): Promise<IDataObject> {
	const fill = async (value: unknown): Promise<unknown> => {
		if (value instanceof FromFile) return await attachmentOf(value.field, node, itemIndex);
		if (Array.isArray(value)) return await Promise.all(value.map(fill));
		if (!isPlainObject(value)) return value;
		const entries = Object.entries(value as IDataObject).map(
			async ([name, inner]) => [name, await fill(inner)] as const,
		);
		return Object.fromEntries(await Promise.all(entries));
	};
	return (await fill(resource)) as IDataObject;
}

/**
 * Refuses files that are too large to stand inside of a record, before any of them is read.
 *
 * @throws FieldRefusal
 */
export async function refuseLargeFiles(
	resource: IDataObject,
	node: IExecuteFunctions,
	itemIndex: number,
): Promise<void> {
	for (const { field } of filesIn(resource)) await smallFile(field, node, itemIndex);
}

function filesIn(value: unknown): FromFile[] {
	if (value instanceof FromFile) return [value];
	if (Array.isArray(value)) return value.flatMap(filesIn);
	return isPlainObject(value) ? Object.values(value as IDataObject).flatMap(filesIn) : [];
}

async function smallFile(field: string, node: IExecuteFunctions, itemIndex: number): Promise<InputFile> {
	const file = await inputFile(node, itemIndex, field);
	if (file.size <= MAX_INLINE) return file;
	throw new FieldRefusal(
		'The file is too large to stand inside of a record',
		'Files of up to 20 MB can. Store a larger one on its own (Binary > Upload), and refer to it.',
	);
}

/**
 * A file of an input item as an Attachment, content included.
 *
 * @throws FieldRefusal for a file of more than 20 MB
 */
export async function attachmentOf(
	field: string,
	node: IExecuteFunctions,
	itemIndex: number,
): Promise<IDataObject> {
	const file = await smallFile(field, node, itemIndex);
	const chunks: Uint8Array[] = [];
	for await (const chunk of base64Of(file).open()) chunks.push(chunk);
	return {
		contentType: file.mimeType,
		data: Buffer.concat(chunks).toString('latin1'),
		...(file.name && { title: file.name }),
	};
}
