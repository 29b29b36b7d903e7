import { DateTime } from 'luxon';

import { FieldRefusal } from '../errors/refusal';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** A Luxon DateTime may come from another copy of the library, so it is known by its shape. */
function isLuxon(value: unknown): value is { toISO(): string | null } {
	return typeof value === 'object' && value !== null && 'toISO' in value && typeof value.toISO === 'function';
}

function asText(value: unknown): string {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	if (isLuxon(value)) return value.toISO() ?? '';
	return typeof value === 'string' ? value.trim() : '';
}

function refuse(label: string, text: string, example: string): never {
	if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(text)) {
		throw new FieldRefusal(
			`'${label}' could be read as day/month or as month/day`,
			`Write it with the year first, e.g. ${example}, or pass a DateTime from an expression.`,
		);
	}
	throw new FieldRefusal(
		`'${label}' is not a date that can be read`,
		`Write it as ${example}, or pass a DateTime from an expression such as {{ $now }}.`,
	);
}

/**
 * Reads a point in time: ISO 8601 (`T` or a space between), a `Date`, or a Luxon `DateTime`.
 *
 * @param zone what a value without an offset is taken to be in, and what the answer is in
 * @throws FieldRefusal when it is ambiguous, unreadable, does not exist, or falls into the hour that a change to summer time skips
 */
export function readMoment(value: unknown, label: string, zone: string): DateTime {
	const text = asText(value);
	const example = '2026-03-28 09:30';
	const parts = MOMENT.exec(DAY.test(text) ? `${text}T00:00` : text);
	if (!parts) return refuse(label, text, example);

	const [, day, time, offset] = parts;
	const read = DateTime.fromISO(`${day}T${time}${offset ?? ''}`, { zone });
	if (!read.isValid)
		throw new FieldRefusal(`'${label}' is a date or time that does not exist`, `Write it as ${example}.`);
	if (!offset && read.toFormat('HH:mm') !== time.slice(0, 5)) {
		throw new FieldRefusal(
			`'${label}' is a time that the clocks skip on that day in ${zone}`,
			'Choose a time before or after the change to summer time.',
		);
	}
	return read;
}

/**
 * Reads a calendar day. A value with a time and an offset is the day it falls on in `zone`; one without is the day as written.
 *
 * @returns `YYYY-MM-DD`
 */
export function readDay(value: unknown, label: string, zone: string): string {
	const text = asText(value);
	const parts = MOMENT.exec(text);
	if (!DAY.test(text) && !parts) return refuse(label, text, '2026-03-28');
	if (parts?.[3]) return readMoment(text, label, zone).toFormat('yyyy-MM-dd');

	const day = text.slice(0, 10);
	if (!DateTime.fromISO(day).isValid)
		throw new FieldRefusal(`'${label}' is a day that does not exist`, 'Write it as 2026-03-28.');
	return day;
}

const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/**
 * Reads a calendar day for a vendor that writes `DD/MM/YYYY` itself: that form is taken too, unless day and month could
 * be swapped.
 *
 * @returns `DD/MM/YYYY`
 */
export function readDayFirst(value: unknown, label: string, zone: string): string {
	const parts = DAY_FIRST.exec(asText(value));
	const iso = parts ? `${parts[3]}-${parts[2].padStart(2, '0')}-${parts[1].padStart(2, '0')}` : value;
	if (parts && Number(parts[1]) <= 12 && Number(parts[2]) <= 12 && Number(parts[1]) !== Number(parts[2])) {
		return refuse(label, asText(value), '2026-03-28');
	}
	return readDay(iso, label, zone).split('-').reverse().join('/');
}

/** One stretch of days, both ends included, as `YYYY-MM-DD`. */
export interface DayRange {
	start: string;
	end: string;
}

/**
 * Cuts a range into stretches of `days` days at most, in order, both ends included and none overlapping.
 *
 * @param days how many days one stretch may count, its first and last included
 */
export function splitDays({ start, end }: DayRange, days: number): DayRange[] {
	const last = DateTime.fromISO(end, { zone: 'utc' });
	const stretches: DayRange[] = [];
	for (let from = DateTime.fromISO(start, { zone: 'utc' }); from <= last; from = from.plus({ days })) {
		const to = DateTime.min(from.plus({ days: days - 1 }), last);
		stretches.push({ start: from.toFormat('yyyy-MM-dd'), end: to.toFormat('yyyy-MM-dd') });
	}
	return stretches;
}

/** `day` moved by a number of days, as `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
	return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** Today in `zone`, as `YYYY-MM-DD`. */
export function today(zone: string): string {
	return DateTime.now().setZone(zone).toFormat('yyyy-MM-dd');
}
