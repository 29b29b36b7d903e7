import type { HealthDockSandbox } from '../../sandbox';
import { startBench, type Bench } from './bench';

export type HealthDockBench = Bench<HealthDockSandbox>;

export const startHealthDockBench = async (): Promise<HealthDockBench> =>
	await startBench<HealthDockSandbox>({
		node: 'healthDock',
		credentialType: 'healthDockApi',
		pick: ({ healthDock }) => healthDock,
		credential: ({ credentials: { apiKey } }) => ({ apiKey, webhookSecret: '' }),
		parameters: { authentication: 'apiKey' },
		timezone: 'Asia/Kolkata',
	});
