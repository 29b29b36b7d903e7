import type { Appointment, AppointmentStatus, Doctor, Patient } from '../records';
import { clinicTime } from '../time';
import { SEED } from './ids';

const { patients: who, doctors, appointments } = SEED;

type Details = Pick<Patient, 'date_of_birth' | 'gender' | 'phone' | 'abha_number'>;

const DETAILS: Record<keyof typeof who, Details> = {
	aarav: {
		date_of_birth: '1984-06-15',
		gender: 'M',
		phone: '+91 98765 43210',
		abha_number: '12-3456-7890-1234',
	},
	priya: {
		date_of_birth: '1991-11-02',
		gender: 'F',
		phone: '+91 99887 76655',
		abha_number: '23456789012345',
	},
	rohan: { date_of_birth: '1978-01-31', gender: 'M', phone: '+91 90000 11111', abha_number: null },
	otherRohan: { date_of_birth: '2001-09-09', gender: 'M', phone: '+91 90000 22222', abha_number: null },
	ananya: { date_of_birth: '1988-02-29', gender: 'F', phone: '9876543211', abha_number: null },
	jaya: { date_of_birth: '1995-07-20', gender: 'Other', phone: '+919812345678', abha_number: null },
	dev: { date_of_birth: '2015-03-03', gender: 'M', phone: '+91 99887 76655', abha_number: null },
	meera: { date_of_birth: '1960-12-25', gender: 'F', phone: '022 2456 7890', abha_number: null },
};

export const seededPatients = (): Patient[] =>
	(Object.keys(who) as Array<keyof typeof who>).map((key, index) => ({
		patient_id: who[key].id,
		first_name: who[key].firstName,
		last_name: who[key].lastName,
		...DETAILS[key],
		created_at: `2024-01-${String(index + 10)}T10:30:00Z`,
	}));

export const seededDoctors = (): Doctor[] => [
	{ doctor_id: doctors.rao.id, name: 'Dr. Lakshmi Rao' },
	{ doctor_id: doctors.mehta.id, name: 'Dr. Arjun Mehta' },
	{ doctor_id: doctors.banerjee.id, name: 'Dr. Ishita Banerjee' },
];

type Named<T> = T[keyof T];

const appointment = (
	{ id }: Named<typeof appointments>,
	patient: Named<typeof who>,
	doctor: Named<typeof doctors>,
	date_time: string,
	status: AppointmentStatus,
): Appointment => ({
	appointment_id: id,
	patient_id: patient.id,
	doctor_id: doctor.id,
	date_time,
	duration: 30,
	type: 'consultation',
	status,
});

export const seededAppointments = (): Appointment[] => [
	appointment(appointments.tomorrow, who.aarav, doctors.rao, clinicTime(1, 10), 'scheduled'),
	appointment(appointments.confirmed, who.priya, doctors.mehta, clinicTime(1, 11, 30), 'confirmed'),
	appointment(appointments.cancelled, who.rohan, doctors.rao, clinicTime(1, 12), 'cancelled'),
	appointment(appointments.past, who.aarav, doctors.rao, clinicTime(-1, 9, 15), 'completed'),
	appointment(appointments.afterMidnight, who.priya, doctors.banerjee, clinicTime(2, 0, 30), 'scheduled'),
];

const FIRST = ['Aditi', 'Bhavesh', 'Chetan', 'Divya', 'Esha', 'Farhan', 'Gauri', 'Harish', 'Indira', 'Kiran'];
const LAST = 'Agarwal,Bose,Chopra,Das,Gupta,Joshi,Kapoor,Kulkarni,Mishra,Naidu,Reddy'.split(',');

/** What one more invented patient is created with, the same for the same number. */
export function inventPatient(number: number): Omit<Patient, 'patient_id' | 'created_at'> {
	const digits = String(number).padStart(6, '0');
	return {
		first_name: FIRST[number % FIRST.length],
		last_name: LAST[number % LAST.length],
		date_of_birth: `19${50 + (number % 50)}-05-${String(10 + (number % 19))}`,
		gender: number % 2 === 0 ? 'F' : 'M',
		phone: `+91 7000${digits.slice(0, 1)} ${digits.slice(1)}`,
		abha_number: null,
	};
}
