import { integer, integerBetween, text } from '../shared/query';
import { checker } from '../shared/schema';
import { item, listOfOne, page } from './answers';
import { checkCustomValues } from './customObjectFields';
import type { Archive, Patient } from './records';
import { route, type Route } from './route';
import { dateTimeText, now } from './time';
import { find, newId } from './lookup';

const DEFAULT_LIMIT = 100;
/** [I] */
const MAX_LIMIT = 1000;

type Stored = Omit<Patient, 'id' | 'custom' | 'deleted' | 'phoneNumbers'>;
type PatientBody = Pick<Stored, 'firstName' | 'lastName'> &
	Partial<Omit<Stored, 'dateBirth'>> & { dateOfBirth?: string; [custom: `_${string}`]: string };

const string = { type: 'string' };
const flag = { type: 'boolean' };
const int = { type: 'integer' };
const dateTime = { type: 'string', format: 'YYYY-MM-DD HH:mm:ss' };

/** Creates and updates alike: the documentation marks the names as required on both. */
const body = checker<PatientBody>({
	type: 'object',
	additionalProperties: false,
	required: ['firstName', 'lastName'],
	patternProperties: { '^_': string },
	properties: {
		firstName: { type: 'string', minLength: 1 },
		lastName: { type: 'string', minLength: 1 },
		email: string,
		emailEnabled: flag,
		gender: { enum: ['m', 'f'] },
		street: string,
		city: string,
		postcode: string,
		province: string,
		dateOfBirth: { type: 'string', format: 'YYYY-MM-DD' },
		placeOfBirth: string,
		italianFiscalCode: string,
		job: string,
		yearlyNumberingYear: string,
		yearlyNumberingNumber: int,
		defaultDiscount: int,
		sourceId: int,
		priceListId: int,
		// The samples show "true" in quotes; the schema says boolean, and the schema is followed.
		emailReminderPossible: flag,
		smsReminderPossible: flag,
		documentSignatureEmailPossible: flag,
		createdAt: dateTime,
		lastModifiedAt: dateTime,
	},
});

/** A patient of whom only the names are known. */
export const blankPatient = (id: number, firstName: string, lastName: string): Patient => ({
	id,
	firstName,
	lastName,
	email: '',
	emailEnabled: false,
	gender: null,
	street: '',
	city: '',
	postcode: '',
	province: '',
	dateBirth: null,
	placeOfBirth: '',
	italianFiscalCode: '',
	job: '',
	yearlyNumberingYear: null,
	yearlyNumberingNumber: null,
	defaultDiscount: null,
	sourceId: null,
	priceListId: null,
	emailReminderPossible: false,
	smsReminderPossible: false,
	documentSignatureEmailPossible: false,
	createdAt: dateTimeText(now()),
	lastModifiedAt: dateTimeText(now()),
	phoneNumbers: [],
	deleted: false,
	custom: {},
});

function apply(archive: Archive, patient: Patient, sent: PatientBody): void {
	const { dateOfBirth, ...rest } = sent;
	const entries = Object.entries(rest);
	const custom = Object.fromEntries(entries.filter(([name]) => name.startsWith('_'))) as Record<
		string,
		string
	>;
	const own = Object.fromEntries(entries.filter(([name]) => !name.startsWith('_')));
	checkCustomValues(archive, 'patient', custom);
	Object.assign(patient, { lastModifiedAt: dateTimeText(now()) }, own);
	if (dateOfBirth !== undefined) patient.dateBirth = dateOfBirth;
	Object.assign(patient.custom, custom);
}

/** As the vendor shows it. Of a deleted patient “only some data” come; which ones is not stated [I]. */
function view({ deleted, custom, ...patient }: Patient): object {
	if (deleted) {
		const { id, firstName, lastName } = patient;
		return { id, firstName, lastName, deleted };
	}
	return { ...patient, emailValid: /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(patient.email), ...custom };
}

/** A patient who is not deleted, or 404. */
export const livingPatient = (archive: Archive, id: number): Patient =>
	find(
		archive.patients.filter((patient) => !patient.deleted),
		id,
		'Patient',
	);

const startsWith = (value: string, start = '') => value.toLowerCase().startsWith(start.toLowerCase());
const equals = (value: string, wanted = value) => value.toLowerCase() === wanted.toLowerCase();

export const patientRoutes: Route[] = [
	route('GET', '/patients', {
		query: {
			phoneNumberPrefix: text,
			phoneNumber: text,
			italianFiscalCode: text,
			// Not in the documentation, but used by callers: email, lastName, firstName. How they match is [I].
			email: text,
			lastName: text,
			firstName: text,
			offset: integer,
			limit: integerBetween(1, MAX_LIMIT),
		},
		handle({ archive, query, origin, path }) {
			const { offset = 0, limit = DEFAULT_LIMIT, phoneNumberPrefix, phoneNumber, ...filters } = query;
			const anyNumber = phoneNumberPrefix === undefined && phoneNumber === undefined;
			const rows = archive.patients.filter(
				(patient) =>
					!patient.deleted &&
					equals(patient.italianFiscalCode, filters.italianFiscalCode) &&
					equals(patient.email, filters.email) &&
					startsWith(patient.lastName, filters.lastName) &&
					startsWith(patient.firstName, filters.firstName) &&
					(anyNumber ||
						patient.phoneNumbers.some(
							({ prefix, number }) => equals(prefix, phoneNumberPrefix) && equals(number, phoneNumber),
						)),
			);
			const address = new URL(path, origin);
			for (const [name, value] of Object.entries({ phoneNumberPrefix, phoneNumber, ...filters })) {
				if (value !== undefined) address.searchParams.set(name, value);
			}
			return page({ rows: rows.map(view), offset, limit, address });
		},
	}),
	route('POST', '/patients', {
		body,
		handle({ archive, body: sent }) {
			const patient = blankPatient(newId(archive), sent.firstName, sent.lastName);
			apply(archive, patient, sent);
			archive.patients.push(patient);
			// The sample shows a list, callers read `data.id` (public code that calls this API).
			return item(view(patient));
		},
	}),
	route('GET', '/patients/:patientId', {
		handle: ({ archive, id }) => item(view(find(archive.patients, id('patientId'), 'Patient'))),
	}),
	route('UPDATE', '/patients/:patientId', {
		body,
		handle({ archive, id, body: sent }) {
			const patient = livingPatient(archive, id('patientId'));
			apply(archive, patient, sent);
			return listOfOne(view(patient));
		},
	}),
	route('DELETE', '/patients/:patientId', {
		handle({ archive, id }) {
			livingPatient(archive, id('patientId')).deleted = true;
			return { status: 'success' };
		},
	}),
];
