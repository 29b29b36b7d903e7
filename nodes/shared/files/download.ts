import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { ApiFailure } from '../errors/apiFailure';
import { failureOfConnection } from '../errors/fromAnswer';
import type { Api } from '../request/api';
import type { ApiRequest, HttpAnswer } from '../request/http';
import { hostOf } from '../request/origin';
import { sendAnonymously } from '../request/transport';

/**
 * Fetches a file as a stream. An address on the credential's own origin gets the credential; one elsewhere (a file store
 * that a document or a redirect points to) is fetched without it, over https only.
 *
 * @throws ApiFailure, RunCancelled
 */
export async function fetchFile(
	api: Api,
	node: IExecuteFunctions,
	request: Pick<ApiRequest, 'path' | 'values'>,
): Promise<HttpAnswer> {
	const answer = await api.attempt({ method: 'GET', stream: true, headers: { Accept: '*/*' }, ...request });
	if (!(answer instanceof Error)) return answer;
	if (!answer.elsewhere) throw answer;
	if (!answer.elsewhere.startsWith('https://')) throw answer;

	const name = hostOf(answer.elsewhere) ?? 'The file store';
	const outcome = await sendAnonymously(node, {
		url: answer.elsewhere,
		method: 'GET',
		encoding: 'stream',
		timeout: api.timeoutMs,
	});
	if (outcome instanceof Error) throw outcome;
	if ('code' in outcome) throw failureOfConnection(name, 'GET', outcome.code);
	if (outcome.statusCode >= 300)
		throw new ApiFailure(`${name} did not give the file (${outcome.statusCode})`, {
			statusCode: outcome.statusCode,
		});
	return outcome;
}

/**
 * Stores a fetched file where n8n keeps binary data, without holding it in memory.
 *
 * @throws ApiFailure when the connection breaks before the file is complete
 */
export async function storeFile(
	node: { helpers: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData'> },
	answer: HttpAnswer,
	fileName: string,
	mimeType?: string,
): Promise<IBinaryData> {
	const declared = String(answer.headers['content-type'] ?? '')
		.split(';')[0]
		.trim();
	const known = declared && declared !== 'application/octet-stream' ? declared : undefined;
	const stored = await node.helpers
		.prepareBinaryData(
			answer.body as Parameters<typeof node.helpers.prepareBinaryData>[0],
			fileName,
			mimeType ?? known,
		)
		.catch(() => undefined);
	if (stored) return stored;
	throw new ApiFailure('The connection broke before the file was complete', {
		description: 'Run the node again.',
		failure: { cause: 'temporarily-unavailable' },
	});
}
