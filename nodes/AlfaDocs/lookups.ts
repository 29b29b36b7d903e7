import type { IDataObject, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { matchesWords, type Finder, type Found } from '../shared/lookups';
import type { Api } from '../shared/request/api';
import { wholeList } from '../shared/request/paging';
import { inArchive, patientPages } from './api';
import { PATIENTS } from './patientMatching';
import { CUSTOM_OBJECT_FIELDS } from './resources/customObjectField';

/** The list in the editor shows so many patients at a time. */
const ENTRIES = 50;

/** More patients than these are not looked through for one keystroke. */
const MAX_SCANNED = 3_000;

const nameOf = (record: IDataObject): string => {
	const person = [record.lastName, record.firstName].filter(Boolean).join(' ');
	return String(record.name ?? record.description ?? record.label ?? (person || `ID ${String(record.id)}`));
};

/** A short list, asked for whole and searched here. */
const shortList =
	(path: string): Finder =>
	async (api, { filter }) => {
		const records = await api.all({ method: 'GET', path: inArchive(path) }, wholeList);
		const entries = records
			.filter(({ deleted }) => deleted !== true)
			.map((record) => ({ name: nameOf(record), value: record.id as number }))
			.filter(({ name }) => matchesWords(name, filter))
			.sort((a, b) => a.name.localeCompare(b.name, 'it'));
		return { entries };
	};

export const operators = shortList('/operators');
export const chairs = shortList('/chairs');
export const colors = shortList('/colors');
export const accounts = shortList('/accounts');
export const paymentTypes = shortList('/payment-types');
export const bookingReasons = shortList('/appointment-booking-reasons');
export const specialties = shortList('/specialties');

const patientEntry = (patient: IDataObject) => {
	const born = typeof patient.dateOfBirth === 'string' ? `, born ${patient.dateOfBirth}` : '';
	return { name: `${nameOf(patient)}${born}`, value: patient.id as number };
};

/** How the typed text can be asked for: filters of the API, the likeliest first. */
function queriesFor(typed: string): IDataObject[] {
	if (/^[\d\s+/().-]{5,}$/.test(typed)) return [{ phoneNumber: typed.replace(/\D/g, '') }];
	if (/^[a-z]{6}\d{2}[a-z]\d{2}[a-z]\d{3}[a-z]$/i.test(typed))
		return [{ italianFiscalCode: typed.toUpperCase() }];
	const words = typed.split(/\s+/).slice(0, 3);
	const byName = [...words].reverse().map((lastName) => ({ lastName }));
	// The last resort finds what a filter of the API misses, e.g. for an accent.
	return [...byName, ...words.map((firstName) => ({ firstName })), {}];
}

/**
 * Patients by name, phone number or fiscal code. Filters by name are seen in use but not documented, so every hit is
 * compared here; where the API ignores them, this looks through the archive as far as is bearable for a list.
 */
export const patients: Finder = async (api, { filter, from }) => {
	const typed = filter.trim();
	if (typed === '') return await patientsFrom(api, Number(from ?? 0));
	for (const query of queriesFor(typed)) {
		const byName = !('phoneNumber' in query) && !('italianFiscalCode' in query);
		const hits: IDataObject[] = [];
		let scanned = 0;
		for await (const page of api.pages(
			{ method: 'GET', path: PATIENTS, values: query },
			patientPages,
			Infinity,
		)) {
			hits.push(
				...page.filter(
					(patient) => patient.deleted !== true && (!byName || matchesWords(nameOf(patient), typed)),
				),
			);
			scanned += page.length;
			if (hits.length >= ENTRIES || scanned >= MAX_SCANNED) break;
		}
		if (hits.length > 0) return { entries: hits.map(patientEntry) };
	}
	return { entries: [] };
};

async function patientsFrom(api: Api, offset: number): Promise<Found> {
	const answer = await api.attempt({ method: 'GET', path: PATIENTS, values: { offset, limit: ENTRIES } });
	if (answer instanceof Error) throw answer;
	const { records, total } = api.vendor.readPage(answer.body);
	const next = offset + records.length;
	const more = records.length > 0 && next < (total ?? Infinity);
	return {
		entries: records.filter(({ deleted }) => deleted !== true).map(patientEntry),
		next: more ? String(next) : undefined,
	};
}

/** The custom fields of patients as rows of a form, each under its label. */
export async function patientCustomFields(api: Api): Promise<ResourceMapperFields> {
	const fields = await api.all({ method: 'GET', path: CUSTOM_OBJECT_FIELDS }, wholeList);
	return { fields: fields.filter(({ objectType }) => objectType === 'patient').map(customField) };
}

/** A custom field is text in the API; the documentation's samples write switches as these words [I]. */
const CHECKBOX = [
	{ name: 'Yes', value: 'true' },
	{ name: 'No', value: 'false' },
];

function customField({ technicalName, label, type, choices }: IDataObject): ResourceMapperField {
	const id = `_${String(technicalName).replace(/^_/, '')}`;
	const common = {
		id,
		displayName: String(label ?? technicalName),
		required: false,
		display: true,
		defaultMatch: false,
	};
	if (type === 'dropdown' && Array.isArray(choices)) {
		return {
			...common,
			type: 'options',
			options: choices.map((choice) => ({ name: String(choice), value: String(choice) })),
		};
	}
	if (type === 'single_checkbox') return { ...common, type: 'options', options: CHECKBOX };
	return { ...common, type: 'string' };
}
