import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { fetchFile, storeFile } from '../../shared/files/download';
import { base64Of, inputFile, jsonWithBase64 } from '../../shared/files/upload';
import { additionalFields, options } from '../../shared/operation/collections';
import { binaryField, choice, text, onlyWhen, outputBinaryField } from '../../shared/operation/fields';
import { recordById } from '../../shared/operation/recordFields';
import type { OutputRecord, Resource, Step } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';
import { patientId } from '../fields';

export const DOCUMENTS = inArchive('/patients/{patientId}/documents');
const ONE = inArchive('/patients/{patientId}/documents/{documentId}');
const CONTENT = inArchive('/patients/{patientId}/documents/{documentId}/download');

const patient = patientId({ required: true, description: 'The patient whose document it is' });

const documentId = recordById('documentId', 'Document', {
	required: true,
	description: 'The document, by its ID from Document > Get Many',
});

const name = (options: { required?: boolean; description?: string }) =>
	text('name', 'Name', { placeholder: 'e.g. opg.jpg', description: "The file's name", ...options });

async function create({ api, node, itemIndex, values, sendable }: Step): Promise<OutputRecord[]> {
	const file =
		values.inputType === 'binary'
			? await inputFile(node, itemIndex, values.binaryPropertyName as string)
			: undefined;
	if (file?.size === 0) {
		throw new FieldRefusal("The file in 'Input Binary Field' is empty", 'AlfaDocs takes no empty files.');
	}
	const about = { ...pick(sendable, 'type', 'folderName'), name: sendable.name ?? file?.name };
	if (!about.name)
		throw new FieldRefusal("'Name' is empty", 'The file has no name of its own, so enter one.');

	const content = file ? base64Of(file) : String(sendable.base64Data);
	const body = jsonWithBase64(about, 'base64Data', content);
	const stored = (await api.request({
		method: 'POST',
		path: DOCUMENTS,
		values: pick(sendable, 'patientId'),
		body,
	})) as IDataObject;
	return [{ json: { ...about, ...stored } }];
}

/** The document's own address comes first; the address of the documentation has lost its path there [I]. */
async function download({ api, node, values, sendable }: Step): Promise<OutputRecord[]> {
	const about = (await api.request({ method: 'GET', path: ONE, values: sendable })) as IDataObject;
	const own = about.downloadUrl;
	const answer = await fetchFile(
		api,
		node,
		typeof own === 'string' && own !== ''
			? { path: new URL(own, api.baseUrl).href }
			: { path: CONTENT, values: sendable },
	);
	const name =
		typeof about.name === 'string' && about.name !== ''
			? about.name
			: `document-${String(sendable.documentId)}`;
	const file = await storeFile(node, answer, name);
	return [{ json: about, binary: { [(values.outputBinaryField as string | undefined) ?? 'data']: file } }];
}

export const document: Resource = {
	value: 'document',
	name: 'Document',
	description: 'Files of patients, such as X-rays, consents and letters',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create a document',
			description: 'Store a file, such as an X-ray or a letter, with a patient',
			writes: true,
			fields: [
				patient,
				choice(
					'inputType',
					'Input Type',
					{
						binary: { name: 'Binary File', description: 'A file that an earlier node gave' },
						base64: { name: 'Base64 Text', description: 'The content as text' },
					},
					{ local: true, required: true, description: 'How the file comes in' },
				),
				binaryField({ displayOptions: { show: { inputType: ['binary'] } } }),
				text('base64Data', 'Base64 Data', {
					required: true,
					rows: 3,
					description: 'The content of the file in Base64, without a "data:" in front',
					pattern: { matches: /^[A-Za-z0-9+/\s]+={0,2}$/, example: 'JVBERi0xLjQ=' },
					spell: (written) => written.replace(/\s/g, ''),
					displayOptions: { show: { inputType: ['base64'] } },
				}),
				choice(
					'type',
					'Type',
					{
						xray: 'X-Ray',
						electronic_signature_patient_details: 'Electronic Signature: Patient Details',
						electronic_signature_patient_details_and_terms_and_conditions:
							'Electronic Signature: Patient Details and Terms',
						identification: 'Identification',
						image: 'Image',
						other: 'Other',
						text: 'Text',
					},
					{ required: true, default: 'other', description: 'What kind of document it is' },
				),
				text('folderName', 'Folder Name', {
					required: true,
					placeholder: 'e.g. Referrals',
					description: "The folder in the patient's documents",
				}),
				// A binary file brings its name along.
				onlyWhen({ inputType: ['base64'] }, name({ required: true })),
				onlyWhen(
					{ inputType: ['binary'] },
					additionalFields([name({ description: 'Without it, the name of the binary file is used' })]),
				),
			],
			run: create,
		},
		{
			value: 'download',
			name: 'Download',
			action: 'Download a document',
			description: "Fetch a patient's document as a file",
			writes: false,
			fields: [patient, documentId, options([outputBinaryField()])],
			run: download,
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get a document',
			description: 'Retrieve name, type, date and download address of a document',
			method: 'GET',
			path: ONE,
			fields: [patient, documentId],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many documents',
			description: "List a patient's documents, without their content",
			method: 'GET',
			path: DOCUMENTS,
			paging: wholeList,
			fields: [patient],
		},
	],
};
