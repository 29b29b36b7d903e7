/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';

import { demandType } from '../shared/body';
import { readMultipart, type PartHead, type PartSink } from '../shared/multipart';
import { fieldRefusal, Refusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import type { UploadedFile } from './records';
import { route, success, type Route } from './route';
import { findUploadSet } from './uploadSets';

export const UPLOAD_TYPE = 'multipart/form-data';

/** Bigger files are counted and hashed, not kept. */
const KEPT_BYTES = 64 * 1024;

interface UploadHeaders {
	'upload-content-type': string;
	'upload-filename': string;
	'upload-kind'?: 'radiograph' | 'other';
	'upload-date'?: string;
}

const checkHeaders = checker<UploadHeaders>({
	type: 'object',
	additionalProperties: false,
	required: ['upload-content-type', 'upload-filename'],
	properties: {
		'upload-content-type': {
			enum: [
				'image/jpeg',
				'image/jpg',
				'image/bmp',
				'image/tiff',
				'image/png',
				'text/rtf',
				'application/pdf',
				'application/msword',
				'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			],
		},
		// “Name of the original file, with extension”: no folders [I].
		'upload-filename': { type: 'string', pattern: '^[^/\\\\]+\\.[A-Za-z0-9]+$' },
		'upload-kind': { enum: ['radiograph', 'other'] },
		'upload-date': { type: 'string', format: 'DD/MM/YYYY' },
	},
});

function readHeaders(headers: IncomingHttpHeaders): UploadHeaders {
	const sent = checkHeaders(
		Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('upload-'))),
	);
	if (sent['upload-kind'] === 'radiograph' && sent['upload-date'] === undefined) {
		throw fieldRefusal(400, 'upload-date', 'upload-date is required for a radiograph');
	}
	return sent;
}

type Content = Pick<UploadedFile, 'size' | 'sha256' | 'content' | 'part'>;

/** Takes the one part, whatever its size. */
class FileReader {
	private part?: UploadedFile['part'];
	private size = 0;
	private readonly hash = createHash('sha256');
	private kept: Buffer[] = [];

	readonly onPart = ({ name, filename, contentType }: PartHead): PartSink => {
		if (name !== 'file') throw fieldRefusal(400, name, `${name} is not a known part`);
		if (this.part) throw fieldRefusal(400, name, 'file must be given once');
		if (!filename) throw fieldRefusal(400, name, 'file must be a file');
		this.part = { filename, contentType };
		return (bytes) => {
			this.size += bytes.length;
			this.hash.update(bytes);
			// A copy: a piece of a network buffer would keep all of it.
			if (this.size <= KEPT_BYTES) this.kept.push(Buffer.from(bytes));
			else this.kept = [];
		};
	};

	get content(): Content {
		if (!this.part) throw fieldRefusal(400, 'file', 'file is required');
		if (this.size === 0) throw fieldRefusal(400, 'file', 'file is empty');
		const content = this.size <= KEPT_BYTES ? Buffer.concat(this.kept) : undefined;
		return { size: this.size, sha256: this.hash.digest('hex'), content, part: this.part };
	}
}

export const uploadRoutes: Route[] = [
	route('POST', '/fileupload/:fileuploadId/add_file', {
		async handle({ world, practice, request, param }) {
			const set = findUploadSet(world, practice, param('fileuploadId'));
			const headers = readHeaders(request.headers);
			demandType(request, UPLOAD_TYPE);
			if (!(request.body instanceof Readable)) throw new Refusal(400, 'file is required');
			const reader = new FileReader();
			await readMultipart(request.headers['content-type'], request.body, reader.onPart);
			// The form may have been submitted while the file was on its way.
			findUploadSet(world, practice, String(set.id));
			world.uploads.push({
				fileuploadId: set.id,
				filename: headers['upload-filename'],
				contentType: headers['upload-content-type'],
				kind: headers['upload-kind'] ?? 'other',
				date: headers['upload-date'],
				...reader.content,
			});
			return success();
		},
	}),
];
