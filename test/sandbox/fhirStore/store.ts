import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';

import { answerFhir, type FhirCall } from '../../../sandbox/fhirStore/router';
import { FhirStore, type Stored } from '../../../sandbox/fhirStore/store';

const TYPES =
	'Appointment,Condition,Observation,Organization,Patient,Practitioner,RiskAssessment,ValueSet'.split(',');

export const BASE = 'http://127.0.0.1:1/fhir';

/** A store that holds these records, and what can be asked of it. */
export function storeWith(records: Stored[] = []) {
	const store = new FhirStore(new Set(TYPES));
	store.load(records);
	const send = async (
		method: FhirCall['method'],
		url: string,
		body?: object,
		headers: FhirCall['headers'] = {},
	) => await answerFhir(store, (type) => `${BASE}/${type}`, { method, url, body, headers });
	const search = async (url: string): Promise<Bundle> => {
		const { status, resource } = await send('GET', url);
		expect([status, resource]).toEqual([200, expect.objectContaining({ type: 'searchset' })]);
		return resource as Bundle;
	};
	/** The ids of the matches, or of what came along. */
	const ids = async (url: string, mode = 'match') =>
		(await search(url)).entry
			?.filter((entry) => entry.search?.mode === mode)
			.map(({ resource }) => resource?.id) ?? [];
	/** Status and what the refusal says. */
	const refusal = async (...call: Parameters<typeof send>) => outcome(await send(...call));
	return { store, send, search, ids, refusal };
}

/** Status, first text and first expression of a refusal. */
export function outcome({ status, resource }: { status: number; resource: Resource }) {
	expect(resource.resourceType).toBe('OperationOutcome');
	const [issue] = (resource as OperationOutcome).issue;
	return [status, issue.details?.text, issue.expression?.[0]];
}
