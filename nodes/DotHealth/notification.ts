import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import { entriesOf } from '../fhir/bundles';
import { localPart, REQUEST } from './answer/request';

/** What a call of a subscription says. */
export interface Notification {
	/** Handshakes and heartbeats report nothing. */
	isEvent: boolean;
	/** ID of the subscription, where it says. */
	subscription?: string;
	/** Number of the newest event since the subscription began, where it says. */
	newest?: number;
	/** IDs of the requests that it is about. */
	requests: string[];
	/** Whether it says that something has happened without saying what. */
	isVague: boolean;
}

const objectIn = (value: unknown): IDataObject => (isPlainObject(value) ? (value as IDataObject) : {});

/** FHIR R5 writes 64-bit integers as text. */
const numberIn = (value: unknown): number | undefined => {
	const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
};

/**
 * The ID of a request in a reference. An address must be below ours: what lies elsewhere is not asked for.
 */
function requestId(reference: unknown, baseUrl: string): string | undefined {
	if (typeof reference !== 'string') return undefined;
	if (/^[a-z]+:/i.test(reference) && !reference.startsWith(`${baseUrl}/`)) return undefined;
	const [type, id] = localPart(reference).split('/');
	return type === REQUEST && /^[A-Za-z0-9.-]{1,64}$/.test(id ?? '') ? id : undefined;
}

/** A part of the Parameters by which FHIR R4 servers say the same as a SubscriptionStatus (Subscriptions R5 Backport). */
function partOf(parameters: IDataObject, name: string): IDataObject[] {
	const parts = [parameters.parameter ?? []].flat() as IDataObject[];
	return parts.filter((part) => part.name === name);
}

const valueOf = (part: IDataObject | undefined): IDataObject[string] => {
	const [, value] = Object.entries(part ?? {}).find(([name]) => name.startsWith('value')) ?? [];
	return value;
};

/** Parameters as the SubscriptionStatus that they stand for. */
function statusOf(resource: IDataObject): IDataObject {
	if (resource.resourceType !== 'Parameters') return resource;
	return {
		type: valueOf(partOf(resource, 'type')[0]),
		subscription: valueOf(partOf(resource, 'subscription')[0]),
		eventsSinceSubscriptionStart: valueOf(partOf(resource, 'events-since-subscription-start')[0]),
		notificationEvent: partOf(resource, 'notification-event').map(({ part }) => {
			const event = { parameter: part } as IDataObject;
			return {
				eventNumber: valueOf(partOf(event, 'event-number')[0]),
				focus: valueOf(partOf(event, 'focus')[0]),
			} as IDataObject;
		}),
	};
}

/**
 * Reads what a subscription calls with. Dot Health does not document it, so all forms are taken that FHIR servers use: the
 * Bundle of R5, those of R4B and of the backport to R4, a bare record, a reference to one, and nothing at all.
 */
export function readNotification(body: IDataObject | undefined, baseUrl: string): Notification {
	const vague = { isEvent: true, requests: [], isVague: true };
	if (!body || Object.keys(body).length === 0) return vague;
	if (body.resourceType === 'Bundle') return inBundle(body, baseUrl);
	if (body.resourceType === REQUEST && typeof body.id === 'string') {
		return { isEvent: true, requests: [body.id], isVague: false };
	}
	const id = requestId(body.reference, baseUrl);
	return id
		? { isEvent: true, requests: [id], isVague: false }
		: { ...vague, isEvent: false, isVague: false };
}

function inBundle(bundle: IDataObject, baseUrl: string): Notification {
	const [first, ...rest] = entriesOf(bundle);
	const status = statusOf(objectIn(first?.resource));
	const { type, subscription, eventsSinceSubscriptionStart, notificationEvent } = status;
	const events = ([notificationEvent ?? []].flat() as IDataObject[]).filter((event) => isPlainObject(event));
	const named = [
		...events.map(({ focus }) => objectIn(focus).reference),
		...rest.map(({ resource, fullUrl }) =>
			resource?.resourceType === REQUEST ? `${REQUEST}/${String(resource.id)}` : fullUrl,
		),
	];
	const requests = [...new Set(named.flatMap((reference) => requestId(reference, baseUrl) ?? []))];
	const numbers = [
		numberIn(eventsSinceSubscriptionStart),
		...events.map(({ eventNumber }) => numberIn(eventNumber)),
	].filter((number): number is number => number !== undefined);
	const isEvent = type === undefined ? requests.length > 0 : type === 'event-notification';
	const reference = objectIn(subscription).reference;
	return {
		isEvent,
		...(typeof reference === 'string' && { subscription: localPart(reference) }),
		...(numbers.length > 0 && { newest: Math.max(...numbers) }),
		requests,
		isVague: isEvent && requests.length === 0,
	};
}
