import { date, oneOf, text } from '../shared/query';
import { fieldRefusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import { pageOf, PAGING, success } from './answers';
import type { Appointment } from './records';
import { route, type Call, type Route } from './route';
import { dayOf } from './time';

type AppointmentBody = Pick<Appointment, 'patient_id' | 'doctor_id' | 'date_time'> &
	Partial<Pick<Appointment, 'duration' | 'type'>>;

const filled = { type: 'string', minLength: 1 };

const body = checker<AppointmentBody>({
	type: 'object',
	additionalProperties: false,
	required: ['patient_id', 'doctor_id', 'date_time'],
	properties: {
		patient_id: filled,
		doctor_id: filled,
		// Without an offset it would not be said when it is; the documentation says “ISO 8601 format” [I].
		date_time: { type: 'string', format: 'ISO 8601 with offset' },
		duration: { type: 'integer', minimum: 1 },
		type: { enum: ['consultation', 'follow-up', 'procedure'] },
	},
});

/** “Resource not found” is read as the answer to an id that names nobody [I]. */
function checkReferences({ world }: Call, { patient_id, doctor_id }: AppointmentBody): void {
	if (!world.patients.some((patient) => patient.patient_id === patient_id)) {
		throw fieldRefusal(404, 'patient_id', `Patient ${patient_id} not found`);
	}
	if (!world.doctors.some((doctor) => doctor.doctor_id === doctor_id)) {
		throw fieldRefusal(404, 'doctor_id', `Doctor ${doctor_id} not found`);
	}
}

const instant = ({ date_time }: Appointment): number => Date.parse(date_time);

/** Path, paging and answers of the list are not shown in the documentation [I]. */
export const appointmentRoutes: Route[] = [
	route('GET', '/appointments', {
		query: {
			...PAGING,
			date,
			doctor_id: text,
			status: oneOf('scheduled', 'confirmed', 'completed', 'cancelled'),
		},
		handle({ world, query: { page, limit, ...filters } }) {
			const { appointments: all, switches } = world;
			const found = all.filter(
				(row) =>
					(filters.date === undefined || dayOf(row.date_time) === filters.date) &&
					(filters.doctor_id === undefined || row.doctor_id === filters.doctor_id) &&
					(filters.status === undefined || row.status === filters.status),
			);
			found.sort((a, b) => instant(a) - instant(b));
			const { rows: appointments, pagination } = pageOf(found, { page, limit }, switches);
			if (switches.listShape === 'bare') return appointments;
			return success(switches.listShape === 'array' ? appointments : { appointments, pagination });
		},
	}),
	route('POST', '/appointments', {
		body,
		handle(call) {
			const { world, body: sent, reply } = call;
			checkReferences(call, sent);
			const appointment: Appointment = {
				appointment_id: world.newId('APT'),
				duration: 30,
				type: null,
				...sent,
				status: 'scheduled',
			};
			// Whether a taken slot is refused is not documented: it is not [I].
			world.appointments.push(appointment);
			reply.code(201);
			return success(appointment);
		},
	}),
];
