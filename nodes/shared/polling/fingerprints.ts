import { createHmac } from 'node:crypto';

/** JSON that is the same for the same content, in whatever order a service gives the members of objects. */
const canonical = (value: unknown): string =>
	JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	) ?? '';

/** How many bits of a record's content are kept: one change in 67 million goes unnoticed. */
export const CONTENT_BITS = 26;

/** How many bytes stand for one version of one record. */
export const VERSION_BYTES = 5;

/**
 * Short hashes that say nothing to who does not have the key: without one, a name or a date of birth could be found by
 * trying.
 */
export class Fingerprints {
	constructor(private readonly key: string) {}

	/** Of a feed and its parameters. */
	feed(parameters: unknown): string {
		return this.digest('feed', canonical(parameters)).toString('base64url', 0, 9);
	}

	/** Of one version of one record, as a string of `VERSION_BYTES` characters. */
	version(id: string, version: string): string {
		return this.digest('version', `${id}\n${version}`).toString('latin1', 0, VERSION_BYTES);
	}

	/** Of what a record says: a number of `CONTENT_BITS`. */
	content(value: unknown): number {
		return this.digest('content', canonical(value)).readUInt32BE() >>> (32 - CONTENT_BITS);
	}

	/** Of an id that is not kept itself: a number of 32 bits. */
	id(id: string): number {
		return this.digest('id', id).readUInt32BE();
	}

	private digest(purpose: string, text: string): Buffer {
		return createHmac('sha256', this.key).update(`${purpose}\n${text}`).digest();
	}
}
