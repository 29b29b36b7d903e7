import { createHash } from 'node:crypto';

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { ApiFailure } from '../errors/apiFailure';
import { toNodeError } from '../errors/nodeError';
import { DEFAULT_TIMEOUT } from '../operation/description';
import type { Feed, PollEvent } from '../polling/feeds';
import { poll, type PollResult } from '../polling/poll';
import { Api } from '../request/api';
import type { Vendor } from '../request/vendor';
import { gathered } from './output';
import { sampleOf } from './sample';

/** What a polling trigger says of itself. How changes are found and remembered is the poll engine's affair. */
export interface PolledTrigger<R> {
	vendor: Vendor;
	/** The list to watch, as it was chosen. */
	feed(api: Api, node: IPollFunctions): Promise<Feed<R>> | Feed<R>;
	/** What comes out for an event. */
	json(event: PollEvent<R>, api: Api, node: IPollFunctions): Promise<IDataObject> | IDataObject;
	/** Whether an event is one of those that were chosen; all are unless told. */
	isWanted?(event: PollEvent<R>, node: IPollFunctions): boolean;
	/** Records to choose from for a test, the newest first; those that the list begins with unless told. */
	recent?(feed: Feed<R>, api: Api, node: IPollFunctions): Promise<R[]>;
}

/** Where the state of the poll engine lies in the node's static data: n8n saves it together with what is put out. */
const STATE = 'poll';

export const stateOf = (node: Pick<IPollFunctions, 'getWorkflowStaticData'>): unknown =>
	node.getWorkflowStaticData('node')[STATE];

/** What is left of n8n's time for putting out what was found. */
const SHARE = 0.7;

/** Before n8n 2.40 a node was not told how long it may poll. In milliseconds. */
const UNKNOWN_BUDGET = 60_000;

/** One execution does not get more events than these; the rest follows with the next poll. */
const MAX_EVENTS = 1_000;

/** The causes that pass by themselves: the next poll tries again. */
const PASSING = ['rate-limited', 'temporarily-unavailable', 'quota-exhausted'];

/** The static data of triggers that were polled since they were started: n8n makes an object of its own each time. */
const started = new WeakSet<object>();

/** Those that are being polled. n8n begins a poll on time even when the one before goes on, and both would find the same. */
const underWay = new WeakSet<object>();

/**
 * The `poll` of every polling trigger.
 *
 * @returns an item for each event, or null when there is none
 * @throws NodeApiError, NodeOperationError; the state stays as it was then
 */
export async function pollTrigger<R>(
	node: IPollFunctions,
	trigger: PolledTrigger<R>,
): Promise<INodeExecutionData[][] | null> {
	const kept = node.getWorkflowStaticData('node');
	if (underWay.has(kept)) return null;
	const maySkip = isStart(node, kept);
	started.add(kept);
	underWay.add(kept);
	const budgetMs = (node.getPollBudgetMs?.() ?? UNKNOWN_BUDGET) * SHARE;
	const [items, error] = await run(node, trigger, budgetMs)
		.then(
			(found): [INodeExecutionData[], undefined] => [found, undefined],
			(failure: unknown): [INodeExecutionData[], unknown] => [[], failure],
		)
		.finally(() => underWay.delete(kept));
	if (error !== undefined) {
		if (!maySkip || !isPassing(error)) throw toNodeError(node.getNode(), inPoll(node, error));
		node.logger.warn(
			`${node.getNode().name}: ${trigger.vendor.name} could not be asked while the trigger was started. The next poll tries again${kept[STATE] === undefined ? ', and what happens after it is reported' : ' and catches up'}.`,
		);
	}
	return items.length > 0 ? [items] : null;
}

/** n8n watches the static data that it keeps in memory for changes, by this mark. A copy of durable cursors has none. */
const MARK = '__dataChanged';

/**
 * Whether this is the poll that n8n makes to start a trigger, which must not fail for what passes by itself. Where n8n
 * keeps cursors durably, every poll gets new static data and says `update`, so one that knows something already is not.
 */
const isStart = (node: IPollFunctions, kept: IDataObject): boolean =>
	node.getMode() !== 'manual' &&
	!started.has(kept) &&
	(MARK in kept || node.getActivationMode() !== 'update' || kept[STATE] === undefined);

const isPassing = (error: unknown): error is ApiFailure =>
	error instanceof ApiFailure && PASSING.includes(error.failure?.cause ?? '');

/** What a person is told of a poll that will be made up for; in a test they have to run it again themselves. */
const inPoll = (node: IPollFunctions, error: unknown): unknown =>
	isPassing(error) && node.getMode() !== 'manual'
		? new ApiFailure(error.message, {
				...error,
				description: 'The next poll tries again and catches up, so nothing is missed.',
			})
		: error;

async function run<R>(
	node: IPollFunctions,
	trigger: PolledTrigger<R>,
	budgetMs: number,
): Promise<INodeExecutionData[]> {
	const { vendor } = trigger;
	const kinds = Object.keys(vendor.credentials);
	const authentication = kinds.length > 1 ? (node.getNodeParameter('authentication') as string) : kinds[0];
	const maxWait = budgetMs / 2 / 1000;
	const api = await Api.open(node, vendor, authentication, {
		maxWait,
		timeout: Math.min(DEFAULT_TIMEOUT, maxWait),
	});
	const feed = await trigger.feed(api, node);
	const { events: wanted, keep } =
		node.getMode() === 'manual'
			? { events: [await sampleOf(node, api, feed, trigger)], keep: () => undefined }
			: await wantedSince(node, feed, trigger, budgetMs);
	const records = await Promise.all(wanted.map(async (event) => await trigger.json(event, api, node)));
	const items = gathered(node, records);
	keep();
	return items;
}

async function wantedSince<R>(
	node: IPollFunctions,
	feed: Feed<R>,
	{ isWanted }: PolledTrigger<R>,
	ms: number,
): Promise<Found<R>> {
	const { events, keep } = await eventsSince(node, feed, ms);
	return { events: events.filter((event) => isWanted?.(event, node) ?? true), keep };
}

/** Any node that keeps the state of a feed. */
export type Keeper = Pick<
	IPollFunctions,
	'getInstanceId' | 'getNode' | 'getWorkflow' | 'getWorkflowStaticData' | 'logger'
>;

/** What was found, not remembered yet. */
export interface Found<R> {
	events: Array<PollEvent<R>>;
	/** Remembers in the node's static data that they were handed out; called when nothing can go wrong any more. */
	keep(): void;
}

/**
 * What has happened in a feed since the last time.
 *
 * @param ms how long it may take
 */
export async function eventsSince<R>(node: Keeper, feed: Feed<R>, ms: number): Promise<Found<R>> {
	const { events, state, stoppedBy }: PollResult<R> = await poll(feed, {
		state: stateOf(node),
		key: keyOf(node),
		budget: { ms, events: MAX_EVENTS },
	});
	if (stoppedBy !== undefined) {
		node.logger.warn(`${node.getNode().name}: the poll stopped early and goes on with the next one`);
	}
	const keep = () => {
		node.getWorkflowStaticData('node')[STATE] = state as unknown as IDataObject;
	};
	return { events, keep };
}

/** Of this node in this installation: hashes in the state say nothing to anybody else. */
const keyOf = (node: Keeper): string =>
	createHash('sha256')
		.update([node.getInstanceId(), node.getWorkflow().id, node.getNode().id].join('\n'))
		.digest('base64url');
