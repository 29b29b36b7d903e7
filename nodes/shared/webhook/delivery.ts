import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { Refused } from './refused';
import { readObject } from './safeJson';

/** What a vendor's calls look like. */
export interface Shape {
	/** Media types in lower case; a call of another type is refused with 415. */
	contentTypes: string[];
	/** A longer body is refused with 413; 256 kB unless said otherwise. */
	maxBytes?: number;
}

const MAX_BYTES = 256 * 1024;

/** One call as it came, not to be believed before it is verified. */
export class Delivery {
	private constructor(
		/** What was sent, to the byte: signatures are made over it. */
		readonly bytes: Buffer,
		/** Path of the address that was called, without its query. */
		readonly path: string,
		private readonly headers: ReturnType<IWebhookFunctions['getHeaderData']>,
	) {}

	/** @throws Refused */
	static of(context: IWebhookFunctions, { contentTypes, maxBytes = MAX_BYTES }: Shape): Delivery {
		const { rawBody, originalUrl } = context.getRequestObject();
		const bytes = rawBody ?? Buffer.alloc(0);
		if (bytes.length > maxBytes) throw new Refused(413, 'The body is too long');
		const delivery = new Delivery(bytes, originalUrl.split('?')[0], context.getHeaderData());
		const [type, ...parameters] = (delivery.header('content-type') ?? '').toLowerCase().split(';');
		const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='));
		const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset.trim());
		if (!contentTypes.includes(type.trim()) || !isUtf8) {
			throw new Refused(415, `The content type must be ${contentTypes.join(' or ')}`);
		}
		return delivery;
	}

	/** A header that stands there once. */
	header(name: string): string | undefined {
		const value = this.headers[name.toLowerCase()];
		return typeof value === 'string' ? value : undefined;
	}

	/** The body as it was written. @throws Refused when it is not UTF-8 */
	text(): string {
		const text = this.bytes.toString('utf8');
		// Bytes that are no UTF-8 are replaced when they are read, so they do not come back.
		if (!Buffer.from(text, 'utf8').equals(this.bytes)) throw new Refused(400, 'The body is not UTF-8');
		return text;
	}

	/** The body as a JSON object. @throws Refused when it is none, or one that is built to do harm */
	object(): IDataObject {
		const object = readObject(this.text());
		if (!object) throw new Refused(400, 'The body is not a JSON object that can be used');
		return object;
	}
}
