import type { IDataObject } from 'n8n-workflow';

import { normalise, onlyMatch, type Recognition } from '../shared/matching';
import type { Values } from '../shared/operation/types';
import type { Api } from '../shared/request/api';
import { patientPages } from './api';

export const PATIENTS = '/patients';

/** Indian numbers are written with +91, with 91, with a zero or with nothing in front; others keep their country. */
function phone(value: unknown): string {
	const digits = normalise.phone(value);
	const national = digits.replace(/^0091|^91(?=\d{10}$)|^0(?=\d{10}$)/, '');
	return national.length === 10 ? `0091${national}` : digits;
}

/** The 14 digits, with or without dashes. */
const abha = (value: unknown): string => normalise.code(value);

/** How a patient is recognised: by the phone or by the ABHA number of the new one. */
export function recognition({ matchBy, phone: given, abha_number: number }: Values): Recognition {
	const [field, form, wanted] =
		matchBy === 'phone' ? (['phone', phone, given] as const) : (['abha_number', abha, number] as const);
	return {
		wanted: form(wanted),
		idName: 'patient_id',
		of: (patient) => (patient[field] === undefined ? undefined : [form(patient[field])]),
	};
}

/**
 * The one patient that is recognised. The API searches names and IDs only, so it is asked for the last and for the first
 * name (a person may have changed one of them) and every hit is compared.
 *
 * @throws FieldRefusal when it is not clear who is meant
 */
export async function findPatient(api: Api, values: Values): Promise<IDataObject | undefined> {
	return await onlyMatch(hits(api, values), recognition(values));
}

async function* hits(
	api: Api,
	{ first_name: first, last_name: last }: Values,
): AsyncGenerator<IDataObject[]> {
	for (const search of [last, first]) {
		yield* api.pages(
			{ method: 'GET', path: PATIENTS, values: { search: search as string } },
			patientPages,
			Infinity,
		);
	}
}
