import { CREDENTIALS } from '../credentials';
import { newId } from '../lookup';
import { blankPatient } from '../patients';
import type { Archive } from '../records';
import { billing } from './billing';
import { seededAppointments, seededCarePlans, seededDocuments } from './clinical';
import { SEED } from './ids';
import { inventPatient, patients } from './patients';
import { setup } from './setup';

/** Ids of what is created later start here, far above the seed's. */
const FIRST_NEW_ID = 90_000;

export const seededArchive = (): Archive => ({
	practiceId: CREDENTIALS.practiceId,
	archiveId: CREDENTIALS.archiveId,
	practiceName: 'Studio Dentistico Esempio',
	ownerEmail: 'owner@studio.example.com',
	nextId: FIRST_NEW_ID,
	...setup(),
	patients: patients(),
	appointments: seededAppointments(),
	...billing(),
	...seededCarePlans(),
	documents: seededDocuments(),
});

/** Another practice, with a key of its own and one patient. */
export const otherArchive = (): Archive => ({
	...seededArchive(),
	practiceId: CREDENTIALS.otherPracticeId,
	archiveId: CREDENTIALS.otherArchiveId,
	practiceName: 'Altro Studio',
	ownerEmail: 'owner@altro.example.com',
	patients: [blankPatient(SEED.otherArchive.patient.id, 'Piero', 'Altrove')],
	appointments: [],
	bills: [],
	billLiabilities: [],
	transactions: [],
	carePlans: [],
	carePlanEntries: [],
	documents: [],
});

/** Adds invented patients and returns their ids. */
export function addPatients(archive: Archive, count: number): number[] {
	return Array.from({ length: count }, (_, index) => {
		const patient = inventPatient(newId(archive), newId(archive), index);
		archive.patients.push(patient);
		return patient.id;
	});
}
