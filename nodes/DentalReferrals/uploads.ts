import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { FieldRefusal } from '../shared/errors/refusal';
import { asciiName } from '../shared/files/names';
import { inputFile, multipart, type InputFile } from '../shared/files/upload';
import { dayFirst, textList } from '../shared/operation/fields';
import type { Field, Step, Values } from '../shared/operation/types';
import type { Api } from '../shared/request/api';

/** The types that the documentation lists, each with the ending of a file that has none. */
const TYPES: Record<string, string> = {
	'image/jpeg': 'jpg',
	'image/jpg': 'jpg',
	'image/bmp': 'bmp',
	'image/tiff': 'tif',
	'image/png': 'png',
	'text/rtf': 'rtf',
	'application/pdf': 'pdf',
	'application/msword': 'doc',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
};

/** Other names of the same types. */
const SAME: Record<string, string> = {
	'application/rtf': 'text/rtf',
	'image/x-ms-bmp': 'image/bmp',
	'image/tif': 'image/tiff',
};

const BY_ENDING: Record<string, string> = {
	...Object.fromEntries(Object.entries(TYPES).map(([type, ending]) => [ending, type])),
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	tiff: 'image/tiff',
};

/** @throws FieldRefusal for a type that the API does not take */
function typeOf({ mimeType, fileName }: Pick<IBinaryData, 'mimeType' | 'fileName'>, label: string): string {
	const declared = mimeType.split(';')[0].trim().toLowerCase();
	const ending = /\.([a-z0-9]+)$/i.exec(fileName ?? '')?.[1].toLowerCase() ?? '';
	const type = declared in TYPES ? declared : (SAME[declared] ?? BY_ENDING[ending]);
	if (type) return type;
	throw new FieldRefusal(
		`'${label}' names a file of a type that Dental Referrals does not take`,
		'It takes JPEG, PNG, BMP, TIFF, PDF, RTF, DOC and DOCX.',
	);
}

/** Names of input fields that hold files, parted by commas; each is looked for before anything is sent. */
function fileFields(name: string, displayName: string, description: string): Field {
	const list = textList(name, displayName, { local: true, placeholder: 'e.g. data', description });
	return {
		...list,
		personal: false,
		convert: (value, surroundings) => {
			const names = list.convert(value, surroundings) as string[];
			for (const field of names) {
				typeOf(surroundings.fileIn(field), displayName);
			}
			return names;
		},
	};
}

/** What is attached, in the terms of the API: radiographs with their date, and other files. */
export const attachmentFields: Field[] = [
	fileFields(
		'radiographs',
		'Radiographs',
		'The names of the input fields with X-rays, parted by commas. All have the same date.',
	),
	dayFirst('radiographDate', 'Radiograph Date', {
		local: true,
		description: 'When the X-rays were taken; needed with radiographs',
	}),
	fileFields(
		'otherFiles',
		'Other Files',
		'The names of the input fields with letters and other files, parted by commas',
	),
];

/** @throws FieldRefusal */
export function checkAttachments({ radiographs, radiographDate }: Values): void {
	if ((radiographs as string[] | undefined)?.length && radiographDate === undefined) {
		throw new FieldRefusal(
			"'Radiograph Date' is empty",
			'Dental Referrals demands the date on which an X-ray was taken.',
		);
	}
}

interface Attachment {
	file: InputFile;
	label: string;
	kind: 'radiograph' | 'other';
}

async function attachmentsIn(
	node: IExecuteFunctions,
	itemIndex: number,
	values: Values,
): Promise<Attachment[]> {
	const wanted = [
		...((values.radiographs as string[] | undefined) ?? []).map((field) => ({
			field,
			kind: 'radiograph' as const,
			label: 'Radiographs',
		})),
		...((values.otherFiles as string[] | undefined) ?? []).map((field) => ({
			field,
			kind: 'other' as const,
			label: 'Other Files',
		})),
	];
	const attachments = await Promise.all(
		wanted.map(async ({ field, ...about }) => ({ ...about, file: await inputFile(node, itemIndex, field) })),
	);
	for (const { file, label } of attachments) {
		if (file.size === 0)
			throw new FieldRefusal(`'${label}' names an empty file`, 'Dental Referrals takes no empty files.');
	}
	return attachments;
}

/** POST, because it makes something; the documentation offers GET as well, which serves where POST is not offered. */
async function newUploadSet(api: Api): Promise<unknown> {
	const path = '/prepare_fileupload';
	let answer = await api.attempt({ method: 'POST', path });
	if (answer instanceof Error && answer.statusCode === 405) {
		answer = await api.attempt({ method: 'GET', path });
	}
	if (answer instanceof Error) throw answer;
	return (api.vendor.unwrap(answer.body) as IDataObject).fileupload_id;
}

/**
 * Uploads the files of an item, one after another: into the set that is given, else into a new one.
 *
 * @returns the set's ID and what was uploaded; no ID when there is nothing to upload and no set was given
 */
export async function upload({
	api,
	node,
	itemIndex,
	values,
}: Step): Promise<{ id?: unknown; files: IDataObject[] }> {
	const given = values.fileupload_id === undefined ? undefined : Number(values.fileupload_id);
	const attachments = await attachmentsIn(node, itemIndex, values);
	if (attachments.length === 0) return { id: given, files: [] };

	const id = given ?? (await newUploadSet(api));
	const files: IDataObject[] = [];
	for (const { file, kind, label } of attachments) {
		const type = typeOf({ mimeType: file.mimeType, fileName: file.name }, label);
		const name = asciiName(file.name, TYPES[type], files.length + 1);
		await api.request({
			method: 'POST',
			path: '/fileupload/{fileupload_id}/add_file',
			values: { fileupload_id: id as number },
			body: multipart('file', file, name, type),
			headers: {
				'Upload-Content-Type': type,
				'Upload-Filename': name,
				'Upload-Kind': kind,
				...(kind === 'radiograph' && { 'Upload-Date': values.radiographDate as string }),
			},
		});
		files.push({ name, type, kind, size: file.size });
	}
	return { id, files };
}
