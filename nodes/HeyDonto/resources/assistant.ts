import isNil from 'lodash/isNil';
import isPlainObject from 'lodash/isPlainObject';
import omitBy from 'lodash/omitBy';
import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { asciiName } from '../../shared/files/names';
import { inputFile, multipart } from '../../shared/files/upload';
import { additionalFields, options, updateFields } from '../../shared/operation/collections';
import { binaryField, text } from '../../shared/operation/fields';
import { record } from '../../shared/operation/recordFields';
import type { Field, OutputRecord, Resource, Step } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { changesSomething, write } from '../bodies';
import { siteOption } from '../fields';
import { creatingAtSite, siteIdOf } from '../sites';

export const ASSISTANTS = '/site/{siteId}/assistant';
const ONE = '/site/{siteId}/assistant/{siteAssistantId}';
const FILES = '/site/{siteId}/assistant/{siteAssistantId}/files';

/** Name of the form's part; only the address is documented [I]. */
const FILE_PART = 'file';

const siteAssistantId: Field = record('siteAssistantId', 'Assistant', 'searchAssistants', {
	required: true,
	description: 'The assistant of the site',
});

const assistantName = (required: boolean): Field =>
	text('assistantName', 'Assistant Name', { required, placeholder: 'e.g. Front Desk' });

const assistantInstructions: Field = text('assistantInstructions', 'Assistant Instructions', {
	rows: 4,
	placeholder: 'e.g. Ensure all appointments are updated daily.',
	description: 'What the assistant is to do, in words',
});

/** PUT replaces, so the assistant is read first. */
async function update({ api, sendable }: Step): Promise<OutputRecord[]> {
	const ids = { siteId: siteIdOf(api.credentials, sendable), ...pick(sendable, 'siteAssistantId') };
	const current = (await api.request({ method: 'GET', path: ONE, values: ids })) as IDataObject;
	const names = ['assistantName', 'assistantInstructions'];
	const body = {
		...omitBy(pick(current, names), isNil),
		...pick(sendable, names),
		siteId: ids.siteId,
		id: ids.siteAssistantId,
	};
	const stored = await write(api, { method: 'PUT', path: ONE, ids, body });
	return [{ json: { ...body, ...stored } }];
}

/** What a header of the form takes; anything else is sent as plain bytes. */
const typeOf = (mimeType: string): string =>
	/^[\w.+-]+\/[\w.+-]+/.exec(mimeType)?.[0] ?? 'application/octet-stream';

async function uploadFile({ api, node, itemIndex, values, sendable }: Step): Promise<OutputRecord[]> {
	const file = await inputFile(node, itemIndex, values.binaryPropertyName as string);
	if (file.size === 0) {
		throw new FieldRefusal(
			"The file in 'Input Binary Field' is empty",
			'An assistant learns nothing from an empty file.',
		);
	}
	const body = multipart(FILE_PART, file, asciiName(file.name, 'bin', 1), typeOf(file.mimeType));
	const stored = await api.request({ method: 'POST', path: FILES, values: sendable, body });
	return [{ json: isPlainObject(stored) ? (stored as IDataObject) : { success: true } }];
}

export const assistant: Resource = {
	value: 'assistant',
	name: 'Assistant',
	description: 'AI assistants of a site, with their instructions and files',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create an assistant',
			description: 'Add an assistant to a site',
			fields: [assistantName(true), additionalFields([assistantInstructions]), options([siteOption()])],
			...creatingAtSite(ASSISTANTS),
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete an assistant',
			description: 'Delete an assistant from a site',
			method: 'DELETE',
			path: ONE,
			fields: [siteAssistantId, options([siteOption()])],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get an assistant',
			description: 'Retrieve one assistant of a site',
			method: 'GET',
			path: ONE,
			fields: [siteAssistantId, options([siteOption()])],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many assistants',
			description: 'List the assistants of a site',
			method: 'GET',
			path: ASSISTANTS,
			paging: wholeList,
			fields: [options([siteOption()])],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update an assistant',
			description: 'Change an assistant. What you leave out or leave empty stays as it is.',
			writes: true,
			fields: [
				siteAssistantId,
				updateFields([assistantName(false), assistantInstructions]),
				options([siteOption()]),
			],
			check: changesSomething('siteAssistantId', 'siteId'),
			run: update,
		},
		{
			value: 'uploadFile',
			name: 'Upload File',
			action: 'Upload a file for an assistant',
			description: 'Give an assistant a file to learn from',
			writes: true,
			fields: [
				siteAssistantId,
				binaryField(),
				additionalFields([
					text('description', 'Description', {
						placeholder: 'e.g. Instructions document for the assistant',
						description: 'What the file is. It becomes part of the address, so name no patient in it.',
					}),
				]),
				options([siteOption()]),
			],
			run: uploadFile,
		},
	],
};
