/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { AxiosResponse } from 'axios';

import type { DotHealthSandbox } from '../../../sandbox';
import { sleep, useVendor } from '../client';

export const FHIR = 'application/fhir+json';

/** A client that knows nothing of the nodes, with a token of its own before each test. */
export function useDotHealth() {
	const client = useVendor<DotHealthSandbox>(
		({ dotHealth }) => dotHealth,
		() => ({ Accept: FHIR, 'Content-Type': FHIR }),
	);
	beforeEach(async () => {
		const { authUrl, credentials, requests } = client.sandbox;
		const { data } = await client.bare.post(`${authUrl}/token`, {
			grant_type: 'client_credentials',
			client_id: credentials.clientId,
			client_secret: credentials.clientSecret,
		});
		client.api.defaults.headers.common.Authorization = `Bearer ${data.access_token}`;
		requests.length = 0;
	});
	return client;
}

export interface Issue {
	severity: string;
	code: string;
	diagnostics: string;
	expression?: string[];
}

/** Status and issues of a refusal, which is all there is in it. */
export function refusal({ status, data }: AxiosResponse): [number, Issue[]] {
	const body = data as Record<string, unknown>;
	expect(Object.keys(body)).toEqual(['resourceType', 'issue']);
	expect(body.resourceType).toBe('OperationOutcome');
	return [status, body.issue as Issue[]];
}

/** Status, code and blamed element of each issue. */
export function blame(answer: AxiosResponse): [number, ...string[]] {
	const [status, issues] = refusal(answer);
	return [status, ...issues.map(({ code, expression = [] }) => [code, ...expression].join(' '))];
}

export const ALL_OK = {
	resourceType: 'OperationOutcome',
	issue: [{ severity: 'information', code: 'informational', details: { text: 'All OK' } }],
};

export interface Entry {
	fullUrl: string;
	resource: Record<string, unknown> & { id: string; resourceType: string };
	search?: { mode: string };
}

/** The ids in a searchset, in its order. */
export const idsOf = ({ data }: AxiosResponse): string[] =>
	((data.entry ?? []) as Entry[]).map(({ resource }) => resource.id);

export const linkOf = ({ data }: AxiosResponse, relation: string): string | undefined =>
	(data.link as Array<{ relation: string; url: string }>).find((link) => link.relation === relation)?.url;

export interface Received {
	headers: IncomingHttpHeaders;
	text: string;
	json: Notification;
}

interface Notification {
	resourceType: string;
	type: string;
	entry: Array<{ fullUrl: string; resource?: Record<string, unknown>; request: object; response: object }>;
}

export interface Endpoint {
	url: string;
	received: Received[];
	/** What is answered next; 200 when it is empty. */
	statuses: number[];
}

/** A subscriber's endpoint. */
export function useEndpoint(): Endpoint {
	const endpoint: Endpoint = { url: '', received: [], statuses: [] };
	const server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			const text = Buffer.concat(pieces).toString('utf8');
			const json = JSON.parse(text === '' ? 'null' : text) as Notification;
			endpoint.received.push({ headers: request.headers, text, json });
			response.writeHead(endpoint.statuses.shift() ?? 200).end();
		});
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
	});
	beforeEach(() => {
		endpoint.received.length = 0;
		endpoint.statuses.length = 0;
	});
	afterAll(async () => await new Promise((resolve) => server.close(resolve)));
	return endpoint;
}

/** The documentation's sample, with an end that is still to come. */
export const subscription = (endpoint: string, change: object = {}) => ({
	resourceType: 'Subscription',
	name: 'Example Subscription',
	topic: 'communication-request',
	end: new Date(Date.now() + 3_600_000).toISOString(),
	reason: 'Monitor communication requests updates for this institution',
	filterBy: [],
	channelType: { code: 'rest-hook' },
	endpoint,
	parameter: [{ name: 'Authorization', value: 'Bearer secret-token-abc-123' }],
	contentType: 'application/fhir+json',
	content: 'id-only',
	...change,
});

export async function until(condition: () => boolean): Promise<void> {
	for (let left = 400; left > 0 && !condition(); left -= 1) await sleep(5);
	expect(condition()).toBe(true);
}
