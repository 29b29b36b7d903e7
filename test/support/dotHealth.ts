import type { DotHealthSandbox } from '../../sandbox';
import { startBench, type Bench } from './bench';

export type DotHealthBench = Bench<DotHealthSandbox>;

export const startDotHealthBench = async (): Promise<DotHealthBench> =>
	await startBench<DotHealthSandbox>({
		node: 'dotHealth',
		credentialType: 'dotHealthApi',
		pick: ({ dotHealth }) => dotHealth,
		credential: ({ authUrl, credentials: { clientId, clientSecret }, seed }) => ({
			authUrl,
			clientId,
			clientSecret,
			organizationId: seed.organizations.us.id,
			pathOverrides: '{}',
			sessionToken: '',
		}),
		parameters: { authentication: 'clientCredentials' },
		timezone: 'America/Toronto',
	});
