import omit from 'lodash/omit';
import { IANAZone } from 'luxon';
import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { ApiFailure } from '../errors/apiFailure';
import { FieldRefusal } from '../errors/refusal';
import { Delivery } from './delivery';
import { fillPath, namesIn, type ApiRequest, type HttpAnswer } from './http';
import { baseUrlOf, hostOf } from './origin';
import type { Paging } from './paging';
import type { Sender } from './transport';
import type { Vendor } from './vendor';

export interface ApiOptions {
	/** How long one request may wait in all, in seconds. */
	maxWait: number;
	/** How long one answer may take, in seconds. */
	timeout: number;
}

/** One vendor's API with one credential, for one run of a node or one list in the editor. */
export class Api {
	private readonly remembered = new Map<string, Promise<unknown>>();

	private readonly queues = new Map<string, Promise<void>>();

	private constructor(
		readonly vendor: Vendor,
		readonly credentials: ICredentialDataDecryptedObject,
		/** Without a slash at its end. */
		readonly baseUrl: string,
		/** IANA zone in which the vendor means times without an offset. */
		readonly zone: string,
		private readonly delivery: Delivery,
		/** How long one answer may take. */
		readonly timeoutMs: number,
	) {}

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
		const delivery = new Delivery(sender, vendor, kind, credentials, baseUrl, options.maxWait * 1000);
		return new Api(vendor, credentials, baseUrl, zone, delivery, options.timeout * 1000);
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
		return await this.delivery.send(request, this.optionsOf(request, url, rest));
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

	/** Runs tasks of one kind one after another in this run, whatever 'Max Concurrency' says: look-ups that may lead to a create must see the creates before them. */
	async oneAtATime<T>(key: string, task: () => Promise<T>): Promise<T> {
		const before = this.queues.get(key) ?? Promise.resolve();
		const running = before.then(task);
		this.queues.set(
			key,
			running.then(
				() => undefined,
				() => undefined,
			),
		);
		return await running;
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
		const body = inQuery ? request.body : rest;
		const asForm = this.vendor.bodyFormat === 'form' && !inQuery;
		return {
			method: request.method,
			url,
			headers: {
				Accept: 'application/json',
				...(request.body && { 'Content-Type': request.body.type }),
				...(asForm && { 'Content-Type': 'application/x-www-form-urlencoded' }),
				...request.headers,
			},
			...(inQuery && { qs: rest }),
			...(body && { body: asForm ? formOf(rest) : body }),
			...(request.stream ? { encoding: 'stream' as const } : { json: true }),
			timeout: this.timeoutMs,
		};
	}
}

const formOf = (fields: IDataObject): string =>
	new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();
