/* eslint-disable @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

import { startSandbox, type AlfaDocsSandbox, type Sandbox } from '../../sandbox';

/** A client that knows nothing of the nodes, in the main archive unless told otherwise. */
export type Client = VendorClient<AlfaDocsSandbox>;

const plain = { validateStatus: () => true, proxy: false as const, maxRedirects: 0 };

/** What the tests of any vendor need. */
export interface VendorClient<V> {
	sandbox: V;
	/** Below the base URL, with the vendor's usual credentials. */
	api: AxiosInstance;
	/** Below the origin, without credentials. */
	bare: AxiosInstance;
}

interface Resettable {
	origin: string;
	baseUrl: string;
	reset(): void;
}

/** Starts a sandbox for the tests of a file, back at the vendor's seed before each test. */
export function useVendor<V extends Resettable>(
	pick: (sandbox: Sandbox) => V,
	headersOf: (vendor: V) => Record<string, string>,
	{ rateLimit = false } = {},
): VendorClient<V> {
	let running: Sandbox | undefined;
	const client = {} as VendorClient<V>;
	beforeAll(async () => {
		running = await startSandbox({ rateLimit });
		const vendor = pick(running);
		client.sandbox = vendor;
		client.bare = axios.create({ ...plain, baseURL: vendor.origin });
		client.api = axios.create({ ...plain, baseURL: vendor.baseUrl, headers: headersOf(vendor) });
	});
	beforeEach(() => client.sandbox.reset());
	afterAll(async () => await running?.close());
	return client;
}

/** AlfaDocs, below its main archive. */
export function useSandbox(options: { rateLimit?: boolean } = {}): Client {
	const client = useVendor<AlfaDocsSandbox>(
		({ alfaDocs }) => alfaDocs,
		({ credentials }) => ({ 'X-Api-Key': credentials.apiKey }),
		options,
	);
	beforeAll(() => {
		const { practiceId, archiveId } = client.sandbox.credentials;
		client.api.defaults.baseURL += `/practices/${practiceId}/archives/${archiveId}`;
	});
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
