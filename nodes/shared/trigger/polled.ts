import { createHash } from 'node:crypto';

import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { ApiFailure } from '../errors/apiFailure';
import { toNodeError } from '../errors/nodeError';
import { DEFAULT_TIMEOUT } from '../operation/description';
import type { Feed, PollEvent } from '../polling/feeds';
import { poll, type PollResult } from '../polling/poll';
import { Api } from '../request/api';
import type { Vendor } from '../request/vendor';
import { gathered } from './output';

/** What a polling trigger says of itself. How changes are found and remembered is the poll engine's affair. */
export interface PolledTrigger<R> {
	vendor: Vendor;
	/** The list to watch, as it was chosen. */
	feed(api: Api, node: IPollFunctions): Promise<Feed<R>> | Feed<R>;
	/** What comes out for an event. */
	json(event: PollEvent<R>, api: Api, node: IPollFunctions): Promise<IDataObject> | IDataObject;
	/** Whether an event is one of those that were chosen; all are unless told. */
	isWanted?(event: PollEvent<R>, node: IPollFunctions): boolean;
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

/** The causes for which publishing does not have to wait: the next poll tries again. */
const PASSING = ['rate-limited', 'temporarily-unavailable', 'quota-exhausted'];

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
	const budgetMs = (node.getPollBudgetMs?.() ?? UNKNOWN_BUDGET) * SHARE;
	const [items, error] = await run(node, trigger, budgetMs).then(
		(found): [INodeExecutionData[], undefined] => [found, undefined],
		(failure: unknown): [INodeExecutionData[], unknown] => [[], failure],
	);
	if (error !== undefined) {
		if (!isPassingAtPublish(node, error)) throw toNodeError(node.getNode(), error);
		node.logger.warn(
			`${node.getNode().name}: ${trigger.vendor.name} could not be asked while the workflow was published. The next poll tries again, and reports what happens after it.`,
		);
	}
	return items.length > 0 ? [items] : null;
}

const isPassingAtPublish = (node: IPollFunctions, error: unknown): boolean =>
	['activate', 'create', 'update'].includes(node.getActivationMode()) &&
	node.getMode() !== 'manual' &&
	error instanceof ApiFailure &&
	PASSING.includes(error.failure?.cause ?? '');

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
	const { events, keep } =
		node.getMode() === 'manual'
			? { events: [await sampleOf(node, feed)], keep: () => undefined }
			: await eventsSince(node, feed, budgetMs);
	const wanted = events.filter((event) => trigger.isWanted?.(event, node) ?? true);
	const records = await Promise.all(wanted.map(async (event) => await trigger.json(event, api, node)));
	const items = gathered(node, records);
	keep();
	return items;
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

/** A test shows the newest record, as if it had just come, and remembers nothing. */
async function sampleOf<R>(node: IPollFunctions, feed: Feed<R>): Promise<PollEvent<R>> {
	const record = await newestOf(feed);
	if (record !== undefined) return { kind: 'new', id: feed.id(record), record };
	throw new NodeOperationError(node.getNode(), 'There is no record that could be shown', {
		description:
			'The trigger works, but nothing matches what is chosen here. Widen the filters, or make something happen at the service, and test again.',
	});
}

async function newestOf<R>(feed: Feed<R>): Promise<R | undefined> {
	if (feed.type === 'snapshot') return (await feed.list({ days: feed.days?.listed })).records[0];
	if (feed.newest) return (await feed.newest()).records[0];
	const { records } = await feed.changedSince({});
	return records[records.length - 1];
}
