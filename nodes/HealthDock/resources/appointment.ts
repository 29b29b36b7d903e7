import { additionalFields, filters } from '../../shared/operation/collections';
import { choice, day, moment, number } from '../../shared/operation/fields';
import type { Resource } from '../../shared/operation/types';
import { appointmentPages } from '../api';
import { doctorId, patientId } from '../fields';

const APPOINTMENTS = '/appointments';

/** ISO 8601, always with an offset: the documentation leaves open what a time without one would mean. */
const WITH_OFFSET = "yyyy-MM-dd'T'HH:mm:ssZZ";

export const appointment: Resource = {
	value: 'appointment',
	name: 'Appointment',
	description: 'Visits of patients',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create an appointment',
			description: 'Book an appointment of a patient with a doctor',
			method: 'POST',
			path: APPOINTMENTS,
			fields: [
				patientId({ required: true }),
				doctorId({ required: true }),
				moment('date_time', 'Date and Time', WITH_OFFSET, {
					required: true,
					placeholder: 'e.g. 2026-03-28T09:30:00+05:30',
					description:
						"When it starts. Without an offset it is taken in the workflow's time zone. It is always sent with an offset.",
				}),
				additionalFields([
					number('duration', 'Duration', { min: 1, default: 30, description: 'Length in minutes' }),
					choice(
						'type',
						'Type',
						{ consultation: 'Consultation', 'follow-up': 'Follow-Up', procedure: 'Procedure' },
						{ description: 'What kind of visit it is' },
					),
				]),
			],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many appointments',
			description: 'List appointments of a day or a range of days, of a doctor or in a state',
			method: 'GET',
			path: APPOINTMENTS,
			paging: appointmentPages,
			fields: [
				filters([
					day('date', 'Date', { description: "The day, or the first day when 'Date End' is set" }),
					day('dateEnd', 'Date End', {
						description: 'The last day of a range, itself included. Each day of the range is one request.',
					}),
					doctorId({ description: 'Only appointments of this doctor' }),
					choice(
						'status',
						'Status',
						{
							scheduled: 'Scheduled',
							cancelled: 'Cancelled',
							completed: 'Completed',
							confirmed: 'Confirmed',
						},
						{ description: 'Only appointments in this state' },
					),
				]),
			],
		},
	],
};
