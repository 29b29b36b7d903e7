import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../shared/errors/refusal';

/** Lists whose entries are told apart by their system: e-mail and phone, the numbers of different registers. */
const TOLD_APART = new Set(['ContactPoint', 'Identifier']);

/** Whether a cell was written in shorthand: then its entries join those that are there. JSON stands for the whole list. */
export const isShort = (cell: unknown): boolean =>
	Array.isArray(cell)
		? cell.every((entry) => typeof entry !== 'object')
		: typeof cell !== 'object' && !/^\s*[[{]/.test(String(cell));

/**
 * A list of contact points or identifiers as it is after some were written: an entry takes the place of the one of its
 * own system, whose use and period it keeps; others stay, and what is there already changes nothing. Lists of other
 * types are replaced as a whole.
 *
 * @throws FieldRefusal when several entries have the system, such as two phone numbers
 */
export function mergeEntries(type: string, written: unknown, existing: unknown, label: string): unknown {
	if (!TOLD_APART.has(type) || !Array.isArray(written) || !Array.isArray(existing)) return written;
	const entries = (existing as IDataObject[]).filter((entry) => isPlainObject(entry));
	const isIn = (list: IDataObject[], { system, value }: IDataObject) =>
		list.some((entry) => entry.system === system && entry.value === value);
	const open = entries.filter((entry) => !isIn(written as IDataObject[], entry));
	for (const fresh of written as IDataObject[]) {
		if (isIn(entries, fresh)) continue;
		const same = open.filter(({ system }) => system === fresh.system);
		const [replaced] = same;
		if (same.length > 1) {
			throw new FieldRefusal(
				`The record has several entries of that kind under '${label}', and it is not clear which one is meant`,
				`Write all entries as a JSON list into '${label}', which replaces them.`,
			);
		}
		if (replaced) {
			open.splice(open.indexOf(replaced), 1);
			entries[entries.indexOf(replaced)] = { ...omit(replaced, '_value'), ...fresh };
		} else entries.push(fresh);
	}
	return entries;
}
