import { ApiFailure } from '../../shared/errors/apiFailure';
import type { Filled } from '../../shared/operation/types';
import type { FhirClient } from '../client';
import { split, type Assembled, type Done, type Task } from '../transactions';

/**
 * Sends a transaction or a batch.
 *
 * @param items that the tasks came from, by their position
 * @returns what came of each entry, in the order of the Bundle
 * @throws ApiFailure when the whole is refused: it is put down to the item whose record the server names
 */
export async function sendBundle(
	client: FhirClient,
	{ bundle, tasks }: Assembled,
	items: Array<Pick<Filled, 'itemIndex'>>,
): Promise<Done[]> {
	const answer = await client.tryToExecute(bundle);
	if (!(answer instanceof ApiFailure)) {
		const done = split(client.api.vendor.name, answer, tasks);
		return done.map((outcome, at) =>
			outcome instanceof ApiFailure ? labelled(outcome, client, tasks[at]) : outcome,
		);
	}
	const [, at, path] = /^entry\[(\d+)\](?:\.resource\.?(.*))?$/.exec(answer.field ?? '') ?? [];
	const task = tasks[Number(at)];
	if (!task) throw answer;
	throw new ApiFailure(answer.message, {
		...answer,
		field: path ? client.labelOf(task.type, path.split('.')) : undefined,
		itemIndex: items[task.item].itemIndex,
	});
}

/** With the element that is refused under the name that the form gives it. */
const labelled = (failure: ApiFailure, client: FhirClient, { type }: Task): ApiFailure =>
	failure.field
		? new ApiFailure(failure.message, {
				...failure,
				field: client.labelOf(type, failure.field.split('.')) ?? failure.field,
			})
		: failure;
