import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { FhirClient } from '../fhir/client';
import { ApiFailure } from '../shared/errors/apiFailure';

/** The one topic of the documentation; no canonical address, and sent as it stands there. */
export const TOPIC = 'communication-request';

/** A subscription as the documentation's sample has it. `status`: `omitted` leaves out what R5 demands and the sample lacks. */
export function subscriptionOf({
	name,
	endpoint,
	authorization,
	end,
	reason,
	topic,
	status,
}: IDataObject): IDataObject {
	const inTenYears = DateTime.utc().plus({ years: 10 }).toISO({ suppressMilliseconds: true });
	return {
		resourceType: 'Subscription',
		...(status !== 'omitted' && { status: 'requested' }),
		name,
		topic: topic ?? TOPIC,
		end: end ?? inTenYears,
		reason: reason ?? 'Monitor communication requests for this institution',
		filterBy: [],
		channelType: { code: 'rest-hook' },
		endpoint,
		...(authorization !== undefined && { parameter: [{ name: 'Authorization', value: authorization }] }),
		contentType: 'application/fhir+json',
		content: 'id-only',
	};
}

/** The subscriptions with exactly this name, over all pages; of all topics and states, as the names of filters are uncertain. */
export async function subscriptionsNamed(client: FhirClient, name: string): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for await (const { matches } of client.search('Subscription', '')) {
		for (const { resource } of matches) if (resource?.name === name) found.push(resource);
	}
	return found;
}

/**
 * Stores a subscription and finds out its ID, which the documented answer does not hold: from the address in the
 * answer's headers, or else from the list, by name and endpoint.
 *
 * @throws ApiFailure when it was stored but cannot be told from others
 */
export async function createSubscription(client: FhirClient, wanted: IDataObject): Promise<IDataObject> {
	const stored = await client.create(wanted);
	if (stored.id !== undefined) return stored;
	const { name, endpoint, reason } = wanted;
	const same = (await subscriptionsNamed(client, String(name))).filter(
		(other) => other.endpoint === endpoint && other.reason === reason && other.id !== undefined,
	);
	if (same.length === 1) return same[0];
	throw new ApiFailure(
		same.length === 0
			? 'Dot Health took the subscription, but it is not in the list'
			: 'Dot Health has several subscriptions like this one',
		{ description: 'Look at Subscription > Get Many, and delete what is not needed.', unclear: true },
	);
}
