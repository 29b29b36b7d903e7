import type { IDataObject } from 'n8n-workflow';

import type { AlfaDocsSandbox } from '../../sandbox';
import { startBench, type Bench } from './bench';

export interface AlfaDocsBench extends Bench<AlfaDocsSandbox> {
	/** What reached the vendor, by its path in the archive, without the question for practice and archive. */
	requests(): Array<{
		method: string;
		path: string;
		query: IDataObject;
		body: unknown;
		at: number;
		status: number;
	}>;
}

const ARCHIVE = /^\/api\/v1\/practices\/\d+\/archives\/\d+/;

/** @param rateLimit whether the sandbox answers 429 above 10 requests a second */
export async function startAlfaDocsBench({ rateLimit = false } = {}): Promise<AlfaDocsBench> {
	const bench = await startBench<AlfaDocsSandbox>({
		node: 'alfaDocs',
		credentialType: 'alfaDocsApi',
		pick: ({ alfaDocs }) => alfaDocs,
		credential: ({ credentials: { apiKey } }) => ({
			apiKey,
			timezone: 'Europe/Rome',
			practiceId: '',
			archiveId: '',
			pathOverrides: '{}',
		}),
		parameters: { authentication: 'apiKey' },
		timezone: 'Europe/Rome',
		rateLimit,
	});
	return {
		...bench,
		requests: () =>
			bench.vendor.requests
				.filter(({ path }) => !path.endsWith('/me'))
				.map(({ path, ...request }) => ({
					...request,
					query: request.query as IDataObject,
					path: path.replace(ARCHIVE, ''),
				})),
	};
}
