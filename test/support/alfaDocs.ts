import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { startSandbox, type AlfaDocsSandbox } from '../../sandbox';
import { runNode, type NodeResult, type NodeRun } from './engine';

/** AlfaDocs in the sandbox and the node in n8n's engine, ready to be used against it. */
export interface AlfaDocsBench {
	vendor: AlfaDocsSandbox;
	credential(changes?: IDataObject): ICredentialDataDecryptedObject;
	/** Runs one operation with the API key. `parameters` beside `resource` and `operation`. */
	run(
		operation: `${string}.${string}`,
		parameters?: IDataObject,
		options?: Partial<NodeRun>,
	): Promise<NodeResult>;
	/** What reached the vendor, without the question for practice and archive. */
	requests(): Array<{
		method: string;
		path: string;
		query: IDataObject;
		body: unknown;
		at: number;
		status: number;
	}>;
	/** Puts the vendor back to its seed, without a rate limit, and forgets what the node knows of its limits. */
	reset(): void;
	close(): Promise<void>;
}

/** Path below the archive, e.g. `/patients`. */
const ARCHIVE = /^\/api\/v1\/practices\/\d+\/archives\/\d+/;

/** @param rateLimit whether the sandbox answers 429 above 10 requests a second */
export async function startAlfaDocsBench({ rateLimit = false } = {}): Promise<AlfaDocsBench> {
	const sandbox = await startSandbox({ rateLimit });
	const vendor = sandbox.alfaDocs;
	const credential = (changes: IDataObject = {}) =>
		({
			environment: 'custom',
			baseUrl: vendor.baseUrl,
			apiKey: vendor.credentials.apiKey,
			timezone: 'Europe/Rome',
			practiceId: '',
			archiveId: '',
			pathOverrides: '{}',
			...changes,
		}) as ICredentialDataDecryptedObject;
	let resets = 0;
	return {
		vendor,
		credential,
		run: async (operation, parameters = {}, options = {}) => {
			const [resource, name] = operation.split('.');
			return await runNode({
				node: 'alfaDocs',
				credentials: { alfaDocsApi: credential() },
				parameters: { authentication: 'apiKey', resource, operation: name, ...parameters },
				credentialId: `credential-${resets}`,
				...options,
			});
		},
		requests: () =>
			vendor.requests
				.filter(({ path }) => !path.endsWith('/me'))
				.map(({ path, ...request }) => ({
					...request,
					query: request.query as IDataObject,
					path: path.replace(ARCHIVE, ''),
				})),
		reset: () => {
			resets += 1;
			vendor.reset();
			vendor.setRateLimit(rateLimit);
		},
		close: async () => await sandbox.close(),
	};
}

/** A resource locator as the editor stores it. */
export const byId = (value: unknown): IDataObject => ({ __rl: true, mode: 'id', value }) as IDataObject;

/** Input items with one field, for expressions that differ by item. */
export const itemsOf = (...values: unknown[]) => values.map((value) => ({ json: { value } as IDataObject }));

/** Everything of an outcome that n8n stores or shows, as text, to look for what must not be in it. */
export const everythingIn = ({ error, errorItems, items }: NodeResult): string =>
	JSON.stringify({
		error,
		errorItems,
		items,
		stack: error?.stack,
		context: error?.context,
		messages: error?.messages,
	});
