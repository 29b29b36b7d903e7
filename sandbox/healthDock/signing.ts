import { createHmac } from 'node:crypto';

/**
 * What the signature is made over. The documentation shows it in the body and signs a `payload` without saying what that
 * is, and it names no header; each way is [I].
 *
 * - `payload`: the body without the signature, as it is written
 * - `pretty`: the same, written over several lines
 * - `python`: the same, as Python's `json.dumps` writes it, in a body that is written compactly
 * - `data`: the member `data`, written compactly
 * - `header`: the whole body, which then has no signature; it stands in `X-HealthDock-Signature`
 */
export const SIGNED_PARTS = ['payload', 'pretty', 'python', 'data', 'header'] as const;
export type SignedPart = (typeof SIGNED_PARTS)[number];

export interface Payload {
	event: string;
	/** ISO 8601 with Z. */
	timestamp: string;
	data: Record<string, unknown>;
}

/** What goes over the wire. */
export interface Message {
	body: string;
	headers: Record<string, string>;
}

export const HEADER = 'X-HealthDock-Signature';

const hmac = (secret: string, text: string): string =>
	`sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;

const pretty = (value: object): string => JSON.stringify(value, null, 2);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A space after commas and colons, outside of strings, and nothing but ASCII. */
const python = (value: object): string =>
	JSON.stringify(value)
		.replace(/("(?:[^"\\]|\\.)*")|[,:]/g, (sign, text?: string) => text ?? `${sign} `)
		.replace(/[^\x20-\x7e]/g, escaped);

export function sign(payload: Payload, secret: string, part: SignedPart): Message {
	const inBody = (signature: string, write = (value: object) => JSON.stringify(value)): Message => ({
		body: write({ ...payload, signature }),
		headers: {},
	});
	switch (part) {
		case 'payload':
			return inBody(hmac(secret, JSON.stringify(payload)));
		case 'pretty':
			return inBody(hmac(secret, pretty(payload)), pretty);
		case 'python':
			return inBody(hmac(secret, python(payload)));
		case 'data':
			return inBody(hmac(secret, JSON.stringify(payload.data)));
		case 'header': {
			const body = JSON.stringify(payload);
			return { body, headers: { [HEADER]: hmac(secret, body) } };
		}
	}
}
