import type { Appointment } from '@medplum/fhirtypes';
import type { DateTime } from 'luxon';

import { SEED } from './ids';
import { otherPatients } from './patients';
import { daysAgo, iso, monthsAgo, workingDay } from './time';

const { patients, practitioners, location, appointments, slots } = SEED;

function appointment(
	id: string,
	patient: { id: string },
	practitioner: { id: string },
	start: DateTime,
	status: Appointment['status'],
	slot?: string,
): Appointment & { id: string } {
	const actor = (reference: string) => ({ actor: { reference }, status: 'accepted' as const });
	return {
		resourceType: 'Appointment',
		id,
		status,
		description: 'Check-up',
		start: iso(start),
		end: iso(start.plus({ minutes: 30 })),
		...(slot && { slot: [{ reference: `Slot/${slot}` }] }),
		participant: [
			actor(`Patient/${patient.id}`),
			actor(`Practitioner/${practitioner.id}`),
			actor(`Location/${location.id}`),
		],
	};
}

/** Months since the named patients were last there. */
const LAST_SEEN: Array<[patient: { id: string }, months: number]> = [
	[patients.emma, 14],
	[patients.liam, 2],
	[patients.olivia, 18],
	[patients.ava, 13],
	[patients.sofia, 25],
	[patients.mason, 30],
	[patients.chloe, 5],
];

/** The patients without names were all there within the year, ten days one after the other. */
export const seededAppointments = (): Array<Appointment & { id: string }> => [
	...LAST_SEEN.map(([patient, months]) =>
		appointment(`appt-${patient.id}`, patient, practitioners.chen, monthsAgo(months), 'fulfilled'),
	),
	...otherPatients().map((patient, index) =>
		appointment(`appt-${patient.id}`, patient, practitioners.patel, daysAgo(30 + index * 10), 'fulfilled'),
	),
	appointment(appointments.cancelled.id, patients.sofia, practitioners.chen, monthsAgo(3, 11), 'cancelled'),
	appointment(
		appointments.next.id,
		patients.liam,
		practitioners.chen,
		workingDay(1, 9),
		'booked',
		slots.taken.id,
	),
	appointment(
		appointments.olivia.id,
		patients.olivia,
		practitioners.patel,
		workingDay(2, 14),
		'booked',
		'slot-patel-2-1400',
	),
];
