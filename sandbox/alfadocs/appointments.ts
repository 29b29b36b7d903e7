import { date, integer, oneOf } from '../shared/query';
import { Refusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import { item, list } from './answers';
import { dateRange } from './range';
import type { Appointment, Archive } from './records';
import { route, type Route } from './route';
import { isBusy } from './slots';
import { addDays, today, wall } from './time';
import { find, mustExist, newId } from './lookup';

const MAX_DAYS = 30;
const STATES = ['absent', 'waiting', 'in_care', 'done', 'cancelled', 'confirmed'];

type AppointmentBody = Pick<Appointment, 'date' | 'colorId'> & Partial<Appointment>;

const id = { type: 'integer' };
const flag = { type: 'boolean' };

/** Creates and updates alike: the documentation marks date and colorId as required on both. */
const body = checker<AppointmentBody>({
	type: 'object',
	additionalProperties: false,
	required: ['date', 'colorId'],
	properties: {
		date: { type: 'string', format: 'YYYY-MM-DD HH:mm:ss' },
		patientId: id,
		emailReminder: flag,
		smsReminder: flag,
		description: { type: 'string' },
		allDay: flag,
		type: { enum: ['telehealth', 'inPractice'] },
		duration: { type: 'integer', minimum: 1 },
		// The body's table has no enum; these are the list filter's [I].
		state: { enum: STATES },
		colorId: id,
		chairId: id,
		operatorId: id,
	},
});

/** What an appointment has that was not sent [I]. */
export const BLANK_APPOINTMENT: Omit<Appointment, 'id' | 'date' | 'colorId'> = {
	patientId: null,
	operatorId: null,
	carePlanId: null,
	emailReminder: false,
	smsReminder: false,
	description: '',
	allDay: false,
	type: 'inPractice',
	state: null,
	duration: 30,
	frequency: null,
	recurrenceCount: null,
	chairId: null,
	createdThroughBooking: false,
	createdThroughApi: true,
	firstVisit: false,
};

function checkReferences(archive: Archive, sent: AppointmentBody): void {
	mustExist(archive.patients, sent.patientId, 'patientId');
	mustExist(archive.colors, sent.colorId, 'colorId');
	mustExist(archive.chairs, sent.chairId, 'chairId');
	mustExist(archive.operators, sent.operatorId, 'operatorId');
}

/** What a double booking is answered with is not documented [I]. */
function checkSlot(archive: Archive, appointment: Appointment): void {
	if (appointment.state !== 'cancelled' && isBusy(archive, appointment)) {
		throw new Refusal(409, 'The slot is already taken');
	}
}

/** “From current date to Sunday +14 days”, read as the Sunday of the first day's week [I]. */
function defaultEnd(start: string): string {
	return addDays(start, 7 - wall(start).weekday + 14);
}

export const appointmentRoutes: Route[] = [
	route('GET', '/appointments', {
		query: { dateStart: date, dateEnd: date, state: oneOf(...STATES), patientId: integer },
		handle({ archive, query }) {
			const start = query.dateStart ?? today();
			const inRange = dateRange(start, query.dateEnd ?? defaultEnd(start), MAX_DAYS);
			const rows = archive.appointments.filter(
				(row) =>
					inRange(row.date) &&
					(query.state === undefined || row.state === query.state) &&
					(query.patientId === undefined || row.patientId === query.patientId),
			);
			return list(rows.sort((a, b) => a.date.localeCompare(b.date) || a.id - b.id));
		},
	}),
	route('POST', '/appointments', {
		body,
		handle({ archive, body: sent, switches }) {
			checkReferences(archive, sent);
			const appointment = { ...BLANK_APPOINTMENT, ...sent, id: newId(archive) };
			if (switches.slotTaken) {
				switches.slotTaken = false;
				const another = { ...appointment, id: newId(archive), patientId: null, createdThroughApi: false };
				archive.appointments.push(another);
			}
			checkSlot(archive, appointment);
			archive.appointments.push(appointment);
			return item(appointment);
		},
	}),
	route('GET', '/appointments/:appointmentId', {
		handle: ({ archive, id: idOf }) => item(find(archive.appointments, idOf('appointmentId'), 'Appointment')),
	}),
	route('UPDATE', '/appointments/:appointmentId', {
		body,
		handle({ archive, id: idOf, body: sent }) {
			const appointment = find(archive.appointments, idOf('appointmentId'), 'Appointment');
			checkReferences(archive, sent);
			checkSlot(archive, { ...appointment, ...sent });
			return item(Object.assign(appointment, sent));
		},
	}),
	route('GET', '/appointments/:appointmentId/care-plan-entries', {
		handle({ archive, id: idOf }) {
			const appointment = find(archive.appointments, idOf('appointmentId'), 'Appointment');
			return item(archive.carePlanEntries.filter((entry) => entry.appointmentId === appointment.id));
		},
	}),
];
