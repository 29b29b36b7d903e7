import { text } from '../shared/query';
import { checker } from '../shared/schema';
import { pageOf, PAGING, success } from './answers';
import type { Patient } from './records';
import { route, type Route } from './route';

type PatientBody = Omit<Patient, 'patient_id' | 'created_at' | 'abha_number'> & { abha_number?: string };

const filled = { type: 'string', minLength: 1 };

const body = checker<PatientBody>({
	type: 'object',
	additionalProperties: false,
	required: ['first_name', 'last_name', 'date_of_birth', 'gender', 'phone'],
	properties: {
		first_name: filled,
		last_name: filled,
		date_of_birth: { type: 'string', format: 'YYYY-MM-DD' },
		gender: { enum: ['M', 'F', 'Other'] },
		phone: filled,
		// 14 digits, with dashes or without [I]; the documentation says no more than “ABHA ID”.
		abha_number: { type: 'string', pattern: '^(\\d{14}|\\d{2}-\\d{4}-\\d{4}-\\d{4})$' },
	},
});

/** “Search by name or ID”: any part of the name, the whole ID [I]. Phone and ABHA number are not searched. */
function matches({ patient_id, first_name, last_name }: Patient, search: string): boolean {
	const wanted = search.trim().toLowerCase();
	return `${first_name} ${last_name}`.toLowerCase().includes(wanted) || patient_id.toLowerCase() === wanted;
}

export const patientRoutes: Route[] = [
	route('GET', '/patients', {
		query: { ...PAGING, search: text },
		handle({ world, query: { search, ...paging } }) {
			const { switches } = world;
			const found = world.patients.filter((patient) => search === undefined || matches(patient, search));
			if (switches.patientOrder === 'newestFirst') found.reverse();
			const { rows: patients, pagination } = pageOf(found, paging, switches);
			if (switches.arrivals > 0) {
				// After this page was read, before the next one is.
				switches.arrivals -= 1;
				world.inventPatients(1);
			}
			return success({ patients, pagination });
		},
	}),
	route('POST', '/patients', {
		body,
		handle({ world, body: sent, reply }) {
			// There is no idempotency key: the same request twice makes two patients.
			const patient = world.addPatient({ abha_number: null, ...sent });
			world.events.announce('patient.created', patient);
			reply.code(201);
			return success(patient);
		},
	}),
];
