import type { IDataObject } from 'n8n-workflow';

import type { FhirClient } from '../fhir/client';
import { records } from '../fhir/lookups';
import { displayOf } from '../fhir/output/display';
import { encoded } from '../fhir/search/query';
import { ApiFailure } from '../shared/errors/apiFailure';
import { matchesWords, type Finder } from '../shared/lookups';
import { localPart, REQUEST } from './answer/request';
import { fhirServer } from './api';
import { comparison } from './comparison';
import { requestQuery } from './requestQuery';
import { clientFor } from './watching';

/** The list in the editor looks through so many pages of requests. */
const PAGES = 5;

/** FHIR R5, value set request-priority. */
const FROM_THE_MOST_URGENT = ['stat', 'asap', 'urgent', 'routine'];

interface Open {
	request: IDataObject;
	/** Who it is about, its urgency, its day and its ID. */
	name: string;
}

async function openRequests(client: FhirClient, include: string[]): Promise<Open[]> {
	const asked = { status: 'active', actionable: true, include };
	const isWanted = comparison(asked);
	const open: Open[] = [];
	let pages = 0;
	for await (const page of client.search(REQUEST, encoded(requestQuery(asked, fhirServer.pageSize)))) {
		const patients = new Map(
			page.included.flatMap(({ resource }) =>
				resource ? [[`Patient/${String(resource.id)}`, resource] as const] : [],
			),
		);
		for (const { resource } of page.matches) {
			if (resource && isWanted(resource, page))
				open.push({ request: resource, name: nameOf(resource, patients) });
		}
		pages += 1;
		if (pages >= PAGES) break;
	}
	return open;
}

/** What comes along is a convenience: where the server does not know the documented name for it, the list does without. */
const withoutPatients =
	(client: FhirClient) =>
	async (error: unknown): Promise<Open[]> => {
		if (error instanceof ApiFailure && error.statusCode === 400) return await openRequests(client, []);
		throw error;
	};

/** Requests that are waiting for an answer, the most urgent first, by patient and what is asked. */
export const requests: Finder = async (api, { filter }) => {
	const client = await clientFor(api);
	const open = await openRequests(client, ['Patient:subject']).catch(withoutPatients(client));
	const rank = ({ request }: Open) => {
		const at = FROM_THE_MOST_URGENT.indexOf(String(request.priority));
		return at < 0 ? FROM_THE_MOST_URGENT.length : at;
	};
	return {
		entries: open
			.filter(({ name }) => matchesWords(name, filter))
			.sort((a, b) => rank(a) - rank(b))
			.map(({ request, name }) => ({ name, value: String(request.id) })),
	};
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

/** Subscriptions cannot be searched by words, and their list has no pages. */
const subscriptions: Finder = async (api, { filter }) => {
	const entries = [];
	for await (const { matches } of (await clientFor(api)).search('Subscription', '')) {
		for (const { resource } of matches) {
			const name = [resource?.name, resource?.status].filter((part) => part !== undefined).join(', ');
			if (matchesWords(name, filter)) entries.push({ name, value: String(resource?.id) });
		}
	}
	return { entries };
};

/** Records of the type that the form is about. */
export const recordsOfType: Finder = async (api, search) =>
	search.chosen?.('resource') === 'subscription'
		? await subscriptions(api, search)
		: await records(fhirServer)(api, search);
