import type { INodeProperties } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { choice, field, moment, number, text, textList } from '../../shared/operation/fields';
import { rows } from '../../shared/operation/rows';
import type { Field, Filled, Values } from '../../shared/operation/types';
import type { Definitions } from '../definitions';
import type { FhirServer } from '../server';
import { comparisons } from './comparisons';
import { rawPairs, searchPairs, type Pair, type SearchForm } from './query';

const DYNAMIC =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** A dropdown whose entries depend on the type of record. */
function listed(name: string, displayName: string, loadOptionsMethod: string, required = true): Field {
	const property: INodeProperties = {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod, loadOptionsDependsOn: ['resource', 'resourceType'] },
		default: '',
	};
	return field(property, { required, local: true, description: DYNAMIC }, (value) => String(value).trim());
}

const comparison = (): Field =>
	choice(
		'comparison',
		'Comparison',
		Object.fromEntries(
			Object.entries(comparisons).map(([value, { name, description }]) => [value, { name, description }]),
		),
		{ local: true, default: 'is', description: 'Not every comparison suits every parameter' },
	);

/** Kept as it comes: a date or a list from an expression is none of a text's business. */
const value = (): Field =>
	field(
		{ displayName: 'Value', name: 'value', type: 'string', default: '' },
		{
			required: true,
			local: true,
			placeholder: 'e.g. Rossi',
			description:
				'Several values are alternatives: a list, or, for anything but texts, parted by commas. Codes as system|code, references as Patient/123.',
		},
		(written) => written,
		true,
	);

/** A name that FHIR has for something; it says nothing of a person. */
const fhirName = (...shown: Parameters<typeof text>): Field => ({ ...text(...shown), personal: false });

const typed = (name: string, displayName: string, description: string, required: boolean): Field =>
	fhirName(name, displayName, { local: true, required, placeholder: 'e.g. Patient', description });

const behind = (): Field =>
	fhirName('parameter', 'Its Search Parameter', {
		local: true,
		required: true,
		placeholder: 'e.g. name',
		description: 'A search parameter of that type of record',
	});

/** What narrows a search. */
export const searchFields: Field[] = [
	rows(
		'filters',
		'Filters',
		'Add Filter',
		{
			parameter: {
				displayName: 'Search Parameter',
				fields: [listed('parameter', 'Parameter Name or ID', 'getSearchParameters'), comparison(), value()],
			},
			chain: {
				displayName: 'Something About a Record That Is Referred To',
				fields: [
					listed('reference', 'Reference Name or ID', 'getReferenceParameters'),
					typed(
						'targetType',
						'Type of That Record',
						'Needed where the reference may lead to several types',
						false,
					),
					behind(),
					comparison(),
					value(),
				],
			},
			has: {
				displayName: 'Something About a Record That Refers to It',
				fields: [
					typed(
						'resourceType',
						'Type of That Record',
						'Such as Appointment, for patients who have one',
						true,
					),
					fhirName('reference', 'Its Reference', {
						local: true,
						required: true,
						placeholder: 'e.g. patient',
						description: 'The search parameter of that record which leads here',
					}),
					behind(),
					comparison(),
					value(),
				],
			},
		},
		'Which records to look for. All filters have to be met.',
	),
];

/** Rows of filters as a node that has no input items holds them; throws a `FieldRefusal`. */
export const filterRows = (raw: unknown, zone: string): SearchForm =>
	searchFields[0].convert(raw, { zone, fileIn: noFile }) as SearchForm;

function noFile(): never {
	throw new FieldRefusal('There is no input item with files here', 'Write a text.');
}

const ISO = "yyyy-MM-dd'T'HH:mm:ss.SSSZZ";

function several(name: string, displayName: string, loadOptionsMethod: string, hint: string): Field {
	const property: INodeProperties = {
		displayName: `${displayName} Names or IDs`,
		name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod, loadOptionsDependsOn: ['resource', 'resourceType'] },
		default: [],
	};
	return field(property, { local: true, description: DYNAMIC.replace('an ID', 'IDs'), hint }, (written) => {
		const chosen = Array.isArray(written) ? (written as unknown[]) : String(written).split(',');
		return chosen.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
	});
}

/** What else a search can be told. */
export const searchOptions: Field[] = [
	several('include', 'Include', 'getIncludes', 'Records that the found ones refer to, which come along'),
	choice(
		'includedAs',
		'Included Records',
		{
			joined: { name: 'With the Record They Belong To', description: "As a list under 'included'" },
			items: { name: 'As Items of Their Own', description: 'After the records that were found' },
		},
		{ local: true, default: 'joined', description: 'How records that come along are put out' },
	),
	moment('lastUpdatedFrom', 'Last Updated From', ISO, {
		local: true,
		description: 'Only records changed then or later',
	}),
	moment('lastUpdatedBefore', 'Last Updated Before', ISO, {
		local: true,
		description: 'Only records changed before then',
	}),
	textList('elements', 'Elements', {
		local: true,
		placeholder: 'e.g. id,name,birthDate',
		description: 'Which elements the server sends, if it can send less than the whole record',
	}),
	number('pageSize', 'Page Size', {
		local: true,
		min: 1,
		default: 100,
		description: 'How many records are asked for at once. The server may give fewer.',
	}),
	text('rawQuery', 'Raw Query', {
		local: true,
		placeholder: 'e.g. name:contains=ross&_has:Observation:patient:code=8480-6',
		description: 'Anything else that FHIR can search by, as it stands behind the ? of an address',
	}),
	several(
		'revInclude',
		'Reverse Include',
		'getReverseIncludes',
		'Records that refer to the found ones, which come along',
	),
	text('sort', 'Sort', {
		local: true,
		placeholder: 'e.g. -date,status',
		description: 'Search parameters to sort by, parted by commas; a minus in front turns the order round',
	}),
];

/**
 * The whole query of a search.
 *
 * @param limit how many records are wanted at most
 * @throws FieldRefusal
 */
export function queryOf(
	server: FhirServer,
	definitions: Definitions,
	resourceType: string,
	{ values, zone }: Pick<Filled, 'values' | 'zone'>,
	limit: number,
): Pair[] {
	const reader = { zone, assertFile: () => undefined };
	const filters = (values.filters ?? {}) as SearchForm;
	const list = (name: string, found: unknown): Pair[] =>
		((found as string[] | undefined) ?? []).map((entry) => [name, entry]);
	const one = (name: string, found: unknown, before = ''): Pair[] =>
		found === undefined || found === '' ? [] : [[name, `${before}${String(found)}`]];
	const size = Math.min((values.pageSize as number | undefined) ?? server.pageSize, limit);
	const raw = rawPairs(String(values.rawQuery ?? ''));
	return [
		...searchPairs(definitions, resourceType, filters, reader),
		...one('_lastUpdated', values.lastUpdatedFrom, 'ge'),
		...one('_lastUpdated', values.lastUpdatedBefore, 'lt'),
		...list('_include', values.include),
		...list('_revinclude', values.revInclude),
		...one('_sort', values.sort),
		...one('_elements', elementsIn(values)),
		...raw,
		...(raw.some(([name]) => name === '_count') ? [] : one('_count', size)),
	];
}

const elementsIn = ({ elements }: Values): string | undefined =>
	(elements as string[] | undefined)?.join(',');
