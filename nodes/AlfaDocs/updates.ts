import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import { FieldRefusal } from '../shared/errors/refusal';
import type { Step } from '../shared/operation/types';
import type { Api } from '../shared/request/api';
import { namesIn } from '../shared/request/http';

/**
 * Sends changes. The documentation does not name the verb of its updates: PATCH [I], and PUT where the API says that
 * PATCH is not offered (405), which means that nothing was done yet.
 */
async function send(api: Api, path: string, values: IDataObject): Promise<unknown> {
	const answer = await api.attempt({ method: 'PATCH', path, values });
	if (!(answer instanceof Error)) return api.vendor.unwrap(answer.body);
	if (answer.statusCode !== 405) throw answer;
	return await api.request({ method: 'PUT', path, values });
}

/**
 * Changes a record: reads it first, because the API demands some fields with every update, and sends those plus the
 * changes, so that nothing is erased that was not filled in.
 *
 * @param demanded fields that the documentation marks as required for the update
 * @param changes to send; the ids that `path` names are taken from `values`
 * @returns the record as it is afterwards
 * @throws FieldRefusal when there is nothing to change or the record was deleted
 */
export async function updateRecord(
	api: Api,
	path: string,
	values: IDataObject,
	demanded: string[],
	changes: IDataObject,
): Promise<IDataObject> {
	if (Object.keys(changes).length === 0) {
		throw new FieldRefusal("'Update Fields' is empty", 'Add at least one field to change.');
	}
	const ids = pick(values, namesIn(path));
	const current = (await api.request({ method: 'GET', path, values: ids })) as IDataObject;
	const body = { ...pick(current, demanded), ...changes };
	const missing = demanded.filter((name) => body[name] === undefined || body[name] === null);
	if (current.deleted === true || missing.length > 0) {
		throw new ApiFailure('AlfaDocs: this record was deleted', {
			description: 'A deleted record cannot be changed. Choose another one.',
			statusCode: 404,
		});
	}
	const answer = await send(api, path, { ...ids, ...body });
	// Samples of the documentation show an answer without the record.
	return { ...current, ...changes, ...(isPlainObject(answer) ? (answer as IDataObject) : {}) };
}

/** The whole of an update operation whose changes are everything that was filled in beside the ids. */
export const updateOperation =
	(path: string, demanded: string[]) =>
	async ({ api, sendable }: Step) => {
		const changes = omit(sendable, namesIn(path));
		return [{ json: await updateRecord(api, path, sendable, demanded, changes) }];
	};
