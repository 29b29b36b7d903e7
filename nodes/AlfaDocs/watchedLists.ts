import type { IDataObject } from 'n8n-workflow';

import { addDays, splitDays, today, type DayRange } from '../shared/operation/dates';
import type { Page, SnapshotFeed } from '../shared/polling/feeds';
import type { Api } from '../shared/request/api';
import type { Page as AnswerPage } from '../shared/request/vendor';
import { APPOINTMENT_DAYS, PATIENTS_ON_A_PAGE } from './api';
import { PATIENTS } from './patientMatching';

/**
 * What was known when n8n saved the trigger's state for the last time may be as old as a practice is closed. For so many
 * days more than are reported, appointments are known beforehand, so that none is taken for one that came into view.
 */
const QUIET_DAYS = 21;

/** The days that are reported, and those that are read: some more, up to what whole requests reach. */
export function appointmentDays(
	zone: string,
	{ daysBack, daysAhead }: { daysBack: number; daysAhead: number },
): { reported: DayRange; listed: DayRange } {
	const now = today(zone);
	const start = addDays(now, -daysBack);
	const requests = Math.ceil((daysBack + 1 + daysAhead + QUIET_DAYS) / APPOINTMENT_DAYS);
	return {
		reported: { start, end: addDays(now, daysAhead) },
		listed: { start, end: addDays(start, requests * APPOINTMENT_DAYS - 1) },
	};
}

async function ask(api: Api, path: string, values: IDataObject): Promise<AnswerPage> {
	const answer = await api.attempt({ method: 'GET', path, values });
	if (answer instanceof Error) throw answer;
	return api.vendor.readPage(answer.body);
}

/**
 * As many days as one request may span, from the first of a range on; `next` is the day after them.
 *
 * @param days how many that are, the first and last included
 */
export async function stretch(
	api: Api,
	path: string,
	days: number,
	range: DayRange,
): Promise<Page<IDataObject>> {
	const [first] = splitDays(range, days);
	if (!first) return { records: [] };
	const { records } = await ask(api, path, { dateStart: first.start, dateEnd: first.end });
	return { records, ...(first.end < range.end && { next: addDays(first.end, 1) }) };
}

export const wholeListOf = async (
	api: Api,
	path: string,
	values: IDataObject,
): Promise<Page<IDataObject>> => ({
	records: (await ask(api, path, values)).records,
});

/** One page of the patients; `next` is the offset of the following one. */
export async function patientsFrom(api: Api, offset: number): Promise<Page<IDataObject>> {
	const { records, total } = await ask(api, PATIENTS, { offset, limit: PATIENTS_ON_A_PAGE });
	const next = offset + records.length;
	const isLast = records.length === 0 || next >= (total ?? Infinity);
	return {
		records: records.filter(({ deleted }) => deleted !== true),
		...(!isLast && { next: String(next) }),
	};
}

/** The patients that were entered last [I: AlfaDocs adds them at the end of its list]. */
export async function lastPatients(api: Api): Promise<IDataObject[]> {
	const { total = 0 } = await ask(api, PATIENTS, { offset: 0, limit: 1 });
	return (await patientsFrom(api, Math.max(0, total - PATIENTS_ON_A_PAGE))).records;
}

export async function everythingIn({ list, days }: SnapshotFeed<IDataObject>): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	let page: string | undefined;
	do {
		const { records, next } = await list({ page, days: days?.listed });
		all.push(...records);
		page = next;
	} while (page !== undefined);
	return all;
}
