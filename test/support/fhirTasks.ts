import type { IDataObject } from 'n8n-workflow';

import type { Task } from '../../nodes/fhir/transactions';

/** A new record, which others of the Bundle refer to by `names`. */
export const post = (type: string, more: IDataObject = {}, ...names: string[]): Task => ({
	item: 0,
	method: 'POST',
	type,
	resource: { resourceType: type, ...more },
	names,
});

/** A record that is replaced. */
export const put = (type: string, id: string, more: IDataObject = {}, ...names: string[]): Task => ({
	...post(type, { id, ...more }, ...names),
	method: 'PUT',
	id,
});

/** A record that is deleted. */
export const remove = (type: string, id: string): Task => ({
	item: 0,
	method: 'DELETE',
	type,
	id,
	names: [],
});
