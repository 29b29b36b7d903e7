import { randomUUID } from 'node:crypto';

import { nowText, type Resource } from '../resource';
import type { Switches } from '../switches';

/** Something that a subscriber is told. */
export interface Notice {
	kind: 'handshake' | 'heartbeat' | 'event-notification';
	subscription: Resource;
	/** The address of the data API. */
	base: string;
	eventsSinceStart: number;
	/** Only for an event: the changed resource. */
	focus?: Resource;
}

const addressOf = (base: string, { resourceType, id }: Resource): string => `${base}/${resourceType}/${id}`;

/** FHIR R5's, in which an integer64 is a string. */
function statusResource({ kind, subscription, base, eventsSinceStart, focus }: Notice): object {
	const count = String(eventsSinceStart);
	return {
		resourceType: 'SubscriptionStatus',
		id: randomUUID(),
		status: kind === 'handshake' ? 'requested' : 'active',
		type: kind,
		eventsSinceSubscriptionStart: count,
		...(focus && {
			notificationEvent: [
				{ eventNumber: count, timestamp: nowText(), focus: { reference: addressOf(base, focus) } },
			],
		}),
		subscription: { reference: addressOf(base, subscription) },
		topic: subscription.topic,
	};
}

/** The same in R4, where it is Parameters (Subscriptions R5 Backport IG). */
function statusParameters({ kind, subscription, base, eventsSinceStart, focus }: Notice): object {
	const count = String(eventsSinceStart);
	return {
		resourceType: 'Parameters',
		id: randomUUID(),
		parameter: [
			{ name: 'subscription', valueReference: { reference: addressOf(base, subscription) } },
			{ name: 'topic', valueCanonical: subscription.topic },
			{ name: 'status', valueCode: kind === 'handshake' ? 'requested' : 'active' },
			{ name: 'type', valueCode: kind },
			{ name: 'events-since-subscription-start', valueString: count },
			...(focus
				? [
						{
							name: 'notification-event',
							part: [
								{ name: 'event-number', valueString: count },
								{ name: 'timestamp', valueInstant: nowText() },
								{ name: 'focus', valueReference: { reference: addressOf(base, focus) } },
							],
						},
					]
				: []),
		],
	};
}

/** With `id-only`, the entry of a changed resource has its address and no resource. */
function bundle(type: string, status: object, { subscription, base, focus }: Notice): object {
	const url = `${addressOf(base, subscription)}/$status`;
	const first = {
		fullUrl: `urn:uuid:${randomUUID()}`,
		resource: status,
		request: { method: 'GET', url },
		response: { status: '200' },
	};
	const isNew = focus?.meta.versionId === '1';
	const changed = focus && {
		fullUrl: addressOf(base, focus),
		request: isNew
			? { method: 'POST', url: focus.resourceType }
			: { method: 'PUT', url: `${focus.resourceType}/${focus.id}` },
		response: { status: isNew ? '201' : '200' },
	};
	return {
		resourceType: 'Bundle',
		id: randomUUID(),
		type,
		timestamp: nowText(),
		entry: changed ? [first, changed] : [first],
	};
}

/** What is sent. The documentation does not show it: FHIR R5's Bundle unless told [I]. */
export function bodyOf(shape: Switches['notificationShape'], notice: Notice): unknown {
	const { focus } = notice;
	if (shape === 'backport') return bundle('history', statusParameters(notice), notice);
	if (shape === 'r4b') return bundle('history', statusResource(notice), notice);
	if (shape === 'r5' || !focus) return bundle('subscription-notification', statusResource(notice), notice);
	const { resourceType, id } = focus;
	if (shape === 'resource') return focus;
	if (shape === 'identity') return { resourceType, id };
	if (shape === 'reference') return { type: resourceType, reference: `${resourceType}/${id}` };
	return '';
}
