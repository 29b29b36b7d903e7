import { choice, flag, text } from '../shared/operation/fields';
import { record, recordById } from '../shared/operation/recordFields';
import type { Field } from '../shared/operation/types';
import { SORT_DIRECTION, SORT_FIELD } from './api';

type Options = Parameters<typeof record>[3];

/** Fields that several resources share, so that one thing has one name, one list and one help text everywhere. */

/** Which site is meant; only for operations whose path has `{siteId}`, others would send it along. */
export const siteOption = (): Field =>
	record('siteId', 'Site', 'searchSites', {
		description: 'The site that is meant, if it is not the one of the credential',
	});

export const organizationId = (options?: Options): Field =>
	record('organizationId', 'Organization', 'searchAccountOrganizations', {
		description: 'The organization of the account, such as a group of practices',
		...options,
	});

export const brandId = (options?: Options): Field =>
	record('brandId', 'Brand', 'searchBrands', {
		description: 'The brand under which practices appear',
		...options,
	});

export const clientAccountId = (options?: Options): Field =>
	recordById('clientAccountId', 'Client Account', {
		description: "The customer's account, by its ID as Brand > Get Many gives it",
		...options,
	});

export const title = (options: { required?: boolean; placeholder: string; description?: string }): Field =>
	text('title', 'Title', options);

export const isEnabled = (description: string): Field => flag('isEnabled', 'Enabled', description);

/** For a field of the form whose name at the vendor is none that n8n takes: it reads brackets as a path. */
const sentAs = (name: string, shown: Field): Field => ({
	...shown,
	convert: (value, surroundings) => ({ [name]: shown.convert(value, surroundings) }),
	spread: true,
});

/** The order of a list. `names`: labels by the names of the fields that the list can be sorted by. */
export const sorting = (names: Record<string, string>): Field[] => [
	sentAs(SORT_FIELD, choice('sortBy', 'Sort By', names, { description: 'What the list is sorted by' })),
	sentAs(
		SORT_DIRECTION,
		choice(
			'sortDirection',
			'Sort Direction',
			{ asc: 'Ascending', desc: 'Descending' },
			{ description: "In which direction 'Sort By' sorts" },
		),
	),
];

/** What every list can be sorted by whose order is documented. */
export const TIMES = { createdAt: 'Created At', updatedAt: 'Updated At' };
