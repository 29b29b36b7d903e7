import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode, type NodeResult, type NodeRun } from './engine';

/** One vendor of the sandbox and its node in n8n's engine, ready to be used against it. */
export interface Bench<Vendor> {
	vendor: Vendor;
	credential(changes?: IDataObject): ICredentialDataDecryptedObject;
	/** Runs one operation with the API key. `parameters` beside `resource` and `operation`. */
	run(
		operation: `${string}.${string}`,
		parameters?: IDataObject,
		options?: Partial<NodeRun>,
	): Promise<NodeResult>;
	/** Puts the vendor back to its seed and forgets what the node knows of its limits. */
	reset(): void;
	close(): Promise<void>;
}

interface BenchOptions<Vendor> {
	node: string;
	credentialType: string;
	pick(sandbox: Sandbox): Vendor;
	credential(vendor: Vendor): IDataObject;
	/** Parameters that every operation needs beside its own. */
	parameters?: IDataObject;
	timezone: string;
	/** Whether the sandbox limits requests. */
	rateLimit?: boolean;
}

type AnyVendor = { baseUrl: string; reset(): void; setRateLimit(on: boolean): void };

export async function startBench<Vendor extends AnyVendor>(
	options: BenchOptions<Vendor>,
): Promise<Bench<Vendor>> {
	const { node, credentialType, rateLimit = true, timezone } = options;
	const sandbox = await startSandbox({ rateLimit });
	const vendor = options.pick(sandbox);
	const credential = (changes: IDataObject = {}) =>
		({
			environment: 'custom',
			baseUrl: vendor.baseUrl,
			...options.credential(vendor),
			...changes,
		}) as ICredentialDataDecryptedObject;
	let resets = 0;
	return {
		vendor,
		credential,
		run: async (operation, parameters = {}, more = {}) => {
			const [resource, name] = operation.split('.');
			return await runNode({
				node,
				credentials: { [credentialType]: credential() },
				parameters: { ...options.parameters, resource, operation: name, ...parameters },
				credentialId: `${node}-${resets}`,
				timezone,
				...more,
			});
		},
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
