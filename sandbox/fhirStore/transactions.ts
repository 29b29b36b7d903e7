import { badRequest, OperationOutcomeError, validateResource } from '@medplum/core';
import { processBatch, type FhirRequest, type FhirRouter } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, OperationOutcome } from '@medplum/fhirtypes';

import { needDefinitions } from './definitions';
import { etagOf } from './history';
import { referenceTo } from './records';
import { refuse } from './refuse';
import type { FhirStore } from './store';

const at = (index: number) => `Bundle.entry[${index}]`;

/** Every address in the resource that stands in a reference. */
function referencesIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) =>
		name === 'reference' && typeof inner === 'string' ? [inner] : referencesIn(inner),
	);
}

/** What can be said before anything is stored. The entries' resources are checked when they are written. */
function checkBundle(bundle: Bundle): void {
	if (bundle.type !== 'transaction' && bundle.type !== 'batch') {
		refuse('Only a transaction or a batch can be executed', 'Bundle.type');
	}
	needDefinitions();
	const entries = bundle.entry ?? [];
	validateResource({ ...bundle, entry: entries.map((entry) => ({ ...entry, resource: undefined })) });
	const placeholders = entries.flatMap(({ fullUrl }) => (fullUrl?.startsWith('urn:uuid:') ? [fullUrl] : []));
	const changed = new Set<string>();
	entries.forEach(({ request, resource }, index) => {
		const { method = '', url = '' } = request ?? {};
		if (['POST', 'PUT'].includes(method) && !resource)
			refuse(`${method} needs a resource`, `${at(index)}.resource`);
		if (bundle.type === 'transaction' && ['PUT', 'DELETE'].includes(method)) {
			if (changed.has(url)) refuse(`${url} is changed twice`, `${at(index)}.request.url`);
			changed.add(url);
		}
		for (const reference of referencesIn(resource)) {
			if (!reference.startsWith('urn:uuid:')) continue;
			if (bundle.type === 'batch')
				refuse("A batch's entries cannot refer to one another", `${at(index)}.resource`);
			if (!placeholders.includes(reference)) {
				refuse(`${reference} is the fullUrl of no entry`, `${at(index)}.resource`);
			}
		}
	});
}

const TEXT: Record<number, string> = { 200: '200 OK', 201: '201 Created' };

/** A write is answered with where its record stands, a read with the record. */
function answerOf({ resource, response }: BundleEntry, method: string | undefined): BundleEntry {
	const code = Number(response?.status);
	const status = TEXT[code] ?? String(code);
	if (code >= 400) return { response: { status, outcome: response?.outcome } };
	if (method === 'GET') return { resource, response: { status } };
	if (!resource?.meta) return { response: { status } };
	const { versionId = '', lastUpdated } = resource.meta;
	return {
		response: {
			status,
			location: `${referenceTo(resource)}/_history/${versionId}`,
			etag: etagOf(versionId),
			lastModified: lastUpdated,
		},
	};
}

/** The entry's refusal, with every expression seen from the Bundle. */
function refusalOf(index: number, { response }: BundleEntry): OperationOutcome {
	const outcome = (response?.outcome ?? badRequest('Refused')) as OperationOutcome;
	const issue = outcome.issue?.map((one) => ({
		...one,
		expression: (one.expression ?? ['']).map((path) =>
			[`${at(index)}.resource`, ...path.split('.').slice(1)].join('.'),
		),
	}));
	return { ...outcome, issue };
}

/**
 * Executes a transaction or a batch. In a transaction all entries are stored or none. It is run as a batch that is taken
 * back when an entry is refused: Medplum's own transactions take back nothing and have limits that FHIR does not know.
 */
export async function executeBundle(
	request: FhirRequest,
	store: FhirStore,
	router: FhirRouter,
	bundle: Bundle,
): Promise<Bundle> {
	checkBundle(bundle);
	const methods = bundle.entry?.map((entry) => entry.request?.method) ?? [];
	// No other request comes in between: nothing below waits for the outside.
	const takeBack = store.checkpoint();
	const answer = await processBatch(request, store, router, bundle);
	const entries = answer.entry ?? [];
	const refused = entries.findIndex(({ response }) => Number(response?.status) >= 400);
	if (bundle.type === 'transaction' && refused >= 0) {
		takeBack();
		throw new OperationOutcomeError(refusalOf(refused, entries[refused]));
	}
	return { ...answer, entry: entries.map((entry, index) => answerOf(entry, methods[index])) };
}
