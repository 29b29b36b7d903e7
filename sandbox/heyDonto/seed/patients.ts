import type { Patient } from '@medplum/fhirtypes';

import { SEED } from './ids';

type StoredPatient = Patient & { id: string };

/** The practice's own numbers. */
const NUMBERS = 'https://lakeshore-dental.example/patient-number';

interface Person {
	firstName: string;
	lastName: string;
	gender: 'female' | 'male' | 'other' | 'unknown';
	birthDate: string;
	phone: string;
	email?: string;
}

const patient = (number: string, person: Person): Omit<StoredPatient, 'id'> => ({
	resourceType: 'Patient',
	active: true,
	identifier: [{ system: NUMBERS, value: number }],
	name: [{ use: 'official', family: person.lastName, given: person.firstName.split(' ') }],
	telecom: [
		{ system: 'phone', value: person.phone, use: 'mobile' },
		...(person.email ? [{ system: 'email' as const, value: person.email }] : []),
	],
	gender: person.gender,
	birthDate: person.birthDate,
	address: [
		{ line: ['12 Harbor Street'], city: 'Evanston', state: 'IL', postalCode: '60201', country: 'US' },
	],
});

type Details = Omit<Person, 'firstName' | 'lastName'>;

const DETAILS: Record<keyof typeof SEED.patients, Details> = {
	emma: {
		gender: 'female',
		birthDate: '1984-06-15',
		phone: '+1 847 555 0111',
		email: 'emma.carter@example.com',
	},
	liam: {
		gender: 'male',
		birthDate: '1990-02-28',
		phone: '+1 847 555 0112',
		email: 'liam.johnson@example.com',
	},
	olivia: { gender: 'female', birthDate: '1975-12-01', phone: '+1 847 555 0113' },
	noah: { gender: 'male', birthDate: '2015-03-03', phone: '+1 847 555 0112' },
	otherNoah: { gender: 'male', birthDate: '1962-09-30', phone: '+1 847 555 0115' },
	ava: {
		gender: 'female',
		birthDate: '1999-01-31',
		phone: '+1 847 555 0116',
		email: 'ava.obrien@example.com',
	},
	sofia: { gender: 'female', birthDate: '1988-02-29', phone: '+1 847 555 0117' },
	mason: { gender: 'other', birthDate: '1950-07-04', phone: '+1 847 555 0118' },
	chloe: { gender: 'female', birthDate: '1978-01-31', phone: '+1 847 555 0119' },
};

export const namedPatients = (): StoredPatient[] =>
	(Object.keys(DETAILS) as Array<keyof typeof DETAILS>).map((key) => {
		const { id, firstName, lastName } = SEED.patients[key];
		const made = patient(id.slice(3), { firstName, lastName, ...DETAILS[key] });
		return { ...made, id, active: key !== 'mason' };
	});

const FIRST = 'Aiden,Bella,Caleb,Daisy,Elijah,Fiona,Gabriel,Hazel,Isaac,Julia'.split(',');
const LAST = 'Adams,Baker,Campbell,Diaz,Evans,Foster,Gray,Hughes,Ingram,Jensen,Keller'.split(',');

/** One more invented patient, the same for the same number. */
export function inventPatient(number: number): Omit<StoredPatient, 'id'> {
	const digits = String(number).padStart(5, '0');
	return patient(`9${digits}`, {
		firstName: FIRST[number % FIRST.length],
		lastName: LAST[number % LAST.length],
		gender: number % 2 === 0 ? 'female' : 'male',
		birthDate: `19${50 + (number % 50)}-05-${10 + (number % 19)}`,
		phone: `+1 312 555 ${digits.slice(-4)}`,
	});
}

/** Those of the main site who have no name to rely on. */
export const otherPatients = (): StoredPatient[] => {
	const named = Object.keys(SEED.patients).length;
	return Array.from({ length: SEED.patientsOfMain - named }, (_, index) => ({
		...inventPatient(90_000 + index),
		id: `pt-${1001 + named + index}`,
	}));
};

export const secondPatients = (): StoredPatient[] => {
	const { noah, grace, henry } = SEED.secondPatients;
	const details: Details = { gender: 'unknown', birthDate: '1981-11-11', phone: '+1 708 555 0121' };
	return [
		{ ...patient('2001', { firstName: 'Noah', lastName: 'Johnson', ...details }), ...noah },
		{ ...patient('2002', { firstName: 'Grace', lastName: 'Kim', ...details }), ...grace },
		{ ...patient('2003', { firstName: 'Henry', lastName: 'Young', ...details }), ...henry },
	];
};
