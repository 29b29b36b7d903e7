import { DateTime } from 'luxon';

/** Where the invented practice is. */
const ZONE = 'America/Chicago';

export const WORKING_DAYS = 10;
export const SLOT_HOURS = [9, 10, 11, 14, 15];

const today = (): DateTime => DateTime.now().setZone(ZONE).startOf('day');

/** The first working day is tomorrow, unless that is a weekend. */
export function workingDay(number: number, hour: number): DateTime {
	let day = today();
	for (let left = number; left > 0; ) {
		day = day.plus({ days: 1 });
		if (day.weekday <= 5) left -= 1;
	}
	return day.set({ hour });
}

export const monthsAgo = (months: number, hour = 10): DateTime => today().minus({ months }).set({ hour });
export const daysAgo = (days: number, hour = 10): DateTime => today().minus({ days }).set({ hour });

/** With the practice's offset. */
export const iso = (time: DateTime): string => time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");

export const day = (time: DateTime): string => time.toFormat('yyyy-MM-dd');
