import type {
	IAllExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import get from 'lodash/get';

import { ApiFailure, RunCancelled } from '../errors/apiFailure';
import { Refused } from '../login';
import type { HttpAnswer } from './http';
import type { CredentialKind } from './vendor';

/** The n8n contexts that send requests. */
export type Sender =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IWebhookFunctions;

/** No answer came; `code` is the one of Node.js, e.g. ECONNRESET. */
export interface NoAnswer {
	code: string;
}

/** More of the answer to a failed download is not read. */
const MAX_ERROR_BYTES = 64 * 1024;

export function cancelSignalOf(sender: Sender): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in sender ? sender.getExecutionCancelSignal() : undefined;
}

/**
 * Sends one request once with the credential. Redirects are not followed here: n8n's client would take the key along
 * to any host.
 */
export async function sendOnce(
	sender: Sender,
	kind: CredentialKind,
	options: IHttpRequestOptions,
): Promise<HttpAnswer | NoAnswer | ApiFailure | RunCancelled> {
	const request: IHttpRequestOptions = {
		...options,
		returnFullResponse: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		// 401 is thrown, because that is what makes n8n renew a token and send again.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		arrayFormat: 'comma',
	};
	try {
		// The legacy typing of the helper asks for a `this` that knows every context at once.
		const response = (await sender.helpers.httpRequestWithAuthentication.call(
			sender as unknown as IAllExecuteFunctions,
			kind.type,
			request,
			kind.options,
		)) as IN8nHttpFullResponse;
		return await answerOf(response.statusCode, response.headers, response.body);
	} catch (error) {
		if (cancelSignalOf(sender)?.aborted) return new RunCancelled();
		return await whatWentWrong(error);
	}
}

/** The same without a credential, for addresses that must not see it. */
export async function sendAnonymously(
	sender: Sender,
	options: IHttpRequestOptions,
): Promise<HttpAnswer | NoAnswer | ApiFailure | RunCancelled> {
	try {
		const response = (await sender.helpers.httpRequest({
			...options,
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			abortSignal: cancelSignalOf(sender),
		})) as IN8nHttpFullResponse;
		return await answerOf(response.statusCode, response.headers, response.body);
	} catch (error) {
		if (cancelSignalOf(sender)?.aborted) return new RunCancelled();
		return await whatWentWrong(error);
	}
}

/** n8n wraps what Axios throws; the answer, or the code of the connection, is on the cause. */
async function whatWentWrong(error: unknown): Promise<HttpAnswer | NoAnswer | ApiFailure> {
	for (const thrown of [error, get(error, 'cause'), get(error, 'errorResponse')]) {
		const response = get(thrown, 'response') as
			| { status?: number; headers?: object; data?: unknown }
			| undefined;
		if (typeof response?.status === 'number') {
			const answer = await answerOf(response.status, response.headers ?? {}, response.data);
			return thrown instanceof Refused ? { ...answer, isOfLogin: true } : answer;
		}
	}
	for (const thrown of [get(error, 'cause'), error]) {
		const code: unknown = get(thrown, 'code');
		if (typeof code === 'string') return { code };
	}
	// What n8n itself says about the credential: not connected, revoked, missing.
	return new ApiFailure(error instanceof Error ? error.message : 'The request could not be sent', {
		description: get(error, 'description') as string | undefined,
		failure: { cause: 'credential-invalid' },
	});
}

type ByteStream = AsyncIterable<Uint8Array> & { destroy?(): void };

const isStream = (body: unknown): body is ByteStream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

async function answerOf(statusCode: number, headers: object, body: unknown): Promise<HttpAnswer> {
	const lowerCase = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value as unknown]),
	);
	const readable = isStream(body) && statusCode >= 300 ? await readJson(body) : body;
	return { statusCode, headers: lowerCase, body: readable };
}

async function readJson(stream: ByteStream): Promise<unknown> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of stream) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > MAX_ERROR_BYTES) break;
	}
	const text = Buffer.concat(chunks).toString('utf8');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
