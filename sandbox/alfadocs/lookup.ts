import { Refusal } from '../shared/refusal';
import type { Archive } from './records';

/** The record with this id, or 404. */
export function find<T extends { id: number }>(rows: T[], id: number, what: string): T {
	const row = rows.find((candidate) => candidate.id === id);
	if (!row) throw new Refusal(404, `${what} not found`);
	return row;
}

/** Refuses an id in a body that names no record [I: 400, as for any other wrong value]. */
export function mustExist<T extends { id: number; deleted?: boolean }>(
	rows: T[],
	id: number | null | undefined,
	field: string,
): void {
	if (id === undefined || id === null) return;
	if (!rows.some((row) => row.id === id && !row.deleted))
		throw new Refusal(400, `${field} ${id} does not exist`);
}

/** Ids are never used twice within an archive. */
export const newId = (archive: Archive): number => (archive.nextId += 1);
