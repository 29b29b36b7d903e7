import type { IDataObject } from 'n8n-workflow';

import { FhirClient } from '../fhir/client';
import { definitionsOf } from '../fhir/definitions';
import { displayOf } from '../fhir/output/display';
import { encoded } from '../fhir/search/query';
import { matchesWords, type Finder } from '../shared/lookups';
import { localPart, REQUEST } from './answer/request';
import { fhirServer } from './api';
import { isActionable, requestQuery } from './requestQuery';

/** The list in the editor looks through so many requests. */
const ENTRIES = 100;

/** Requests that are waiting for an answer, the most urgent first, by patient and what is asked. */
export const requests: Finder = async (api, { filter }) => {
	const client = new FhirClient(api, fhirServer, await definitionsOf(fhirServer.version), {});
	const asked = { status: 'active', actionable: true, include: ['Patient:subject'] };
	for await (const { matches, included } of client.search(REQUEST, encoded(requestQuery(asked, ENTRIES)))) {
		const patients = new Map(
			included.flatMap(({ resource }) =>
				resource ? [[`Patient/${String(resource.id)}`, resource] as const] : [],
			),
		);
		const open = matches.flatMap(({ resource }) => (resource && isActionable(resource) ? [resource] : []));
		const entries = open.map((request) => ({ name: nameOf(request, patients), value: String(request.id) }));
		return { entries: entries.filter(({ name }) => matchesWords(name, filter)) };
	}
	return { entries: [] };
};

function nameOf(
	{ id, priority, subject, authoredOn }: IDataObject,
	patients: Map<string, IDataObject>,
): string {
	const reference = String((subject as IDataObject | undefined)?.reference ?? '');
	const patient = patients.get(localPart(reference));
	const parts = [patient ? displayOf(patient) : reference, priority, authoredOn, `ID ${String(id)}`];
	return parts.filter((part) => part !== undefined && part !== '').join(', ');
}
