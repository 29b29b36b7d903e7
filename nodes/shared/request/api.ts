import omit from 'lodash/omit';
import { IANAZone } from 'luxon';
import { sleep } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { ApiFailure, RunCancelled } from '../errors/apiFailure';
import { failureOf, failureOfConnection } from '../errors/fromAnswer';
import { FieldRefusal } from '../errors/refusal';
import { fillPath, namesIn, type ApiRequest, type HttpAnswer } from './http';
import { limiterFor, type Limiter } from './limiter';
import { baseUrlOf, hostOf, isSameOrigin } from './origin';
import type { Paging } from './paging';
import { retryAfter, waitBeforeRetry } from './retry';
import { withoutSecrets } from './secrets';
import { cancelSignalOf, sendOnce, type Sender } from './transport';
import type { CredentialKind, Vendor } from './vendor';

const MAX_REDIRECTS = 5;

/** Waits that are worth a line in the log, in milliseconds. */
const LONG_WAIT = 5_000;

/** Stands for the answer that a request would get while the vendor wants none. */
const TOO_MANY: HttpAnswer = { statusCode: 429, headers: {}, body: undefined };

export interface ApiOptions {
	/** How long one request may wait in all, in seconds. */
	maxWait: number;
	/** How long one answer may take, in seconds. */
	timeout: number;
}

/** One vendor's API with one credential, for one run of a node or one list in the editor. */
export class Api {
	private readonly signal?: AbortSignal;

	private readonly remembered = new Map<string, Promise<unknown>>();

	private constructor(
		private readonly sender: Sender,
		readonly vendor: Vendor,
		private readonly kind: CredentialKind,
		readonly credentials: ICredentialDataDecryptedObject,
		/** Without a slash at its end. */
		readonly baseUrl: string,
		/** IANA zone in which the vendor means times without an offset. */
		readonly zone: string,
		private readonly limiter: Limiter,
		private readonly options: ApiOptions,
	) {
		this.signal = cancelSignalOf(sender);
	}

	/**
	 * Reads the credential, once.
	 *
	 * @param authentication value of the node's 'authentication' parameter
	 * @throws FieldRefusal when the credential's base URL is not one that a credential may be sent to, or its zone does not exist
	 */
	static async open(
		sender: Sender,
		vendor: Vendor,
		authentication: string,
		options: ApiOptions,
	): Promise<Api> {
		const kind = vendor.credentials[authentication];
		const credentials = await sender.getCredentials(kind.type);
		const baseUrl = baseUrlOf(credentials, vendor.baseUrls);
		const zone = vendor.zoneOf?.(credentials) ?? sender.getTimezone();
		if (!IANAZone.isValidZone(zone)) {
			throw new FieldRefusal("'Time Zone' of the credential does not exist", 'Write it like Europe/Rome.');
		}
		const id = sender.getNode().credentials?.[kind.type]?.id ?? '';
		const limiter = limiterFor(`${kind.type} ${id} ${baseUrl}`, vendor.rate);
		return new Api(sender, vendor, kind, credentials, baseUrl, zone, limiter, options);
	}

	/**
	 * Sends a request and takes the answer out of its envelope.
	 *
	 * @throws ApiFailure, RunCancelled
	 */
	async request(request: ApiRequest): Promise<unknown> {
		const answer = await this.attempt(request);
		if (answer instanceof Error) throw answer;
		return request.stream ? answer : this.vendor.unwrap(answer.body);
	}

	/** Like `request`, for callers that go on after a refusal: hands the failure over instead of throwing it. */
	async attempt(request: ApiRequest): Promise<HttpAnswer | ApiFailure> {
		const template = this.vendor.pathsOf?.(this.credentials)[request.path] ?? request.path;
		const url = await this.urlOf(template, request.values ?? {});
		const rest = omit(request.values ?? {}, namesIn(template));
		return await this.sendPatiently(request, this.optionsOf(request, url, rest));
	}

	/**
	 * The pages of a list, one at a time; none is kept. The caller stops when it has enough.
	 *
	 * @param wanted how many records the caller will take at most; may be Infinity
	 * @throws ApiFailure, RunCancelled
	 */
	async *pages(request: ApiRequest, paging: Paging, wanted: number): AsyncGenerator<IDataObject[]> {
		const query = request.values ?? {};
		const fetchPage = async (extra: IDataObject) => {
			const answer = await this.attempt({ ...request, values: { ...query, ...extra } });
			if (answer instanceof Error) throw answer;
			return this.vendor.readPage(answer.body);
		};
		yield* paging(fetchPage, { query, wanted, zone: this.zone });
	}

	/** How long one answer may take. */
	get timeoutMs(): number {
		return this.options.timeout * 1000;
	}

	/** All records of a list, for lists that are short. */
	async all(request: ApiRequest, paging: Paging): Promise<IDataObject[]> {
		const records: IDataObject[] = [];
		for await (const page of this.pages(request, paging, Infinity)) records.push(...page);
		return records;
	}

