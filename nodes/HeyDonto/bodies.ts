import isEmpty from 'lodash/isEmpty';
import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../shared/errors/refusal';
import { StreamedBody } from '../shared/files/upload';
import type { StepsOperation } from '../shared/operation/types';
import type { Api } from '../shared/request/api';
import { namesIn } from '../shared/request/http';

interface Write {
	method: 'POST' | 'PUT';
	path: string;
	/** What the path names. */
	ids: IDataObject;
	/** May hold the IDs too, which a body made of a request's values does not. */
	body: IDataObject;
}

/** @returns the record as HeyDonto answers it, else that it went well */
export async function write(api: Api, { method, path, ids, body }: Write): Promise<IDataObject> {
	// An address from the credential may have no place for an ID; it then stands in the body only.
	const template = api.vendor.pathsOf?.(api.credentials)[path] ?? path;
	const stored = await api.request({
		method,
		path,
		values: pick(ids, namesIn(template)),
		body: new StreamedBody([JSON.stringify(body)], 'application/json'),
	});
	return isPlainObject(stored) ? (stored as IDataObject) : { success: true };
}

/** Refuses an update that changes nothing. `ids`: names of what only says which record is meant. */
export const changesSomething =
	(...ids: string[]): NonNullable<StepsOperation['check']> =>
	({ sendable }) => {
		if (!isEmpty(omit(sendable, ids))) return;
		throw new FieldRefusal("'Update Fields' is empty", 'Add at least one field to change.');
	};
