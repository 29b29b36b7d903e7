import { DateTime } from 'luxon';

/**
 * AlfaDocs writes times without a zone; they are the practice's local time [I].
 * So a time is kept as it stands on the wall and counted as if in UTC, where every day has 24 hours.
 */
const PRACTICE_ZONE = 'Europe/Rome';
const WALL = { zone: 'utc' };
const DATE = 'yyyy-MM-dd';
const DATE_TIME = 'yyyy-MM-dd HH:mm:ss';

export const wall = (text: string): DateTime =>
	DateTime.fromFormat(text, text.length === DATE.length ? DATE : DATE_TIME, WALL);

export const dateText = (time: DateTime): string => time.toFormat(DATE);
export const dateTimeText = (time: DateTime): string => time.toFormat(DATE_TIME);

/** What the clock on the practice's wall says. */
export const now = (): DateTime =>
	DateTime.now().setZone(PRACTICE_ZONE).setZone('utc', { keepLocalTime: true });

export const today = (): string => dateText(now());

export const addDays = (date: string, days: number): string => dateText(wall(date).plus({ days }));

export const daysBetween = (start: string, end: string): number => wall(end).diff(wall(start), 'days').days;

/** The n-th working day after today, or before it if n is negative. */
export function workday(n: number): string {
	let day = now().startOf('day');
	for (let left = Math.abs(n); left > 0; ) {
		day = day.plus({ days: Math.sign(n) });
		if (day.weekday <= 5) left -= 1;
	}
	return dateText(day);
}
