import { additionalFields, filters, updateFields } from '../../shared/operation/collections';
import { choice, flag, moment, number, text } from '../../shared/operation/fields';
import { recordById } from '../../shared/operation/recordFields';
import type { Field, Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { appointmentPages, DATE_TIME, inArchive } from '../api';
import { appointmentState, chairId, colorId, dateRange, operatorId, patientId } from '../fields';
import { updating, updateRecord, type Updatable } from '../updates';

export const APPOINTMENTS = inArchive('/appointments');
const ONE = inArchive('/appointments/{appointmentId}');

export const SIMPLIFIED = [
	'id',
	'date',
	'duration',
	'state',
	'type',
	'patientId',
	'operatorId',
	'chairId',
	'colorId',
	'description',
];

const appointmentId = recordById('appointmentId', 'Appointment', {
	required: true,
	description: 'The appointment, by its ID from Appointment > Get Many',
});

const date = (required: boolean): Field =>
	moment('date', 'Date', DATE_TIME, {
		required,
		description:
			"When it starts, on the clock of the practice (the credential's time zone). A value with an offset is converted.",
	});

/** What an appointment may have besides its date and color. */
export const appointmentDetails: Field[] = [
	flag('allDay', 'All Day', 'Whether the appointment takes the whole day'),
	chairId(),
	text('description', 'Description', { rows: 2, description: 'Text that stands in the agenda' }),
	flag('emailReminder', 'Email Reminder', 'Whether AlfaDocs reminds the patient by email'),
	operatorId(),
	patientId(),
	flag('smsReminder', 'SMS Reminder', 'Whether AlfaDocs reminds the patient by SMS'),
	appointmentState(),
	choice(
		'type',
		'Type',
		{ inPractice: 'In Practice', telehealth: 'Telehealth' },
		{ description: 'Where it takes place' },
	),
];

const duration = number('duration', 'Duration', { min: 1, default: 30, description: 'Length in minutes' });

export const UPDATABLE: Updatable = {
	path: ONE,
	// The documentation marks these as required for the update too.
	demanded: ['date', 'colorId'],
	writable: [colorId(), date(false), duration, ...appointmentDetails],
};

export const appointment: Resource = {
	value: 'appointment',
	name: 'Appointment',
	description: 'Visits of patients in the agenda',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create an appointment',
			description:
				'Book an appointment at a time that you name. To take the first free time, use Free Slot > Book.',
			method: 'POST',
			path: APPOINTMENTS,
			fields: [date(true), colorId({ required: true }), additionalFields([duration, ...appointmentDetails])],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get an appointment',
			description: 'Retrieve one appointment by its ID',
			method: 'GET',
			path: ONE,
			simplified: SIMPLIFIED,
			fields: [appointmentId],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many appointments',
			description: 'List appointments of a range of days, of a patient or in a state',
			method: 'GET',
			path: APPOINTMENTS,
			paging: appointmentPages,
			simplified: SIMPLIFIED,
			fields: [
				filters([
					...dateRange(
						'Without any date AlfaDocs gives today until the Sunday in two weeks; without an end, 30 days.',
					),
					patientId({ description: 'Only appointments of this patient' }),
					appointmentState({ description: 'Only appointments in this state' }),
				]),
			],
		},
		{
			value: 'getCarePlanEntries',
			name: 'Get Care Plan Entries',
			action: 'Get the care plan entries of an appointment',
			description: 'List the treatments that are planned for an appointment',
			method: 'GET',
			path: inArchive('/appointments/{appointmentId}/care-plan-entries'),
			paging: wholeList,
			fields: [appointmentId],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update an appointment',
			description: 'Change an appointment, e.g. move it. What you leave out stays as it is.',
			fields: [appointmentId, updateFields(UPDATABLE.writable)],
			...updating(UPDATABLE),
		},
		{
			value: 'cancel',
			name: 'Cancel',
			action: 'Cancel an appointment',
			description: "Set the state of an appointment to 'Cancelled'. It stays in the agenda's history.",
			writes: true,
			fields: [appointmentId],
			// The API has no address for cancelling [I].
			run: async ({ api, sendable }) => [
				{ json: await updateRecord(api, UPDATABLE, sendable, { state: 'cancelled' }) },
			],
		},
	],
};
