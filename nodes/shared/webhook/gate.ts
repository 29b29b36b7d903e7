import type { INode, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ApiFailure } from '../errors/apiFailure';
import { toNodeError } from '../errors/nodeError';
import { Delivery, type Shape } from './delivery';
import { Refused } from './refused';
import { Ring } from './ring';
import { isTimely, provenBy, type Claim, type Proof } from './verification';

/** Something that happened at the vendor. */
export interface WebhookEvent {
	/** The same whenever it is delivered again, and another one for every other event. */
	id: string;
}

/** What a trigger says of the calls that it gets. How they are verified and kept apart is the gate's affair. */
export interface Door<Event extends WebhookEvent> extends Shape {
	/** Whoever knows one of them is let in; several while one is being changed. Nobody is let in when there is none. */
	secrets: string[];
	/** What the caller shows, and what would be right. Throws `Refused` for a call that cannot be read. */
	claim(delivery: Delivery): Claim;
	/** How long after it was sent a call is taken. Left out where the vendor signs no time. */
	replayWindow?: {
		/** In milliseconds. */
		maxAge: number;
		/** Ms since 1970, NaN when it cannot be read; undefined when this proof does not cover the time. */
		sentAt(delivery: Delivery, proof: Proof): number | undefined;
	};
	/**
	 * The events of a verified call; none when it is a control message or about something that is not wanted. May ask the
	 * vendor. A `Refused` with 503, or any other failure, asks the vendor to call again.
	 */
	read(delivery: Delivery, proof: Proof): Promise<Event[]>;
	/** What comes out for events that are new. */
	output(events: Event[]): Promise<INodeExecutionData[]>;
}

/** The same words for everything that is let in, so that nobody learns from outside what became of it. */
const RECEIVED: IWebhookResponseData = { webhookResponse: { message: 'Received' } };

/**
 * The `webhook` of every trigger. Nothing of a call is used before it is verified; whatever goes wrong, the workflow does
 * not run. n8n answers 200 once the execution is stored; other answers (400, 401, 413, 415, 503) are given here.
 *
 * @param open reads parameters and credential
 */
export async function receive<Event extends WebhookEvent>(
	context: IWebhookFunctions,
	open: () => Promise<Door<Event>>,
): Promise<IWebhookResponseData> {
	return await open()
		.then(async (door) => await admit(context, door))
		.catch((error: unknown) => turnAway(context, error));
}

async function admit<Event extends WebhookEvent>(
	context: IWebhookFunctions,
	door: Door<Event>,
): Promise<IWebhookResponseData> {
	const delivery = Delivery.of(context, door);
	const proof = provenBy(door.secrets, door.claim(delivery));
	if (!proof) throw new Refused(401, 'The call is not signed as it should be');
	if (!isRecent(door, delivery, proof)) throw new Refused(401, 'The call is too old');

	const events = await door.read(delivery, proof);
	// A person who tries a trigger out sends the same event as often as they like.
	const items =
		context.getMode() === 'manual' ? await door.output(events) : await outputOnce(context, door, events);
	return items.length > 0 ? { ...RECEIVED, workflowData: [items] } : RECEIVED;
}

function isRecent({ replayWindow }: Door<WebhookEvent>, delivery: Delivery, proof: Proof): boolean {
	const sentAt = replayWindow?.sentAt(delivery, proof);
	if (!replayWindow || sentAt === undefined) return true;
	return isTimely(sentAt, replayWindow.maxAge, Date.now());
}

async function outputOnce<Event extends WebhookEvent>(
	context: IWebhookFunctions,
	door: Door<Event>,
	events: Event[],
): Promise<INodeExecutionData[]> {
	const ring = Ring.of(context);
	const fresh = ring.enter(events);
	if (fresh.length === 0) return [];
	const response = context.getResponseObject();
	// n8n may still fail to store the execution. Then the vendor is told so and may call again.
	response.once('close', () => (response.statusCode < 400 ? ring.settle(fresh) : ring.leave(fresh)));
	return await door.output(fresh).then(
		(items) => {
			ring.keep(fresh);
			return items;
		},
		async (error: unknown) => {
			ring.leave(fresh);
			return await Promise.reject(error);
		},
	);
}

/** For the log, without the vendor's own words, which may quote a record. */
function reasonFor(node: INode, error: unknown): string {
	const answered = error instanceof ApiFailure && error.statusCode !== undefined;
	return answered ? `the service answered ${error.statusCode}` : toNodeError(node, error).message;
}

function turnAway(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const node = context.getNode();
	const { status, message } =
		error instanceof Refused ? error : new Refused(503, 'Not possible right now. Please call again.');
	const why = error instanceof Refused ? message : reasonFor(node, error);
	context.logger.warn(`${node.name}: a call was answered with ${status} (${why})`);
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
