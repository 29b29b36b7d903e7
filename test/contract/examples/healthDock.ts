import { DateTime } from 'luxon';

import type { HealthDockSandbox } from '../../../sandbox';
import { same, type Examples } from './example';

/** The seed's dates follow the calendar of the clinic. */
const atClinic = (days: number) => DateTime.now().setZone('Asia/Kolkata').plus({ days });

export const healthDockExamples = (seed: HealthDockSandbox['seed']): Examples => ({
	// Records
	patient_id: same(seed.patients.aarav.id),
	doctor_id: same(seed.doctors.rao.id),

	// Appointments
	// The same instant in the time zone of the workflow, which is Europe/Rome in these tests.
	date_time: same('2031-03-28T09:30:00+05:30', '2031-03-28T05:00:00+01:00'),
	duration: same(45),
	type: same('follow-up'),
	date: same(atClinic(1).toFormat('yyyy-MM-dd')),
	dateEnd: same(atClinic(2).toFormat('yyyy-MM-dd')),
	status: same('scheduled'),

	// Patients
	first_name: same('Kasturi Bai'),
	last_name: same('Tamhankar'),
	date_of_birth: same('1971-04-05'),
	gender: same('Other'),
	phone: same('+91 93333 12121'),
	abha_number: same('98-7654-3210-9876'),
	search: same('Patel'),
});
