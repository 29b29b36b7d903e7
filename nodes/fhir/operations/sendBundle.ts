import { ApiFailure } from '../../shared/errors/apiFailure';
import type { Filled } from '../../shared/operation/types';
import type { FhirClient } from '../client';
import { split, type Assembled, type Done } from '../transactions';

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
	if (!(answer instanceof ApiFailure)) return split(client.api.vendor.name, answer, tasks);
	const [, at, path] = /^entry\[(\d+)\](?:\.resource\.?(.*))?$/.exec(answer.field ?? '') ?? [];
	const task = tasks[Number(at)];
	if (!task) throw answer;
	throw new ApiFailure(answer.message, {
		...answer,
		field: path ? client.labelOf(task.type, path.split('.')) : undefined,
		itemIndex: items[task.item].itemIndex,
	});
}
