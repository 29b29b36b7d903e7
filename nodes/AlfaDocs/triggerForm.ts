import type { INodeProperties } from 'n8n-workflow';

import { options } from '../shared/operation/collections';
import { number, onlyWhen } from '../shared/operation/fields';
import { gathering, outputChoice } from '../shared/trigger/output';
import { ACCOUNTING_DAYS } from './api';
import { patientId } from './fields';

export type Watched = 'appointment' | 'bill' | 'document' | 'patient' | 'transaction';

/** What a workflow can start on, and what is watched for it. */
const EVENTS = {
	appointmentCancelled: 'appointment',
	appointmentCreated: 'appointment',
	appointmentAnyChange: 'appointment',
	appointmentUpdated: 'appointment',
	billCreated: 'bill',
	documentCreated: 'document',
	patientCreated: 'patient',
	patientAnyChange: 'patient',
	patientUpdated: 'patient',
	transactionCreated: 'transaction',
} as const satisfies Record<string, Watched>;

export type EventName = keyof typeof EVENTS;

export const watchedFor = (event: EventName): Watched => EVENTS[event];

const eventsOf = (...watched: Watched[]): string[] =>
	Object.entries(EVENTS).flatMap(([event, what]) => (watched.includes(what) ? [event] : []));

const trigger: INodeProperties = {
	displayName: 'Trigger On',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Appointment Cancelled',
			value: 'appointmentCancelled',
			description: 'An appointment got the state Cancelled',
		},
		{
			name: 'Appointment Created',
			value: 'appointmentCreated',
			description: 'An appointment is new, or was moved into the days that are watched',
		},
		{
			name: 'Appointment Created, Updated or Cancelled',
			value: 'appointmentAnyChange',
			description: "The output's event says which",
		},
		{
			name: 'Appointment Updated',
			value: 'appointmentUpdated',
			description: 'An appointment was changed in any other way than being cancelled, e.g. moved',
		},
		{
			name: 'Bill Created',
			value: 'billCreated',
			description: 'A bill is new among those of the last days',
		},
		{
			name: 'Document Created',
			value: 'documentCreated',
			description: 'A document is new among those of one patient',
		},
		{
			name: 'Patient Created',
			value: 'patientCreated',
			description: 'A patient is new. Every poll lists all patients, 100 per request.',
		},
		{
			name: 'Patient Created or Updated',
			value: 'patientAnyChange',
			description: "The output's event says which. Every poll lists all patients, 100 per request.",
		},
		{
			name: 'Patient Updated',
			value: 'patientUpdated',
			description:
				"A patient's details, phone numbers or custom fields were changed. Every poll lists all patients, 100 per request.",
		},
		{
			name: 'Transaction Created',
			value: 'transactionCreated',
			description: 'A payment is new among those of the last days',
		},
	],
	default: 'appointmentAnyChange',
};

export const chosenPatient = onlyWhen(
	{ event: eventsOf('document') },
	patientId({ required: true, description: 'The patient whose documents are watched' }),
);

/** What the options mean when they are left out. */
export const DEFAULT_DAYS = { daysBack: 1, daysAhead: 60, accountingDaysBack: ACCOUNTING_DAYS - 1 };

const MAX_DAYS = 365;

const days = (
	name: keyof typeof DEFAULT_DAYS,
	displayName: string,
	description: string,
	...watched: Watched[]
) =>
	onlyWhen(
		{ '/event': eventsOf(...watched) },
		number(name, displayName, { min: 0, max: MAX_DAYS, default: DEFAULT_DAYS[name], description }),
	);

export const watchedDays = options([
	days(
		'daysBack',
		'Days Back',
		'How many days before today are watched. What is older starts nothing.',
		'appointment',
	),
	days(
		'daysAhead',
		'Days Ahead',
		'How many days after today are watched. Appointments that come into view as days pass start nothing. Every poll takes a request for each 30 days.',
		'appointment',
	),
	days(
		'accountingDaysBack',
		'Days Back',
		'How many days before today are watched. What is entered with an earlier date is not seen. Every poll takes a request for each 31 days.',
		'bill',
		'transaction',
	),
]);

export const watchingProperties: INodeProperties[] = [
	trigger,
	chosenPatient.property,
	outputChoice('The fields that are needed most, ten at most'),
	gathering,
	watchedDays.property,
];
