import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { FhirClient } from '../../nodes/fhir/client';
import { definitionsOf, type FhirVersion } from '../../nodes/fhir/definitions';
import type { FhirServer } from '../../nodes/fhir/server';
import { ApiFailure } from '../../nodes/shared/errors/apiFailure';
import type { Api } from '../../nodes/shared/request/api';
import type { ApiRequest, HttpAnswer } from '../../nodes/shared/request/http';

export const BASE = 'https://fhir.example/r4';

/** What a made-up server answers: a body, or a status that is a refusal. */
type Answer = IDataObject | number;

/** A server that exists in memory only. It answers by path, and keeps what it was asked. */
export class MadeUpServer {
	readonly requests: Array<{ method: string; path: string; values?: IDataObject; headers?: object }> = [];

	readonly hints: string[] = [];

	readonly server: FhirServer;

	readonly api: Api;

	readonly node: IExecuteFunctions;

	/** @param answers by method and path, e.g. `GET /Patient?name=a`; anything else is 404 */
	constructor(answers: Record<string, Answer>, version: FhirVersion = 'R4') {
		this.server = {
			version,
			mediaType: 'application/fhir+json',
			types: ['Patient'],
			pathOf: (_, type) => `/${type}`,
			bundlePath: () => '',
			historyNames: ['_history'],
			pageTokens: ['_page'],
			pageSize: 50,
		};
		const attempt = async (request: ApiRequest): Promise<HttpAnswer | ApiFailure> => {
			this.requests.push(request);
			const answer = answers[`${request.method} ${request.path.replace(BASE, '')}`] ?? 404;
			if (typeof answer === 'object') return { statusCode: 200, headers: {}, body: answer };
			return new ApiFailure('Clinic Server: no', { statusCode: answer });
		};
		const once = new Map<string, Promise<unknown>>();
		this.api = {
			vendor: { name: 'Clinic Server' },
			baseUrl: BASE,
			attempt,
			async once(key: string, make: () => Promise<unknown>) {
				const running = once.get(key) ?? make();
				once.set(key, running);
				return await running;
			},
		} as unknown as Api;
		this.node = {
			addExecutionHints: ({ message }: { message: string }) => this.hints.push(message),
		} as unknown as IExecuteFunctions;
	}

	async client(): Promise<FhirClient> {
		return new FhirClient(this.api, this.server, await definitionsOf(this.server.version), {}, this.node);
	}
}
