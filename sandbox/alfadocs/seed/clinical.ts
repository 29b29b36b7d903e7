import { BLANK_APPOINTMENT } from '../appointments';
import type { Appointment, Archive } from '../records';
import { addDays, dateTimeText, now, today, workday } from '../time';
import { SEED } from './ids';

const { patients, operators, chairs, colors, appointments, carePlans, carePlanEntries, documents } = SEED;

function appointment(
	id: number,
	date: string,
	patient: { id: number },
	state: string,
	rest: Partial<Appointment> = {},
): Appointment {
	return {
		...BLANK_APPOINTMENT,
		id,
		date,
		patientId: patient.id,
		state,
		operatorId: operators.verdi.id,
		chairId: chairs.one.id,
		colorId: colors.visit.id,
		createdThroughApi: false,
		...rest,
	};
}

const hygiene = { operatorId: operators.gallo.id, chairId: chairs.two.id, colorId: colors.hygiene.id };

/** Working days from today, one appointment a day: the afternoon is left free but for these half hours. */
const FILLERS = [-9, -8, -7, -6, -5, -4, -3, -2, 2, 3, 4, 5, 6, 7, 8, 9];

const fillers = (): Appointment[] => {
	const people = Object.values(patients).filter((patient) => patient !== patients.deleted);
	return FILLERS.map((days, index) =>
		appointment(
			2101 + index,
			`${workday(days)} 15:00:00`,
			people[index % people.length],
			days < 0 ? 'done' : 'confirmed',
			index % 2 ? hygiene : {},
		),
	);
};

export const seededAppointments = (): Appointment[] => [
	appointment(appointments.next.id, `${workday(1)} 09:00:00`, patients.mario, 'confirmed', {
		carePlanId: carePlans.mario.id,
		description: 'Otturazione',
	}),
	appointment(appointments.cancelled.id, `${workday(1)} 10:00:00`, patients.giulia, 'cancelled', {
		...hygiene,
		duration: 60,
	}),
	appointment(appointments.past.id, `${workday(-10)} 09:30:00`, patients.luca, 'done', { firstVisit: true }),
	appointment(appointments.old.id, `${addDays(today(), -90)} 11:00:00`, patients.mario, 'done'),
	...fillers(),
];

export const seededCarePlans = (): Pick<Archive, 'carePlans' | 'carePlanEntries'> => ({
	carePlans: [
		{
			id: carePlans.mario.id,
			patientId: patients.mario.id,
			name: 'Piano di cura 1',
			state: 'open',
			signed: false,
		},
		{
			id: carePlans.marioSigned.id,
			patientId: patients.mario.id,
			name: 'Igiene',
			state: 'done',
			signed: true,
		},
		{ id: carePlans.giulia.id, patientId: patients.giulia.id, name: 'Corona', state: 'open', signed: false },
	].map((carePlan) => ({ ...carePlan, deleted: false })),
	carePlanEntries: [
		{
			id: carePlanEntries.marioFilling.id,
			carePlanId: carePlans.mario.id,
			appointmentId: appointments.next.id,
			code: 'OTT',
			name: 'Otturazione',
			tooth: '16',
			done: false,
			price: 120,
			operatorId: operators.verdi.id,
		},
		{
			id: carePlanEntries.marioHygiene.id,
			carePlanId: carePlans.mario.id,
			appointmentId: null,
			code: 'IGI',
			name: 'Igiene orale',
			tooth: 'general',
			done: true,
			price: 80,
			operatorId: operators.gallo.id,
		},
		{
			id: carePlanEntries.giuliaCrown.id,
			carePlanId: carePlans.giulia.id,
			appointmentId: null,
			code: 'COR',
			name: 'Corona in ceramica',
			tooth: '24',
			done: false,
			price: 650.5,
			operatorId: operators.verdi.id,
		},
	],
});

/** The smallest document that a reader takes for a PDF: one empty page. */
const PDF = [
	'%PDF-1.4',
	'1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
	'2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
	'3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj',
	'trailer<</Root 1 0 R>>',
	'%%EOF',
].join('\n');

export const seededDocuments = (): Archive['documents'] =>
	[
		{ ...documents.consent, type: 'text', folderName: 'Consensi', text: PDF },
		{ ...documents.note, type: 'other', folderName: 'Note', text: 'Nota di prova.\n' },
	].map(({ text, ...document }) => ({
		...document,
		patientId: patients.mario.id,
		createdAt: dateTimeText(now().minus({ days: 5 })),
		base64Data: btoa(text),
	}));
