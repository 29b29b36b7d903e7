import { randomUUID } from 'node:crypto';

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

/** A file of an input item, opened as often as it is needed; only its description is in memory. */
export interface InputFile {
	name?: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	open(): AsyncIterable<Uint8Array>;
}

/**
 * Finds a file in any binary mode of n8n.
 *
 * @param field name of the input field, or a binary object from an expression
 * @throws NodeOperationError when the item has no such field
 */
export async function inputFile(
	node: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<InputFile> {
	const binary: IBinaryData = node.helpers.assertBinaryData(itemIndex, field);
	const about = { name: binary.fileName, mimeType: binary.mimeType };
	// With an id the content is outside of the item, and `data` holds no more than the name of the store.
	if (binary.id) {
		const { id } = binary;
		const { fileSize } = await node.helpers.getBinaryMetadata(id);
		return { ...about, size: fileSize, open: () => streamOf(node, id) };
	}
	const content = await node.helpers.getBinaryDataBuffer(itemIndex, field);
	return { ...about, size: content.length, open: () => once(content) };
}

async function* streamOf(node: IExecuteFunctions, id: string): AsyncGenerator<Uint8Array> {
	for await (const chunk of await node.helpers.getBinaryStream(id)) yield chunk as Uint8Array;
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
	yield content;
}

interface Part {
	size: number;
	open(): AsyncIterable<Uint8Array>;
}

/** A file as Base64 text (RFC 4648), encoded while it is read. */
export const base64Of = (file: Part): Part => ({
	size: Math.ceil(file.size / 3) * 4,
	open: () => encode(file.open()),
});

/** Three bytes make four characters, so what is left of a chunk waits for the next one. */
async function* encode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let rest: Uint8Array = Buffer.alloc(0);
	for await (const chunk of bytes) {
		const ready = Buffer.concat([rest, chunk]);
		const whole = ready.length - (ready.length % 3);
		yield Buffer.from(ready.subarray(0, whole).toString('base64'), 'latin1');
		rest = ready.subarray(whole);
	}
	if (rest.length > 0) yield Buffer.from(Buffer.from(rest).toString('base64'), 'latin1');
}

/**
 * A request body that is read while it is sent, so that memory does not grow with the file. n8n's HTTP client sends a
 * `Blob` as it comes, with its size, and opens it anew when the request is sent again after a 429 or a renewed token,
 * which neither form data nor a Node.js stream survives.
 */
export class StreamedBody extends Blob {
	private readonly parts: Part[];

	constructor(parts: Array<string | Part>, type: string) {
		super([], { type });
		this.parts = parts.map((part) => {
			if (typeof part !== 'string') return part;
			const bytes = Buffer.from(part, 'utf8');
			return { size: bytes.length, open: () => once(bytes) };
		});
	}

	override get size(): number {
		return this.parts.reduce((sum, { size }) => sum + size, 0);
	}

	override stream(): ReturnType<Blob['stream']> {
		// The client reads it with `for await`, for which a generator is enough.
		return this.read() as unknown as ReturnType<Blob['stream']>;
	}

	private async *read(): AsyncGenerator<Uint8Array> {
		for (const part of this.parts) yield* part.open();
	}
}

/**
 * A JSON object of which one member is Base64, written while the file is read.
 *
 * @param member name of the member that holds the content
 * @param content Base64, as text or as `base64Of` gives it
 */
export function jsonWithBase64(json: object, member: string, content: string | Part): StreamedBody {
	const others = JSON.stringify(json).slice(1, -1);
	const before = `{${others}${others ? ',' : ''}${JSON.stringify(member)}:"`;
	return new StreamedBody([before, content, '"}'], 'application/json');
}

/**
 * A form with one file (RFC 7578), read while it is sent.
 *
 * @param part name of the form's part
 * @param name of the file; must be ASCII without quotes and line breaks, as `asciiName` gives it
 */
export function multipart(part: string, file: Part, name: string, mimeType: string): StreamedBody {
	const boundary = `----n8n${randomUUID()}`;
	const head = [
		`--${boundary}`,
		`Content-Disposition: form-data; name="${part}"; filename="${name}"`,
		`Content-Type: ${mimeType}`,
		'',
		'',
	].join('\r\n');
	return new StreamedBody(
		[head, file, `\r\n--${boundary}--\r\n`],
		`multipart/form-data; boundary=${boundary}`,
	);
}
