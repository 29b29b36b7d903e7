import type { INodeExecutionData } from 'n8n-workflow';

import { ApiFailure, RunCancelled } from '../errors/apiFailure';
import { readable, type toNodeError } from '../errors/nodeError';
import type { Filled, OutputRecord, TogetherOperation } from '../operation/types';
import type { Api } from '../request/api';
import { linked, refusedItem } from './output';

type NodeErrorOf = (error: unknown, itemIndex: number, filled?: Filled) => ReturnType<typeof toNodeError>;

/**
 * Runs an operation that sends all items in one request, and gives each item what came of it. Where some went through
 * and some did not, those are told in the output even if the node is set to stop: it must not look as if nothing had
 * been done.
 */
export async function runTogether(
	api: Api,
	operation: TogetherOperation,
	checked: Array<{ filled?: Filled; error?: unknown }>,
	goesOn: boolean,
	nodeError: NodeErrorOf,
): Promise<INodeExecutionData[]> {
	const accepted = checked.flatMap(({ filled }) => (filled ? [filled] : []));
	const steps = accepted.map((filled) => ({ ...filled, api }));
	const [failure, results] = await operation.runTogether(steps, checked.length - steps.length).then(
		(done): [undefined, Array<OutputRecord[] | Error>] => [undefined, done],
		(error: unknown): [unknown, Array<OutputRecord[] | Error>] => [quotingNobody(error, accepted), []],
	);
	if (failure !== undefined && (!goesOn || failure instanceof RunCancelled)) {
		throw nodeError(failure, itemOf(failure) ?? 0);
	}

	const anyDone = results.some((result) => Array.isArray(result));
	const firstFailed = results.findIndex((result) => result instanceof Error);
	if (!goesOn && !anyDone && firstFailed >= 0) {
		const filled = accepted[firstFailed];
		throw nodeError(results[firstFailed], itemOf(results[firstFailed]) ?? filled.itemIndex, filled);
	}
	return checked.flatMap(({ filled, error }, itemIndex) => {
		if (!filled) return [refusedItem(nodeError(error, itemIndex), itemIndex)];
		const result = failure ?? results[accepted.indexOf(filled)];
		if (Array.isArray(result)) return linked(result as OutputRecord[], itemIndex);
		const told = nodeError(result, itemIndex, filled);
		if (goesOn) return [refusedItem(told, itemIndex)];
		return linked([{ json: { done: false, reason: told.message, advice: told.description } }], itemIndex);
	});
}

/** A refusal of the whole may quote any of the items. */
export function quotingNobody(error: unknown, accepted: Filled[]): unknown {
	if (!(error instanceof ApiFailure)) return error;
	const personal = accepted.flatMap((filled) => filled.personal);
	return new ApiFailure(readable(error.message, { personal }), error);
}

const itemOf = (error: unknown): number | undefined =>
	error instanceof ApiFailure ? error.itemIndex : undefined;
