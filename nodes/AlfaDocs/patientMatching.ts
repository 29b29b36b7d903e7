import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../shared/errors/refusal';
import { matchesWords } from '../shared/lookups';
import { normalise, onlyMatch, type Recognition } from '../shared/matching';
import type { Values } from '../shared/operation/types';
import type { Api } from '../shared/request/api';
import { inArchive, patientPages } from './api';
import { spellPrefix } from './fields';

export const PATIENTS = inArchive('/patients');

/** What AlfaDocs writes where a person has no fiscal code; it identifies nobody. */
const NO_FISCAL_CODE = normalise.code('NON DISPONIBILE');

/** How a patient is recognised, and what narrows the list; the latter is never trusted. */
export interface PatientRecognition extends Recognition {
	query: IDataObject;
}

export function byFiscalCode(code: string): PatientRecognition {
	const wanted = normalise.code(code);
	if (wanted === NO_FISCAL_CODE || wanted === '') {
		throw new FieldRefusal(
			"'Italian Fiscal Code' is the placeholder for people without one",
			'It matches nobody. Use phone or email to recognise the patient.',
		);
	}
	return {
		query: { italianFiscalCode: wanted },
		wanted,
		idName: 'id',
		of: ({ italianFiscalCode }) => one(italianFiscalCode, normalise.code),
	};
}

export const byEmail = (email: string): PatientRecognition => ({
	// Seen in code that uses the API, not in its documentation: pages over everybody where it is ignored.
	query: { email },
	wanted: normalise.email(email),
	idName: 'id',
	of: (patient) => one(patient.email, normalise.email),
});

export const byPhone = (prefix: string, number: string): PatientRecognition => {
	const wanted = normalise.phone(number, prefix);
	const country = `00${prefix.replace(/\D/g, '').replace(/^00/, '')}`;
	return {
		query: {
			phoneNumberPrefix: country,
			phoneNumber: wanted.startsWith(country) ? wanted.slice(country.length) : wanted,
		},
		wanted,
		idName: 'id',
		of: ({ phoneNumbers }) =>
			Array.isArray(phoneNumbers)
				? (phoneNumbers as IDataObject[]).map((phone) => normalise.phone(phone.number, phone.prefix))
				: undefined,
	};
};

const one = (value: unknown, form: (value: unknown) => string): string[] | undefined =>
	value === undefined ? undefined : [form(value)];

/**
 * The ID of the one patient that is recognised, over all pages; deleted ones do not count.
 *
 * @throws FieldRefusal when it is not clear who is meant
 */
export async function findPatient(
	api: Api,
	{ query, ...recognition }: PatientRecognition,
): Promise<number | undefined> {
	const pages = api.pages({ method: 'GET', path: PATIENTS, values: query }, patientPages, Infinity);
	const found = await onlyMatch(undeleted(pages), recognition);
	return found?.id as number | undefined;
}

async function* undeleted(pages: AsyncIterable<IDataObject[]>): AsyncGenerator<IDataObject[]> {
	for await (const page of pages) yield page.filter(({ deleted }) => deleted !== true);
}

/** How a patient is compared with each filter; a field that the record does not carry speaks for neither. */
const COMPARE: Record<string, (patient: IDataObject, wanted: string) => boolean> = {
	email: ({ email }, wanted) => normalise.email(email) === normalise.email(wanted),
	firstName: ({ firstName }, wanted) => matchesWords(String(firstName ?? ''), wanted),
	italianFiscalCode: ({ italianFiscalCode }, wanted) =>
		normalise.code(italianFiscalCode) === normalise.code(wanted),
	lastName: ({ lastName }, wanted) => matchesWords(String(lastName ?? ''), wanted),
	phoneNumber: ({ phoneNumbers }, wanted) =>
		(phoneNumbers as IDataObject[]).some(({ number }) =>
			normalise.phone(number).endsWith(normalise.phone(wanted)),
		),
	phoneNumberPrefix: ({ phoneNumbers }, wanted) =>
		(phoneNumbers as IDataObject[]).some(({ prefix }) => spellPrefix(String(prefix ?? '')) === wanted),
};

const CARRIED_IN: Record<string, string> = { phoneNumber: 'phoneNumbers', phoneNumberPrefix: 'phoneNumbers' };

/**
 * Applies the filters of a list here as well: those by name and email are seen in use but not documented, and one that
 * is ignored would hand out strangers.
 */
export function isAskedFor(values: Values): ((patient: IDataObject) => boolean) | undefined {
	const asked = Object.keys(COMPARE).filter((name) => values[name] !== undefined);
	if (asked.length === 0) return undefined;
	return (patient) =>
		asked.every(
			(name) =>
				patient[CARRIED_IN[name] ?? name] === undefined || COMPARE[name](patient, String(values[name])),
		);
}
