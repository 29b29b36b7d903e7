import type { FastifyRequest } from 'fastify';

import { Refusal } from './refusal';

export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';

export const mediaType = (contentType: string | undefined): string =>
	(contentType ?? '').split(';')[0].trim().toLowerCase();

/** The parsed JSON or form, undefined for anything else. */
export function parseBody(contentType: string | undefined, raw: Buffer): unknown {
	const type = mediaType(contentType);
	if (type === FORM_TYPE) return parseForm(raw.toString('utf8'));
	if (type !== JSON_TYPE && !type.endsWith('+json')) return undefined;
	try {
		return JSON.parse(raw.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

/** A field given once is a string, given several times a list. */
export function parseForm(text: string): Record<string, string | string[]> {
	const params = new URLSearchParams(text);
	return Object.fromEntries(
		[...new Set(params.keys())].map((name) => {
			const values = params.getAll(name);
			return [name, values.length === 1 ? values[0] : values];
		}),
	);
}

/** Refuses any other content type with 415. */
export function demandType(request: FastifyRequest, type: string): void {
	if (mediaType(request.headers['content-type']) === type) return;
	throw new Refusal(415, `The content type must be ${type}`);
}

/** The body's bytes; none if there was no body. */
export const bytesOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** The body of a route that takes JSON only. */
export function readJson(request: FastifyRequest): unknown {
	demandType(request, JSON_TYPE);
	const json = parseBody(JSON_TYPE, bytesOf(request));
	if (json === undefined) throw new Refusal(400, 'The request body is not valid JSON');
	return json;
}

/** The body of a route that takes a form only. */
export function readForm(request: FastifyRequest): Record<string, string | string[]> {
	demandType(request, FORM_TYPE);
	return parseForm(bytesOf(request).toString('utf8'));
}
