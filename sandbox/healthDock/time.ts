import { DateTime } from 'luxon';

/** The clinic's zone, in which a date filter is read [I: the vendor's market is India]. */
const ZONE = 'Asia/Kolkata';

/** The day of an instant on the clinic's calendar. */
export const dayOf = (dateTime: string): string =>
	DateTime.fromISO(dateTime, { zone: ZONE }).toFormat('yyyy-MM-dd');

/** An instant at the clinic, so many days from today. */
export function clinicTime(days: number, hour: number, minute = 0): string {
	const time = DateTime.now().setZone(ZONE).startOf('day').plus({ days }).set({ hour, minute });
	return time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}

export const nowText = (): string => DateTime.utc().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
