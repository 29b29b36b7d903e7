import startCase from 'lodash/startCase';

import { matchesWords, type Finder } from '../shared/lookups';
import { wholeList } from '../shared/request/paging';
import { FORMS } from './resources/form';

/** The forms that are enabled for the key, `AdultRestorativeForm` as "Adult Restorative Form". */
export const formTypes: Finder = async (api, { filter }) => {
	const forms = await api.all({ method: 'GET', path: FORMS }, wholeList);
	const entries = forms
		.map(({ form_type: type }) => ({ name: startCase(String(type)), value: String(type) }))
		.filter(({ name }) => matchesWords(name, filter));
	return { entries };
};
