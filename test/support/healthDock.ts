import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { startSandbox, type HealthDockSandbox } from '../../sandbox';
import { runNode, type NodeResult, type NodeRun } from './engine';

/** HealthDock in the sandbox and the node in n8n's engine, ready to be used against it. */
export interface HealthDockBench {
	vendor: HealthDockSandbox;
	credential(changes?: IDataObject): ICredentialDataDecryptedObject;
	run(
		operation: `${string}.${string}`,
		parameters?: IDataObject,
		options?: Partial<NodeRun>,
	): Promise<NodeResult>;
	/** Puts the vendor back to its seed and forgets what the node knows of its limits. */
	reset(): void;
	close(): Promise<void>;
}

export async function startHealthDockBench(): Promise<HealthDockBench> {
	const sandbox = await startSandbox();
	const vendor = sandbox.healthDock;
	const credential = (changes: IDataObject = {}) =>
		({
			environment: 'custom',
			baseUrl: vendor.baseUrl,
			apiKey: vendor.credentials.apiKey,
			webhookSecret: '',
			...changes,
		}) as ICredentialDataDecryptedObject;
	let resets = 0;
	return {
		vendor,
		credential,
		run: async (operation, parameters = {}, options = {}) => {
			const [resource, name] = operation.split('.');
			return await runNode({
				node: 'healthDock',
				credentials: { healthDockApi: credential() },
				parameters: { authentication: 'apiKey', resource, operation: name, ...parameters },
				credentialId: `healthdock-${resets}`,
				timezone: 'Asia/Kolkata',
				...options,
			});
		},
		reset: () => {
			resets += 1;
			vendor.reset();
		},
		close: async () => await sandbox.close(),
	};
}
