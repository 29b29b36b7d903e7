import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import pickBy from 'lodash/pickBy';
import { DateTime } from 'luxon';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Delivery } from '../shared/webhook/delivery';
import type { Door, WebhookEvent } from '../shared/webhook/gate';
import type { Output } from '../shared/trigger/output';
import { Refused } from '../shared/webhook/refused';
import type { Proof } from '../shared/webhook/verification';
import { healthDock } from './api';
import { claimOf, coversEnvelope, type SignedPart } from './signature';

/** Headers in which the signature is looked for; the documentation names none [I]. */
export const SIGNATURE_HEADERS = 'X-HealthDock-Signature, X-Signature, X-Hub-Signature-256';

/** For how many hours after it was sent an event is taken; how long HealthDock tries to deliver is not documented. */
export const MAX_AGE_HOURS = 24;

/** As many members of the data as the simplified form has, beside the event's name and time. */
const SIMPLIFIED_MEMBERS = 8;

interface HealthDockEvent extends WebhookEvent {
	/** As it was sent, without the signature. */
	body: IDataObject & { event: string; data: IDataObject };
	proof: Proof;
}

interface Options {
	signedPart?: SignedPart | 'auto';
	signatureHeaders?: string;
	maxAge?: number;
}

const listOf = (text: string): string[] =>
	text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');

/** The secrets of the credential that are filled in. */
export async function secretsOf(node: IHookFunctions | IWebhookFunctions): Promise<string[]> {
	const authentication = node.getNodeParameter('authentication', 'apiKey') as string;
	const { webhookSecret, previousWebhookSecret } = await node.getCredentials(
		healthDock.credentials[authentication].type,
	);
	return [webhookSecret, previousWebhookSecret]
		.map((secret) => (typeof secret === 'string' ? secret.trim() : ''))
		.filter((secret) => secret !== '');
}

/** The names of the events that are wanted; undefined for all. */
function wantedBy(node: IWebhookFunctions): string[] | undefined {
	const event = node.getNodeParameter('event') as string;
	if (event === 'any') return undefined;
	return event === 'named' ? listOf(String(node.getNodeParameter('eventNames', ''))) : [event];
}

function readEvent(delivery: Delivery, proof: Proof): HealthDockEvent {
	const body = omit(delivery.object(), 'signature');
	if (typeof body.event !== 'string' || !isPlainObject(body.data)) {
		throw new Refused(400, 'The body is not an event');
	}
	// No ID is documented; the signature differs with whatever it is made over.
	return { id: proof.value, body: body as HealthDockEvent['body'], proof };
}

const sentAt = (delivery: Delivery, proof: Proof): number | undefined => {
	if (!coversEnvelope(proof)) return undefined;
	const { timestamp } = delivery.object();
	return typeof timestamp === 'string' ? DateTime.fromISO(timestamp, { zone: 'utc' }).toMillis() : NaN;
};

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

function simplified({ event, timestamp, data }: HealthDockEvent['body']): IDataObject {
	const members = Object.entries(pickBy(data, isScalar)).slice(0, SIMPLIFIED_MEMBERS);
	return { ...Object.fromEntries(members), event, timestamp };
}

const idsOnly = ({ event, data }: HealthDockEvent['body']): IDataObject => ({
	event,
	...pickBy(data, (value, name) => isScalar(value) && /(^|_)id$/.test(name)),
});

const shapes: Record<Output, (body: HealthDockEvent['body']) => IDataObject> = {
	simplified,
	raw: (body) => body,
	id: idsOnly,
};

/** The door of `receive` for HealthDock's events. */
export async function eventsDoor(node: IWebhookFunctions): Promise<Door<HealthDockEvent>> {
	const options = node.getNodeParameter('options', {}) as Options;
	const { signedPart = 'auto', signatureHeaders = SIGNATURE_HEADERS, maxAge = MAX_AGE_HOURS } = options;
	const wanted = wantedBy(node);
	const output = node.getNodeParameter('output') as Output;
	const explains = output === 'raw' || node.getMode() === 'manual';
	return {
		contentTypes: ['application/json'],
		secrets: await secretsOf(node),
		claim: (delivery) =>
			claimOf(delivery, signedPart === 'auto' ? undefined : signedPart, listOf(signatureHeaders)),
		replayWindow: { maxAge: maxAge * 3_600_000, sentAt },
		async read(delivery, proof) {
			const event = readEvent(delivery, proof);
			return wanted === undefined || wanted.includes(event.body.event) ? [event] : [];
		},
		output: async (events) =>
			events.map(({ body, proof }) => ({
				json: {
					...shapes[output](body),
					...(explains && {
						verification: { signedPart: proof.by, eventAndTimeAreSigned: coversEnvelope(proof) },
					}),
				},
			})),
	};
}
