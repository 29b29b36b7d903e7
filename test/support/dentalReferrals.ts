import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { startSandbox, type DentalReferralsSandbox } from '../../sandbox';
import { runNode, type NodeResult, type NodeRun } from './engine';

/** Dental Referrals in the sandbox and the node in n8n's engine, ready to be used against it. */
export interface DentalReferralsBench {
	vendor: DentalReferralsSandbox;
	credential(changes?: IDataObject): ICredentialDataDecryptedObject;
	run(
		operation: `${string}.${string}`,
		parameters?: IDataObject,
		options?: Partial<NodeRun>,
	): Promise<NodeResult>;
	reset(): void;
	close(): Promise<void>;
}

export async function startDentalReferralsBench(): Promise<DentalReferralsBench> {
	const sandbox = await startSandbox();
	const vendor = sandbox.dentalReferrals;
	const credential = (changes: IDataObject = {}) =>
		({
			environment: 'custom',
			baseUrl: vendor.baseUrl,
			apiKey: vendor.credentials.apiKey,
			...changes,
		}) as ICredentialDataDecryptedObject;
	let resets = 0;
	return {
		vendor,
		credential,
		run: async (operation, parameters = {}, options = {}) => {
			const [resource, name] = operation.split('.');
			return await runNode({
				node: 'dentalReferrals',
				credentials: { dentalReferralsApi: credential() },
				parameters: { resource, operation: name, ...parameters },
				credentialId: `dental-referrals-${resets}`,
				timezone: 'Europe/London',
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
