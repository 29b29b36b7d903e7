import { sleep } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { ApiFailure, RunCancelled } from '../errors/apiFailure';
import { failureOf, failureOfConnection } from '../errors/fromAnswer';
import type { ApiRequest, HttpAnswer, HttpMethod } from './http';
import { limiterFor, type Limiter } from './limiter';
import { hostOf, isSameOrigin } from './origin';
import { retryAfter, waitBeforeRetry } from './retry';
import { withoutSecrets } from './secrets';
import { cancelSignalOf, sendOnce, type NoAnswer, type Sender } from './transport';
import type { CredentialKind, Vendor } from './vendor';

const MAX_REDIRECTS = 5;

/** Waits that are worth a line in the log, in milliseconds. */
const LONG_WAIT = 5_000;

/** Stands for the answer that a request would get while the vendor wants none. */
const TOO_MANY: HttpAnswer = { statusCode: 429, headers: {}, body: undefined };

/** Sends requests with one credential: in turn, patiently, and to the credential's own origin only. */
export class Delivery {
	private readonly signal?: AbortSignal;

	private readonly limiter: Limiter;

	constructor(
		private readonly sender: Sender,
		private readonly vendor: Vendor,
		private readonly kind: CredentialKind,
		private readonly credentials: ICredentialDataDecryptedObject,
		private readonly baseUrl: string,
		/** How long one request may wait in all, in milliseconds. */
		private readonly maxWait: number,
	) {
		const id = sender.getNode().credentials?.[kind.type]?.id ?? '';
		this.limiter = limiterFor(`${kind.type} ${id} ${baseUrl}`, vendor.rate);
		this.signal = cancelSignalOf(sender);
	}

	/** Sends until there is an answer to keep: within the vendor's limits, again where that is safe, never for longer than `maxWait`. */
	async send(request: ApiRequest, options: IHttpRequestOptions): Promise<HttpAnswer | ApiFailure> {
		let patience = this.maxWait;
		let unclearBefore = false;
		for (let tries = 1; ; tries++) {
			const { outcome, waited } = await this.sendInTurn(options, patience);
			if (outcome instanceof ApiFailure) return outcome;
			patience -= waited;
			const answer = 'statusCode' in outcome ? outcome : undefined;
			const asked = answer && this.waitAskedIn(answer);
			const failure = answer
				? this.failureIn(request, answer, asked)
				: failureOfConnection(this.vendor.name, request.method, (outcome as NoAnswer).code);
			if (answer && !failure) return answer;
			// A delete whose first answer was lost and that now finds nothing has done what it should.
			if (answer && request.method === 'DELETE' && answer.statusCode === 404 && unclearBefore) {
				return { ...answer, body: {} };
			}
			unclearBefore ||= failure!.unclear;
			const wait = waitBeforeRetry(request.method, { answer, asked, unclear: failure!.unclear }, tries);
			const hopeless = failure!.failure?.cause === 'configuration-invalid';
			if (hopeless || wait === undefined || wait > patience) return failure!;
			patience -= wait;
			if (answer?.statusCode === 429) this.limiter.pauseUntil(Date.now() + wait);
			this.logWait(wait);
			await sleep(wait, this.signal).catch(() => undefined);
		}
	}

	/** How long the vendor asks to wait: in so many words, or because its limit is used up. */
	private waitAskedIn(answer: HttpAnswer): number | undefined {
		const quota = this.vendor.quotaIn?.(answer);
		if (quota) this.limiter.follow(quota);
		const reset = quota && answer.statusCode === 429 ? Math.max(0, quota.resetsAt - Date.now()) : undefined;
		return retryAfter(answer) ?? reset;
	}

	/** Sends once when it is its turn; a redirect is followed on the same origin, and only for reading. */
	private async sendInTurn(options: IHttpRequestOptions, patience: number) {
		let { url } = options;
		let waited = 0;
		for (let hops = 0; ; hops++) {
			if (!isSameOrigin(url, this.baseUrl)) return { outcome: this.strangeAddress(url), waited };
			const turn = await this.limiter
				.turn(patience - waited, (ms) => this.logWait(ms), this.signal)
				.catch(() => undefined);
			if (this.signal?.aborted || !turn) throw new RunCancelled();
			if (turn.mustWait !== undefined) return { outcome: this.tooMany(options, turn.mustWait), waited };
			waited += turn.waited;
			const hop = { ...options, url, ...(hops > 0 && { qs: undefined }) };
			const outcome = await sendOnce(this.sender, this.kind, hop).finally(turn.over);
			if (outcome instanceof RunCancelled) throw outcome;
			const location =
				'headers' in outcome && outcome.statusCode >= 300 && outcome.statusCode < 400
					? outcome.headers.location
					: undefined;
			const leads = typeof location === 'string' && URL.canParse(location, url);
			if (!leads || options.method !== 'GET' || hops >= MAX_REDIRECTS) return { outcome, waited };
			url = new URL(location, url).href;
		}
	}

	private tooMany({ method }: IHttpRequestOptions, wait: number): ApiFailure {
		return failureOf(this.vendor.name, method as HttpMethod, TOO_MANY, {}, wait);
	}

	private strangeAddress(url: string): ApiFailure {
		return new ApiFailure(`${this.vendor.name} points to another address (${hostOf(url) ?? 'unreadable'})`, {
			description:
				'The credential is sent to the address in the credential only, so the request was not made.',
			failure: { cause: 'configuration-invalid' },
			elsewhere: url,
		});
	}

	private failureIn(request: ApiRequest, answer: HttpAnswer, asked?: number): ApiFailure | undefined {
		const { name } = this.vendor;
		const words = withoutSecrets(this.vendor.wordsIn(answer), this.credentials, this.vendor.secretPatterns);
		if (answer.statusCode >= 300 || words) {
			return failureOf(name, request.method, answer, words ?? {}, asked);
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

	private logWait(ms: number): void {
		if (ms < LONG_WAIT) return;
		this.sender.logger.info(
			`${this.vendor.name}: waiting ${Math.ceil(ms / 1000)} s for the limit of requests`,
		);
	}
}
