import { FieldRefusal } from '../../shared/errors/refusal';
import { additionalFields, options } from '../../shared/operation/collections';
import { text, outputBinaryField } from '../../shared/operation/fields';
import type { OutputRecord, Resource, Step } from '../../shared/operation/types';
import { fetchFile } from '../files';
import { attachmentFields, checkAttachments, upload } from '../uploads';

async function download({ api, node, values }: Step): Promise<OutputRecord[]> {
	const address = values.url as string;
	const file = await fetchFile(node, api, address);
	const field = (values.outputBinaryField as string | undefined) ?? 'data';
	return [{ json: { url: address, fileName: file.fileName ?? null }, binary: { [field]: file } }];
}

export const file: Resource = {
	value: 'file',
	name: 'File',
	description: 'Radiographs and other files for a referral, and its PDFs',
	operations: [
		{
			value: 'download',
			name: 'Download',
			action: 'Download a file',
			description: "Fetch a referral's PDF by its address",
			writes: false,
			fields: [
				text('url', 'URL', {
					required: true,
					local: true,
					placeholder: 'e.g. https://app.dental-referrals.org/documents/TST0000001.pdf',
					description:
						"Address from a referral's status or from a webhook. Other hosts than that of the credential are refused.",
					pattern: {
						matches: /^https?:\/\/\S+$/,
						example: 'https://app.dental-referrals.org/documents/TST0000001.pdf',
					},
				}),
				options([outputBinaryField()]),
			],
			run: download,
		},
		{
			value: 'upload',
			name: 'Upload',
			action: 'Upload files',
			description:
				'Upload X-rays and other files of an item for a referral to come. Prepare and Save Draft can do this themselves.',
			writes: true,
			fields: [
				...attachmentFields,
				additionalFields([
					text('fileupload_id', 'File Upload ID', {
						local: true,
						placeholder: 'e.g. 396',
						description: 'A set that is there already. Without it, a new one is made.',
						pattern: { matches: /^\d+$/, example: '396' },
					}),
				]),
			],
			check: ({ values }) => {
				checkAttachments(values);
				const count = [values.radiographs, values.otherFiles].flatMap(
					(names) => (names as string[] | undefined) ?? [],
				).length;
				if (count === 0)
					throw new FieldRefusal(
						"'Radiographs' and 'Other Files' are empty",
						'Name at least one input field with a file.',
					);
			},
			run: async (step) => {
				const { id, files } = await upload(step);
				return [{ json: { fileupload_id: id as number, files } }];
			},
		},
	],
};
