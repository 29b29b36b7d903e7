import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';

import type { Feed, PollEvent } from '../polling/feeds';
import type { Api } from '../request/api';
import type { PolledTrigger } from './polled';

/** A page may be empty of what is watched although others are not; so many are looked at for a test. */
const MAX_PAGES = 10;

/**
 * What a test shows: the newest record, as if what was chosen had just happened to it; another one when none is like that.
 *
 * @throws NodeOperationError when there is no record at all
 */
export async function sampleOf<R>(
	node: IPollFunctions,
	api: Api,
	feed: Feed<R>,
	{ recent, isWanted }: PolledTrigger<R>,
): Promise<PollEvent<R>> {
	const records = await (recent?.(feed, api, node) ?? recentIn(feed));
	const events = (['new', 'changed'] as const).flatMap((kind) =>
		records.map((record): PollEvent<R> => ({ kind, id: feed.id(record), record })),
	);
	const event = events.find((candidate) => isWanted?.(candidate, node) ?? true) ?? events[0];
	if (event) return event;
	throw new NodeOperationError(node.getNode(), 'There is no record that could be shown', {
		description:
			'The trigger works, but nothing matches what is chosen here. Widen the filters, or make something happen at the service, and test again.',
	});
}

async function recentIn<R>(feed: Feed<R>): Promise<R[]> {
	if (feed.type === 'snapshot') return await firstIn(feed);
	if (feed.newest) return (await feed.newest()).records;
	return [...(await feed.changedSince({})).records].reverse();
}

async function firstIn<R>(feed: Extract<Feed<R>, { type: 'snapshot' }>): Promise<R[]> {
	let page: string | undefined;
	for (let pages = 0; pages < MAX_PAGES; pages++) {
		const { records, next } = await feed.list({ page, days: feed.days?.listed });
		if (records.length > 0 || next === undefined) return records;
		page = next;
	}
	return [];
}
