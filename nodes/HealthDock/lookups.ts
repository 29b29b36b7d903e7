import type { IDataObject } from 'n8n-workflow';

import type { Finder } from '../shared/lookups';
import { PATIENTS } from './patientMatching';

/** The list in the editor shows so many patients at a time. */
const ENTRIES = 50;

const entry = ({ patient_id: id, first_name: first, last_name: last, date_of_birth: born }: IDataObject) => ({
	name: `${[last, first].filter(Boolean).join(' ') || String(id)}${typeof born === 'string' ? `, born ${born}` : ''}`,
	value: id as string,
});

/** Patients by name or ID, as the API searches them. */
export const patients: Finder = async (api, { filter, from }) => {
	const page = Number(from ?? 1);
	const search = filter.trim();
	const values = { page, limit: ENTRIES, ...(search && { search }) };
	const answer = await api.attempt({ method: 'GET', path: PATIENTS, values });
	if (answer instanceof Error) throw answer;
	const { records, pages } = api.vendor.readPage(answer.body);
	const more = pages === undefined ? records.length === ENTRIES : page < pages;
	return { entries: records.map(entry), next: more ? String(page + 1) : undefined };
};
