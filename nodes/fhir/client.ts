import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import type { Values } from '../shared/operation/types';
import type { Api } from '../shared/request/api';
import type { ApiRequest, HttpAnswer } from '../shared/request/http';
import { pagesOf, type SearchPage } from './bundles';
import type { Definitions } from './definitions';
import { pathName } from './labels';
import { isOutcome, warningsIn } from './outcomes';
import type { FhirServer } from './server';

/** Anything that a node runs in and that can show a hint; triggers cannot. */
type Hinting = Pick<IExecuteFunctions, 'addExecutionHints'>;

/** One FHIR server with one credential, as one input item asks for it. */
export class FhirClient {
	constructor(
		readonly api: Api,
		readonly server: FhirServer,
		readonly definitions: Definitions,
		private readonly values: Values,
		private readonly node?: Hinting,
	) {}

	pathOf(type: string, id?: string): string {
		const path = this.server.pathOf(this.api, type, this.values);
		return id === undefined ? path : `${path}/${encodeURIComponent(id)}`;
	}

	/** @throws ApiFailure, RunCancelled */
	async read(type: string, id: string): Promise<IDataObject> {
		return this.resourceIn(await this.send(type, { method: 'GET', path: this.pathOf(type, id) }));
	}

	/** Like `read`, for callers that go on after a refusal. */
	async tryToRead(type: string, id: string): Promise<IDataObject | ApiFailure> {
		const answer = await this.attempt(type, { method: 'GET', path: this.pathOf(type, id) });
		return answer instanceof Error ? answer : this.resourceIn(answer);
	}

	/**
	 * Stores a new record.
	 *
	 * @param ifNoneExist search that must find nothing, else the server answers with what it found (FHIR, conditional create)
	 */
	async create(resource: IDataObject, ifNoneExist?: string): Promise<IDataObject> {
		const type = String(resource.resourceType);
		const headers = ifNoneExist ? { 'If-None-Exist': ifNoneExist } : undefined;
		const answer = await this.send(type, {
			method: 'POST',
			path: this.pathOf(type),
			values: resource,
			headers,
		});
		// FHIR R4, 3.1.0.8: the ID of a new record is the server's choice.
		return this.stored(omit(resource, 'id'), answer);
	}

	/** Stores a new record from a body that is read while it is sent. `about`: what of it is known without the body. */
	async createFrom(about: IDataObject, body: Blob): Promise<IDataObject> {
		const type = String(about.resourceType);
		return this.stored(about, await this.send(type, { method: 'POST', path: this.pathOf(type), body }));
	}

	/** Replaces a record. `versionId`: the version that must be the current one, if known. */
	async tryToUpdate(resource: IDataObject, versionId?: string): Promise<IDataObject | ApiFailure> {
		const type = String(resource.resourceType);
		const headers = versionId ? { 'If-Match': `W/"${versionId}"` } : undefined;
		const path = this.pathOf(type, String(resource.id));
		const answer = await this.attempt(type, { method: 'PUT', path, values: resource, headers });
		return answer instanceof Error ? answer : this.stored(resource, answer);
	}

	async tryToDelete(type: string, id: string): Promise<ApiFailure | undefined> {
		const answer = await this.attempt(type, { method: 'DELETE', path: this.pathOf(type, id) });
		return answer instanceof Error ? answer : undefined;
	}

	/** The pages of a search, one at a time. `query`: encoded, without the question mark. */
	search(type: string, query: string): AsyncGenerator<SearchPage> {
		return pagesOf(this, type, this.pathOf(type), query);
	}

	/** The pages of a record's history, newest first. */
	async *history(type: string, id: string): AsyncGenerator<SearchPage> {
		const paths = this.server.historyNames.map((name) => `${this.pathOf(type, id)}/${name}`);
		const first = await this.attempt(type, { method: 'GET', path: paths[0] });
		const isUnknown = first instanceof Error && first.statusCode === 404 && paths.length > 1;
		// The other spelling of the address is only worth a try when it is not the record that is missing.
		const other = isUnknown && !((await this.tryToRead(type, id)) instanceof Error);
		yield* pagesOf(this, type, other ? paths[1] : paths[0], '', other ? undefined : first);
	}

	/** Sends a transaction or a batch. A failure names the entry by its number, e.g. `entry[2].resource.name`. */
	async tryToExecute(bundle: IDataObject): Promise<IDataObject | ApiFailure> {
		const path = this.server.bundlePath(this.api, this.values);
		const answer = await this.attempt('Bundle', { method: 'POST', path, values: bundle });
		return answer instanceof Error ? answer : this.resourceIn(answer);
	}