	/** Runs `make` at most once a run, however many items ask at the same time; a rejection is shared too. */
	async once<T>(key: string, make: () => Promise<T>): Promise<T> {
		const running = this.remembered.get(key) ?? make();
		this.remembered.set(key, running);
		return (await running) as T;
	}

	/** Waits, unless the run is cancelled meanwhile. */
	private async pause(ms: number): Promise<void> {
		if (ms >= LONG_WAIT)
			this.sender.logger.info(
				`${this.vendor.name}: waiting ${Math.round(ms / 1000)} s before the next request`,
			);
		await sleep(ms, this.signal).catch(() => undefined);
	}

	private async urlOf(template: string, values: IDataObject): Promise<string> {
		if (hostOf(template)) return template;
		const missing = namesIn(template).some((name) => values[name] === undefined);
		const supplied =
			missing && this.vendor.pathValues
				? await this.once('path values', async () => await this.vendor.pathValues!(this))
				: {};
		return this.baseUrl + fillPath(template, { ...supplied, ...values });
	}

	private optionsOf(request: ApiRequest, url: string, rest: IDataObject): IHttpRequestOptions {
		const inQuery = request.body !== undefined || request.method === 'GET' || request.method === 'DELETE';
		return {
			method: request.method,
			url,
			headers: {
				Accept: 'application/json',
				...(request.body && { 'Content-Type': request.body.type }),
				...request.headers,
			},
			...(inQuery ? { qs: rest } : {}),
			...(inQuery && !request.body ? {} : { body: request.body ?? rest }),
			...(request.stream ? { encoding: 'stream' as const } : { json: true }),
			timeout: this.timeoutMs,
		};
	}

	/** Sends until there is an answer to keep: within the vendor's limits, again where that is safe, never for longer than `maxWait`. */
	private async sendPatiently(
		request: ApiRequest,
		options: IHttpRequestOptions,
	): Promise<HttpAnswer | ApiFailure> {
		let patience = this.options.maxWait * 1000;
		let unclearBefore = false;
		for (let tries = 1; ; tries++) {
			// The vendor may have asked another request with the same credential to wait.
			const paused = this.limiter.pausedFor();
			if (paused > patience) return failureOf(this.vendor.name, request.method, TOO_MANY, {}, paused);
			patience -= paused;
			const outcome = await this.sendInTurn(options);
			if (outcome instanceof ApiFailure) return outcome;
			const answer = 'statusCode' in outcome ? outcome : undefined;
			const failure = answer
				? this.failureIn(request, answer)
				: failureOfConnection(this.vendor.name, request.method, (outcome as { code: string }).code);
			if (answer && !failure) return answer;
			// A delete whose first answer was lost and that now finds nothing has done what it should.
			if (answer && request.method === 'DELETE' && answer.statusCode === 404 && unclearBefore)
				return { ...answer, body: {} };

			unclearBefore ||= failure!.unclear;
			const wait = waitBeforeRetry(request.method, { answer, unclear: failure!.unclear }, tries);
			if (wait === undefined || wait > patience) return failure!;
			patience -= wait;
			if (answer?.statusCode === 429) this.limiter.pauseUntil(Date.now() + wait);
			await this.pause(wait);
		}
	}

	private async sendInTurn(options: IHttpRequestOptions) {
		let { url } = options;
		for (let hops = 0; ; hops++) {
			await this.limiter.turn(this.signal).catch(() => undefined);
			if (this.signal?.aborted) throw new RunCancelled();
			if (!isSameOrigin(url, this.baseUrl)) return this.strangeAddress(url);
			const outcome = await sendOnce(this.sender, this.kind, {
				...options,
				url,
				...(hops > 0 && { qs: undefined }),
			});
			if (outcome instanceof RunCancelled) throw outcome;
			const location =
				'headers' in outcome && outcome.statusCode >= 300 && outcome.statusCode < 400
					? outcome.headers.location
					: undefined;
			if (typeof location !== 'string' || options.method !== 'GET' || hops >= MAX_REDIRECTS) return outcome;
			url = new URL(location, url).href;
		}
	}

	private strangeAddress(url: string): ApiFailure {
		return new ApiFailure(`${this.vendor.name} points to another address (${hostOf(url) ?? 'unreadable'})`, {
			description:
				'The credential is sent to the address in the credential only, so the request was not made.',
			failure: { cause: 'configuration-invalid' },
			elsewhere: url,
		});
	}

	private failureIn(request: ApiRequest, answer: HttpAnswer): ApiFailure | undefined {
		const { name } = this.vendor;
		const words = withoutSecrets(this.vendor.wordsIn(answer), this.credentials);
		if (answer.statusCode >= 300 || words) {
			return failureOf(name, request.method, answer, words ?? {}, retryAfter(answer));
		}
		const isText = typeof answer.body === 'string' && answer.body.trim() !== '';
		if (!request.stream && isText) {
			return new ApiFailure(`${name} answered with something other than data`, {
				description: 'It may be a login or maintenance page. Check the base URL in the credential.',
				statusCode: answer.statusCode,
				unclear: request.method !== 'GET',
			});
		}
		return undefined;
	}
}
