import type { IDataObject } from 'n8n-workflow';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface HttpAnswer {
	statusCode: number;
	/** Names in lower case. */
	headers: Record<string, unknown>;
	/** Parsed JSON, else text; a readable stream when a stream was asked for. */
	body: unknown;
	/** Whether it is what the login said that comes before a request: the request itself was not sent then. */
	isOfLogin?: boolean;
}

export interface ApiRequest {
	method: HttpMethod;
	/** Below the base URL; `{name}` is taken from `values` or supplied by the vendor. */
	path: string;
	/** What the template does not name goes into the query (GET, DELETE) or into the body. */
	values?: IDataObject;
	/** In place of a body made from `values`, which then all go into the query. */
	body?: Blob;
	headers?: Record<string, string>;
	/** Whether the answer's body is handed over as a stream. */
	stream?: boolean;
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** The names that a path template asks for. */
export const namesIn = (template: string): string[] =>
	[...template.matchAll(PLACEHOLDER)].map(([, name]) => name);

/** Fills a path template; every value is escaped, so that none can leave its place. */
export const fillPath = (template: string, values: IDataObject): string =>
	template.replace(PLACEHOLDER, (_, name: string) => encodeURIComponent(String(values[name])));

/**
 * Whether sending it a second time changes nothing more than sending it once (RFC 9110, 9.2.2). PATCH and POST may have
 * been carried out although no answer came, so they are never sent again then.
 */
export const isRepeatable = (method: HttpMethod): boolean =>
	method === 'GET' || method === 'PUT' || method === 'DELETE';
