/* eslint-disable @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

import { startSandbox, type AlfaDocsSandbox, type Sandbox } from '../../sandbox';

/** A client that knows nothing of the nodes, in the main archive unless told otherwise. */
export interface Client {
	sandbox: AlfaDocsSandbox;
	/** Below the practice and the archive, with the API key. */
	api: AxiosInstance;
	/** Below the origin, without credentials. */
	bare: AxiosInstance;
}

const plain = { validateStatus: () => true, proxy: false as const, maxRedirects: 0 };

/** Starts a sandbox for the tests of a file, back at the seed before each test. */
export function useSandbox({ rateLimit = false } = {}): Client {
	let running: Sandbox | undefined;
	const client = {} as Client;
	beforeAll(async () => {
		running = await startSandbox({ rateLimit });
		const { alfaDocs } = running;
		const { apiKey, practiceId, archiveId } = alfaDocs.credentials;
		client.sandbox = alfaDocs;
		client.bare = axios.create({ ...plain, baseURL: alfaDocs.origin });
		client.api = axios.create({
			...plain,
			baseURL: `${alfaDocs.baseUrl}/practices/${practiceId}/archives/${archiveId}`,
			headers: { 'X-Api-Key': apiKey },
		});
	});
	beforeEach(() => client.sandbox.reset());
	afterAll(async () => await running?.close());
	return client;
}

/** Status and message of a refusal, which is all there is in it. */
export function refusal({ status, data }: AxiosResponse): [number, unknown] {
	const body = data as Record<string, unknown>;
	expect(Object.keys(body)).toEqual(['error']);
	return [status, body.error];
}

export async function failure(promise: Promise<unknown>): Promise<string | undefined> {
	return await promise.then(
		() => undefined,
		(error: { code?: string }) => error.code,
	);
}

export const sleep = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));
