import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import type { Pair } from '../fhir/search/query';
import { choice, field, flag, moment, text } from '../shared/operation/fields';
import type { Field, Values } from '../shared/operation/types';
import { FieldRefusal } from '../shared/errors/refusal';

const STATUSES = {
	active: 'Active',
	completed: 'Completed',
	draft: 'Draft',
	'entered-in-error': 'Wrongly Entered',
	'on-hold': 'On Hold',
	revoked: 'Revoked',
	unknown: 'Unknown',
};

const PRIORITIES = { asap: 'ASAP', routine: 'Routine', stat: 'Stat', urgent: 'Urgent' };

const ISO = "yyyy-MM-dd'T'HH:mm:ss.SSSZZ";

/** A reference as the API filters by it: "formatted as <resource type>/id". A bare ID gets the type in front. */
const reference = (name: string, displayName: string, type: string, description: string): Field =>
	text(name, displayName, {
		local: true,
		placeholder: `e.g. ${type}/123`,
		description,
		pattern: { matches: /^([A-Z][A-Za-z]+\/)?[A-Za-z0-9.-]{1,64}$/, example: `${type}/123` },
		spell: (written) => (written.includes('/') ? written : `${type}/${written}`),
	});

/** The filters of the documentation. */
export const requestFilters: Field[] = [
	flag('actionable', 'Actionable', 'Whether to list only requests that are waiting for an answer', {
		local: true,
		default: true,
	}),
	text('_id', 'IDs', {
		local: true,
		placeholder: 'e.g. 12345,12346',
		description: 'Only these requests, parted by commas',
		spell: (written) => written.replace(/\s*,\s*/g, ','),
	}),
	text('_language', 'Language', {
		local: true,
		placeholder: 'e.g. fr-CA',
		description: 'Language of the request',
	}),
	moment('lastUpdatedBefore', 'Last Updated Before', ISO, {
		local: true,
		description: 'Only requests changed before then',
	}),
	moment('lastUpdatedFrom', 'Last Updated From', ISO, {
		local: true,
		description: 'Only requests changed then or later',
	}),
	reference('patient', 'Patient', 'Patient', 'Only requests about this patient, by the ID at Dot Health'),
	choice('priority', 'Priority', PRIORITIES, {
		local: true,
		default: 'urgent',
		description: 'How urgent it is',
	}),
	reference('requester', 'Requester', 'Organization', 'Only requests of this organization or practitioner'),
	text('_source', 'Source', {
		local: true,
		description: 'Where the request came from, as Dot Health notes it',
	}),
	choice('status', 'Status', STATUSES, {
		local: true,
		default: 'active',
		description: 'Only requests in this state',
	}),
	text('_tag', 'Tag', {
		local: true,
		placeholder: 'e.g. actionable',
		description: 'Only requests with this tag, as code or system|code',
	}),
];

const INCLUDES = {
	'Organization:recipient': 'Organization That Is Asked',
	'Organization:requestor': 'Organization That Asks',
	'Patient:subject': 'Patient',
};

const included = (): Field =>
	field(
		{
			displayName: 'Include',
			name: 'include',
			type: 'multiOptions',
			options: Object.entries(INCLUDES).map(([value, name]) => ({ name, value })),
			default: [],
		},
		{ local: true, default: ['Patient:subject'], description: 'Records that come along with each request' },
		(value) => {
			const chosen = [value].flat().map(String);
			// FHIR itself has the type in front whose records are listed; an expression may say so.
			if (chosen.every((entry) => /^[A-Z]\w*:[\w-]+(:[A-Z]\w*)?$/.test(entry))) return chosen;
			throw new FieldRefusal(
				"'Include' is set to something that does not exist",
				`Use: ${Object.keys(INCLUDES).join(', ')}.`,
			);
		},
	);

export const parameterNames = (): Field =>
	choice(
		'parameterNames',
		'Parameter Names',
		{
			plain: { name: 'Plain', description: 'E.g. status, as in the samples of the documentation' },
			underscore: { name: 'With Underscore', description: 'E.g. _status, as in its tables' },
			both: { name: 'Both', description: 'For a server that ignores what it does not know' },
		},
		{ local: true, default: 'plain', description: 'How filters are called. The documentation has both.' },
	);

/** A filter under the names that were chosen for it. */
export function named({ parameterNames: names }: Values, name: string, value: unknown): Pair[] {
	if (value === undefined || value === '') return [];
	const known = { underscore: [`_${name}`], both: [name, `_${name}`] }[String(names)] ?? [name];
	return known.map((one) => [one, String(value)]);
}

export const requestOptions: Field[] = [
	included(),
	choice(
		'includedAs',
		'Included Records',
		{
			joined: { name: 'With the Request', description: "As a list under 'included'" },
			items: { name: 'As Items of Their Own', description: 'After the requests' },
		},
		{ local: true, default: 'joined', description: 'How records that come along are put out' },
	),
	parameterNames(),
	choice(
		'sort',
		'Sort',
		{ lastUpdated: 'Last Updated', priority: 'Priority', status: 'Status' },
		{ local: true, default: 'lastUpdated', description: 'What the list is sorted by' },
	),
	flag('descending', 'Sort Descending', 'Whether to turn the order of Sort round', { local: true }),
];

/** Whether filters are filled in. */
export const isNarrowed = (values: Values): boolean =>
	requestFilters.some(({ property: { name } }) => values[name] !== undefined && values[name] !== false);

/** The query of the documentation. */
export function requestQuery(values: Values, pageSize: number): Pair[] {
	const one = (name: string, value: unknown): Pair[] =>
		value === undefined || value === '' ? [] : [[name, String(value)]];
	const prefixed = (prefix: string, value: unknown) =>
		value === undefined ? undefined : `${prefix}${String(value)}`;
	return [
		...['status', 'priority', 'patient', 'requester'].flatMap((name) => named(values, name, values[name])),
		...['_id', '_language', '_source'].flatMap((name) => one(name, values[name])),
		...one('_tag', values.actionable === true ? ACTIONABLE : undefined),
		...one('_tag', values._tag),
		...one('_lastUpdated', prefixed('ge', values.lastUpdatedFrom)),
		...one('_lastUpdated', prefixed('lt', values.lastUpdatedBefore)),
		...((values.include as string[] | undefined) ?? []).map((entry): Pair => ['_include', entry]),
		...one('_sort', prefixed(values.descending === true ? '-' : '', values.sort)),
		['_count', String(pageSize)],
	];
}

/** The tag of requests that are to be acted upon; the documentation names no system for it. */
export const ACTIONABLE = 'actionable';

export const isActionable = ({ meta }: IDataObject): boolean => {
	const { tag } = isPlainObject(meta) ? (meta as IDataObject) : {};
	return [tag ?? []]
		.flat()
		.some((entry) => isPlainObject(entry) && (entry as IDataObject).code === ACTIONABLE);
};