	async send(type: string, request: ApiRequest): Promise<HttpAnswer> {
		const answer = await this.attempt(type, request);
		if (answer instanceof Error) throw answer;
		return answer;
	}

	/** Sends with FHIR's media types; a failure names the field of the form, and remarks of the server become hints. */
	async attempt(type: string, request: ApiRequest): Promise<HttpAnswer | ApiFailure> {
		const { otherPathOf, read } = this.server;
		let answer = await this.sendInEitherType(request);
		const otherPath = otherPathOf?.(type);
		if (isStatus(answer, 404) && otherPath) {
			const path = request.path.replace(this.pathOf(type), otherPath);
			answer = await this.sendInEitherType({ ...request, path });
		}
		if (answer instanceof ApiFailure) return this.named(type, answer);
		const body = read ? read(answer.body) : answer.body;
		if (isOutcome(body)) this.remark(warningsIn(body));
		return { ...answer, body };
	}

	private async sendInEitherType(request: ApiRequest): Promise<HttpAnswer | ApiFailure> {
		const { mediaType, otherMediaType } = this.server;
		const answer = await this.sendAs(mediaType, request);
		return otherMediaType && isStatus(answer, 406, 415) ? await this.sendAs(otherMediaType, request) : answer;
	}

	private async sendAs(mediaType: string, request: ApiRequest): Promise<HttpAnswer | ApiFailure> {
		const isWritten = (request.values || request.body) && request.method !== 'GET';
		return await this.api.attempt({
			...request,
			headers: {
				Accept:
					mediaType === this.server.otherMediaType
						? mediaType
						: 'application/fhir+json, application/json;q=0.9',
				...(isWritten && { 'Content-Type': mediaType }),
				...request.headers,
			},
		});
	}

	/** Shows what a server remarks without having refused anything, each remark once. */
	remark(warnings: string[]): void {
		for (const message of warnings) {
			void this.api.once(`hint ${message}`, async () => {
				this.node?.addExecutionHints({
					message: `${this.api.vendor.name}: ${message}`,
					location: 'outputPane',
				});
			});
		}
	}

	/** With the element that is refused under the name that the form gives it. */
	private named(type: string, failure: ApiFailure): ApiFailure {
		const isNumbered = failure.field?.startsWith('entry[');
		const label = failure.field && !isNumbered && this.labelOf(type, failure.field.split('.'));
		return label ? new ApiFailure(failure.message, { ...failure, field: label }) : failure;
	}

	/** The name that a form gives to an element; undefined for one that the type does not have. */
	labelOf(type: string, names: string[]): string | undefined {
		const path = [];
		let inside = type;
		for (const name of names) {
			const elements = this.definitions.elementsOf(inside);
			const known = elements.find((entry) => entry.name === name);
			const variant = elements.find(({ choice }) => choice === name);
			// Of an element in several types, all are meant.
			const element = known ?? (variant && { ...variant, name, choice: undefined });
			if (!element) break;
			path.push(element);
			inside = element.type;
		}
		return path.length > 0 ? pathName(path) : undefined;
	}

	private resourceIn({ body, statusCode }: HttpAnswer): IDataObject {
		if (isPlainObject(body) && typeof (body as IDataObject).resourceType === 'string')
			return body as IDataObject;
		throw new ApiFailure(`${this.api.vendor.name} answered with something other than a FHIR resource`, {
			description: 'Check the base URL and the settings of the FHIR address in the credential.',
			statusCode,
		});
	}

	/** What was stored. A server may answer with the record, with an OperationOutcome or with nothing but its address. */
	private stored(sent: IDataObject, { body, headers }: HttpAnswer): IDataObject {
		if (isPlainObject(body) && (body as IDataObject).resourceType === sent.resourceType)
			return body as IDataObject;
		// Some servers repeat the address that was sent to, which is no record's.
		const collection = this.pathOf(String(sent.resourceType));
		const address = [headers.location, headers['content-location']].find(
			(value): value is string => typeof value === 'string' && !value.endsWith(collection),
		);
		const [, id, versionId] =
			/\/([A-Za-z0-9.-]{1,64})(?:\/_?history\/([^/?#]+))?\/?$/.exec(address ?? '') ?? [];
		const known = id ?? sent.id;
		return {
			...omit(sent, 'meta'),
			...(known !== undefined && { id: known }),
			...(versionId && { meta: { versionId } }),
		};
	}
}

const isStatus = (answer: HttpAnswer | ApiFailure, ...statuses: number[]): boolean =>
	answer instanceof Error && statuses.includes(answer.statusCode ?? 0);
