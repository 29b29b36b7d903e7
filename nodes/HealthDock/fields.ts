import { record, recordById, textId } from '../shared/operation/recordFields';

/** As in the documentation's webhook sample. */
const PATIENT_ID = textId('PAT123456');

type Options = Parameters<typeof record>[3];

export const patientId = (options?: Options) =>
	record('patient_id', 'Patient', 'searchPatients', {
		id: PATIENT_ID,
		description: 'The patient. The list finds names and IDs.',
		...options,
	});

export const doctorId = (options?: Options) =>
	recordById('doctor_id', 'Doctor', {
		id: textId('DOC1'),
		description: 'The doctor, by the ID in HealthDock. The API has no list of doctors.',
		...options,
	});
