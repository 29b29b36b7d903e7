import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../../shared/errors/apiFailure';
import { base64Of, inputFile, jsonWithBase64 } from '../../shared/files/upload';
import { options } from '../../shared/operation/collections';
import { binaryField, outputBinaryField } from '../../shared/operation/fields';
import type { Field, StepsOperation } from '../../shared/operation/types';
import { simplify } from '../output/simplify';
import type { FhirServer } from '../server';
import { clientOf, idOf, records } from './context';
import { recordField } from './fields';

/** Stores a file as a Binary; it is encoded while it is sent. */
export const upload = (server: FhirServer, ownOptions: Field[]): StepsOperation => ({
	value: 'upload',
	name: 'Upload',
	action: 'Upload a binary file',
	description: 'Store a file. Documents refer to it by the reference that comes out.',
	writes: true,
	fields: [binaryField(), options(ownOptions)],
	async run(step) {
		const { node, itemIndex, values } = step;
		const client = await clientOf(server, step);
		const file = await inputFile(node, itemIndex, values.binaryPropertyName as string);
		const about: IDataObject = { resourceType: 'Binary', contentType: file.mimeType };
		const stored = await client.createFrom(about, jsonWithBase64(about, 'data', base64Of(file)));
		return records([{ ...simplify(client.definitions, stored), contentType: file.mimeType }]);
	},
});

/** Fetches the content of a Binary into a file of the item. */
export const download = (server: FhirServer, ownOptions: Field[]): StepsOperation => ({
	value: 'download',
	name: 'Download',
	action: 'Download a binary file',
	description: 'Get the content of a stored file',
	writes: false,
	fields: [recordField(), outputBinaryField(), options(ownOptions)],
	check: ({ values }) => {
		idOf(values.id, 'Binary');
	},
	async run(step) {
		const { node, values } = step;
		const client = await clientOf(server, step);
		const id = idOf(values.id, 'Binary');
		const { data, contentType, ...rest } = await client.read('Binary', id);
		if (typeof data !== 'string') {
			throw new ApiFailure(`${client.api.vendor.name} has this file without any content`, {
				description: 'Check that the ID is right.',
			});
		}
		const type = typeof contentType === 'string' ? contentType : undefined;
		const content = await node.helpers.prepareBinaryData(Buffer.from(data, 'base64'), id, type);
		const json = { ...simplify(client.definitions, rest), ...(type && { contentType: type }) };
		return [{ json, binary: { [String(values.outputBinaryField ?? 'data')]: content } }];
	},
});
