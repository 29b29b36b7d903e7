import isPlainObject from 'lodash/isPlainObject';
import isEmpty from 'lodash/isEmpty';
import isNil from 'lodash/isNil';
import omit from 'lodash/omit';
import omitBy from 'lodash/omitBy';
import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import { FieldRefusal } from '../shared/errors/refusal';
import { labelsOf } from '../shared/operation/collections';
import type { Field, StepsOperation } from '../shared/operation/types';
import type { Api } from '../shared/request/api';
import { namesIn } from '../shared/request/http';

/** What an update needs to know of a kind of record. */
export interface Updatable {
	/** Address of one record. */
	path: string;
	/** Fields that the documentation marks as required for the update. */
	demanded: string[];
	/** Fields that can be written. */
	writable: Field[];
}

/**
 * Changes a record: reads it first, because the API demands some fields with every update, and sends those plus the
 * changes, so that nothing is erased that was not filled in. The documentation does not name the verb: PATCH [I], and
 * where the API says that PATCH is not offered (405; nothing was done yet) PUT, with everything that can be written,
 * because PUT may replace.
 *
 * @param ids that the path names
 * @returns the record as it is afterwards
 * @throws ApiFailure when the record was deleted
 */
export async function updateRecord(
	api: Api,
	{ path, demanded, writable }: Updatable,
	ids: IDataObject,
	changes: IDataObject,
): Promise<IDataObject> {
	const current = (await api.request({ method: 'GET', path, values: ids })) as IDataObject;
	if (current.deleted === true) {
		throw new ApiFailure('AlfaDocs: this record was deleted', {
			description: 'A deleted record cannot be changed. Choose another one.',
			statusCode: 404,
		});
	}
	const kept = (names: string[]) => omitBy(pick(current, names), isNil);
	let answer = await api.attempt({
		method: 'PATCH',
		path,
		values: { ...ids, ...kept(demanded), ...changes },
	});
	if (answer instanceof Error && answer.statusCode === 405) {
		const custom = Object.keys(current).filter((name) => name.startsWith('_'));
		const whole = kept([...demanded, ...Object.keys(labelsOf(writable)), ...custom]);
		answer = await api.attempt({ method: 'PUT', path, values: { ...ids, ...whole, ...changes } });
	}
	if (answer instanceof Error) throw answer;
	// Samples of the documentation show an answer without the record.
	const stored = api.vendor.unwrap(answer.body);
	return { ...current, ...changes, ...(isPlainObject(stored) ? (stored as IDataObject) : {}) };
}

/** How an update operation works whose changes are everything that was filled in beside the ids. */
export function updating(updatable: Updatable): Pick<StepsOperation, 'writes' | 'check' | 'run'> {
	const ids = namesIn(updatable.path);
	return {
		writes: true,
		check: ({ sendable }) => {
			if (!isEmpty(omit(sendable, ids))) return;
			throw new FieldRefusal("'Update Fields' is empty", 'Add at least one field to change.');
		},
		run: async ({ api, sendable }) => [
			{ json: await updateRecord(api, updatable, pick(sendable, ids), omit(sendable, ids)) },
		],
	};
}
