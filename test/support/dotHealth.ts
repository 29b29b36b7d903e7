import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';

import type { DotHealthSandbox } from '../../sandbox';
import { startBench, type Bench } from './bench';
import { editorContext, nodeTypes } from './engine';

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

/** What reached the data API, without what was refused for a token of an earlier test. */
export const asked = ({ vendor }: DotHealthBench) =>
	vendor.requests.filter(({ path, status }) => !path.endsWith('/token') && status !== 401);

/** The same as `METHOD /path` below the base URL. */
export const linesOf = (bench: DotHealthBench): string[] => {
	const { pathname } = new URL(bench.vendor.baseUrl);
	return asked(bench).map(({ method, path }) => `${method} ${path.replace(pathname, '')}`);
};

/** What the editor gets for a list of the form. */
export async function listed(
	{ credential }: DotHealthBench,
	method: 'searchRecords' | 'searchRequests',
	parameters: IDataObject,
	filter?: string,
): Promise<INodeListSearchResult> {
	const context = editorContext({
		node: 'dotHealth',
		credentials: { dotHealthApi: credential() },
		parameters: { authentication: 'clientCredentials', ...parameters },
	});
	return await nodeTypes.dotHealth.methods!.listSearch![method].call(context, filter);
}
