import type { DentalReferralsSandbox } from '../../sandbox';
import { startBench, type Bench } from './bench';

export type DentalReferralsBench = Bench<DentalReferralsSandbox>;

export const startDentalReferralsBench = async (): Promise<DentalReferralsBench> =>
	await startBench<DentalReferralsSandbox>({
		node: 'dentalReferrals',
		credentialType: 'dentalReferralsApi',
		pick: ({ dentalReferrals }) => dentalReferrals,
		credential: ({ credentials: { apiKey } }) => ({ apiKey }),
		timezone: 'Europe/London',
	});
