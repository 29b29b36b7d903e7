import { createHmac } from 'node:crypto';

import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import type { Delivery } from '../shared/webhook/delivery';
import { Refused } from '../shared/webhook/refused';
import type { Claim, Proof } from '../shared/webhook/verification';
import { hasTwins, spaced, without } from './signedText';

/**
 * What the signature may be made over. The documentation shows it inside of the body and signs a `payload` without saying
 * what that is; a header with it is not documented at all [I].
 */
export type SignedPart = 'header' | 'bodyText' | 'body' | 'bodySpaced' | 'data' | 'dataSpaced';

const PREFIX = 'sha256=';

/** What is tried, in this order, when nothing was pinned. */
const UNPINNED: SignedPart[] = ['bodyText', 'body', 'data'];

/** These say nothing of when it was sent, nor of what happened. */
const WITHOUT_ENVELOPE = ['data', 'dataSpaced'];

/** Whether the signature covers the event's name and time. */
export const coversEnvelope = ({ by }: Proof): boolean => !WITHOUT_ENVELOPE.includes(by);

/** Data, and not a whole event where data is due: that one was signed by the vendor and wrapped into another by somebody else. */
const isData = (data: unknown): boolean =>
	isPlainObject(data) && !['event', 'timestamp', 'data'].every((name) => name in (data as IDataObject));

const TEXTS: Record<
	Exclude<SignedPart, 'header'>,
	(text: string, body: IDataObject) => string | undefined
> = {
	bodyText: (text) => without(text, 'signature'),
	body: (_, body) => JSON.stringify(omit(body, 'signature')),
	bodySpaced: (_, body) => spaced(omit(body, 'signature')),
	data: (_, { data }) => (isData(data) ? JSON.stringify(data) : undefined),
	dataSpaced: (_, { data }) => (isData(data) ? spaced(data) : undefined),
};

const hmac = (secret: string, content: string | Buffer): string =>
	createHmac('sha256', secret).update(content).digest('hex');

/**
 * The signature that came, and those that would be right. A header that is there decides: when it is wrong, the body is
 * not looked at.
 *
 * @param part what the signature is over, when that is known; nothing else is then accepted
 * @param headers names of the headers that may hold it, in the order in which they are looked for
 * @throws Refused
 */
export function claimOf(delivery: Delivery, part: SignedPart | undefined, headers: string[]): Claim {
	const signed = headers.map((name) => delivery.header(name)).find((value) => value !== undefined);
	const decidesHeader = part === 'header' || (part === undefined && signed !== undefined);
	return decidesHeader ? claimOfHeader(delivery, signed) : claimOfBody(delivery, part);
}

const claimOfHeader = (delivery: Delivery, signed: string | undefined): Claim => ({
	presented: signed && PREFIX + signed.replace(PREFIX, ''),
	due: (secret) => [{ by: 'header', value: PREFIX + hmac(secret, delivery.bytes) }],
});

function claimOfBody(delivery: Delivery, part: Exclude<SignedPart, 'header'> | undefined): Claim {
	const text = delivery.text();
	const body = delivery.object();
	if (hasTwins(text)) throw new Refused(400, 'The body has a member twice');
	const { signature } = body;
	const parts = (part ? [part] : UNPINNED) as Array<keyof typeof TEXTS>;
	return {
		presented: typeof signature === 'string' ? signature : undefined,
		due: (secret) =>
			parts.flatMap((by) => {
				const content = TEXTS[by](text, body);
				return content === undefined ? [] : [{ by, value: PREFIX + hmac(secret, content) }];
			}),
	};
}
