import { choice, day, text } from '../shared/operation/fields';
import { record, recordById, recordIds } from '../shared/operation/recordFields';
import type { Field } from '../shared/operation/types';

type Options = Parameters<typeof record>[3];

/** Fields that several resources share, so that one thing has one name, one list and one help text everywhere. */

export const patientId = (options?: Options): Field =>
	record('patientId', 'Patient', 'searchPatients', {
		description: 'The patient. The list finds names, phone numbers and fiscal codes.',
		...options,
	});

export const operatorId = (options?: Options): Field =>
	record('operatorId', 'Operator', 'searchOperators', {
		description: 'Who treats the patient, such as the dentist or hygienist',
		...options,
	});

export const chairId = (options?: Options): Field =>
	record('chairId', 'Chair', 'searchChairs', {
		description: 'The chair or room in the practice',
		...options,
	});

export const colorId = (options?: Options): Field =>
	record('colorId', 'Color', 'searchColors', {
		description: 'The color of the appointment in the agenda. AlfaDocs demands one.',
		...options,
	});

export const accountId = (options?: Options): Field =>
	record('accountId', 'Account', 'searchAccounts', {
		description: 'The cash or bank account that the money goes to or comes from',
		...options,
	});

export const paymentTypeId = (options?: Options): Field =>
	record('paymentTypeId', 'Payment Type', 'searchPaymentTypes', {
		description: 'How it was paid, e.g. cash or card',
		...options,
	});

export const billId = (options?: Options): Field =>
	recordById('billId', 'Bill', { description: 'The bill, by its ID from Bill > Get Many', ...options });

export const carePlanId = (options?: Options): Field =>
	recordById('carePlanId', 'Care Plan', {
		description: 'The care plan, by its ID from Care Plan > Get Many',
		...options,
	});

export const operatorIds = (options?: Options): Field =>
	recordIds('operatorIds', 'Operator', 'getOperators', options);

/** The states that the documentation lists as a filter of appointments. */
export const appointmentState = (options?: Options): Field =>
	choice(
		'state',
		'State',
		{
			confirmed: 'Confirmed',
			absent: 'Absent',
			cancelled: 'Cancelled',
			done: 'Done',
			in_care: 'In Care',
			waiting: 'Waiting',
		},
		{ description: 'Where the appointment stands', ...options },
	);

export const direction = (options?: Options): Field =>
	choice(
		'direction',
		'Direction',
		{ incoming: 'Incoming', outgoing: 'Outgoing' },
		{ description: 'Whether money comes in or goes out', ...options },
	);

/** Both ends of a range of days. `reach`: what a missing end means. */
export const dateRange = (reach: string): Field[] => [
	day('dateStart', 'Date Start', { description: `First day. ${reach}` }),
	day('dateEnd', 'Date End', {
		description: 'Last day, itself included. A long range is asked for piece by piece.',
	}),
];

export const italianFiscalCode = (options?: Options): Field =>
	text('italianFiscalCode', 'Italian Fiscal Code', {
		placeholder: 'e.g. RSSMRA85T10A562S',
		description: 'The codice fiscale',
		...options,
	});

/** `+39`, `39` and `0039` as the API writes it: `0039`. */
export const spellPrefix = (written: string): string => `00${written.replace(/^(\+|00)/, '')}`;
