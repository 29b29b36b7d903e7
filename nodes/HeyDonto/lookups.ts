import type { IDataObject } from 'n8n-workflow';

import { listSearch, loadOptions, matchesWords, type Finder } from '../shared/lookups';
import { unwrapLocator } from '../shared/operation/fields';
import { wholeList, type Paging } from '../shared/request/paging';
import { corePages, heyDonto } from './api';
import { APPOINTMENT_TYPES } from './resources/appointmentType';
import { ASSISTANTS } from './resources/assistant';
import { BRANDS } from './resources/brand';
import { ORGANIZATIONS } from './resources/coreOrganization';
import { DENTAL_PRACTICES } from './resources/dentalPractice';
import { DENTAL_SERVICES } from './resources/dentalService';
import { PRACTICE_MANAGEMENT_SYSTEMS } from './resources/practiceManagementSystem';
import { SITES } from './resources/site';
import { siteInForm } from './sites';

const nameOf = ({ title, name, assistantName, id }: IDataObject): string =>
	String(title ?? name ?? assistantName ?? `ID ${String(id)}`);

/**
 * A list that is short enough to be asked for whole and searched here: how HeyDonto compares titles is not documented.
 *
 * @param values that the path needs, from what else is chosen in the form
 */
const searchable =
	(
		path: string,
		paging: Paging,
		valuesFor: (search: Parameters<Finder>[1]) => IDataObject = () => ({}),
	): Finder =>
	async (api, search) => {
		const records = await api.all({ method: 'GET', path, values: valuesFor(search) }, paging);
		const entries = records
			.map((record) => ({ name: nameOf(record), value: record.id as number }))
			.filter(({ name }) => matchesWords(name, search.filter))
			.sort((a, b) => a.name.localeCompare(b.name, 'en'));
		return { entries };
	};

/** The site that is chosen in the options. Nothing when none is, which means that of the credential. */
function chosenSite({ chosen }: Parameters<Finder>[1]): IDataObject {
	const siteId = siteInForm(unwrapLocator(chosen?.('options.siteId')));
	return siteId === undefined ? {} : { siteId };
}

const inCore = (path: string): Finder => searchable(path, corePages);

/** For the node's `methods`. */
export const coreLookups = {
	listSearch: {
		searchAccountOrganizations: listSearch(heyDonto, inCore(ORGANIZATIONS)),
		searchAppointmentTypes: listSearch(heyDonto, inCore(APPOINTMENT_TYPES)),
		searchAssistants: listSearch(heyDonto, searchable(ASSISTANTS, wholeList, chosenSite)),
		searchBrands: listSearch(heyDonto, inCore(BRANDS)),
		searchPracticeManagementSystems: listSearch(heyDonto, inCore(PRACTICE_MANAGEMENT_SYSTEMS)),
		searchSites: listSearch(heyDonto, inCore(SITES)),
	},
	loadOptions: {
		getDentalPractices: loadOptions(heyDonto, inCore(DENTAL_PRACTICES)),
		getDentalServices: loadOptions(heyDonto, inCore(DENTAL_SERVICES)),
	},
};
