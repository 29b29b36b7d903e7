import type { DateTime } from 'luxon';

import { date, integerBetween, integers } from '../shared/query';
import { isFormat } from '../shared/schema';
import { Refusal } from '../shared/refusal';
import { list } from './answers';
import { dateRange } from './range';
import type { Appointment, Archive, Operator } from './records';
import { route, type Route } from './route';
import { addDays, dateTimeText, now, wall } from './time';
import { mustExist } from './lookup';

/** The sandbox practice's hours, Monday to Friday; slots start on the half hour. */
const OPENING_HOURS = [
	['09:00', '12:30'],
	['14:00', '18:00'],
];
const GRID_MINUTES = 30;
const LAST_WORKDAY = 5;

/** Neither the default nor a maximum is documented [I]. */
const DEFAULT_DAYS = 7;
const MAX_DAYS = 366;

/** What a free slot looks like is not documented: all of this shape is [I], and it stands only here. */
interface FreeSlot {
	start: string;
	end: string;
	operatorId: number;
	chairId: number;
}

type Booking = Pick<Appointment, 'id' | 'date' | 'duration' | 'allDay' | 'operatorId'>;

/** From, inclusive, to, exclusive, as texts that sort like times. */
function span({ date: start, duration, allDay }: Booking): [string, string] {
	if (allDay) return [`${start.slice(0, 10)} 00:00:00`, `${start.slice(0, 10)} 24:00:00`];
	return [start, dateTimeText(wall(start).plus({ minutes: duration }))];
}

/** Whether the operator has another appointment, not cancelled, at this time. */
export function isBusy(archive: Archive, booking: Booking): boolean {
	if (booking.operatorId === null) return false;
	const [start, end] = span(booking);
	return archive.appointments.some((other) => {
		if (other.id === booking.id || other.operatorId !== booking.operatorId || other.state === 'cancelled') {
			return false;
		}
		const [otherStart, otherEnd] = span(other);
		return otherStart < end && start < otherEnd;
	});
}

function slotsOfDay(archive: Archive, day: DateTime, operator: Operator, duration: number): FreeSlot[] {
	if (day.weekday > LAST_WORKDAY) return [];
	const at = (time: string) => wall(`${day.toISODate()} ${time}:00`);
	// Each operator works at one chair.
	const chair = archive.chairs[archive.operators.indexOf(operator) % archive.chairs.length];
	return OPENING_HOURS.flatMap(([opens, closes]) => {
		const slots: FreeSlot[] = [];
		let start = at(opens);
		while (start.plus({ minutes: duration }) <= at(closes)) {
			const booking = { id: 0, date: dateTimeText(start), duration, allDay: false, operatorId: operator.id };
			const end = dateTimeText(start.plus({ minutes: duration }));
			if (start > now() && !isBusy(archive, booking)) {
				slots.push({ start: booking.date, end, operatorId: operator.id, chairId: chair.id });
			}
			start = start.plus({ minutes: GRID_MINUTES });
		}
		return slots;
	});
}

export const slotRoutes: Route[] = [
	route('GET', '/free-slots/:startDate', {
		query: { endDate: date, duration: integerBetween(1, 24 * 60), operatorIds: integers },
		handle({ archive, param, query }) {
			const startDate = param('startDate');
			if (!isFormat('YYYY-MM-DD', startDate)) {
				throw new Refusal(400, 'startDate must be a date in the format YYYY-MM-DD');
			}
			const { duration, operatorIds } = query;
			if (duration === undefined) throw new Refusal(400, 'duration is required');
			const endDate = query.endDate ?? addDays(startDate, DEFAULT_DAYS);
			dateRange(startDate, endDate, MAX_DAYS);
			for (const id of operatorIds ?? []) mustExist(archive.operators, id, 'operatorIds');
			const operators = archive.operators.filter(
				({ id, deleted }) => !deleted && (operatorIds?.includes(id) ?? true),
			);
			const slots: FreeSlot[] = [];
			for (let day = wall(startDate); day <= wall(endDate); day = day.plus({ days: 1 })) {
				slots.push(...operators.flatMap((operator) => slotsOfDay(archive, day, operator, duration)));
			}
			return list(slots.sort((a, b) => a.start.localeCompare(b.start) || a.operatorId - b.operatorId));
		},
	}),
];
