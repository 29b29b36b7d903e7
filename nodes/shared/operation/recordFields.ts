import { FieldRefusal } from '../errors/refusal';
import { field, isEmpty, unwrapLocator, type Common } from './fields';
import type { Field } from './types';

/**
 * Reads an identifying number: a positive whole number, or its digits as text.
 *
 * @throws FieldRefusal
 */
export function readId(value: unknown, label: string): number {
	const id = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
	if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0) {
		throw new FieldRefusal(
			`'${label}' is not an ID`,
			'An ID is a whole number, e.g. 69215. Choose the record from the list, or map the ID from an earlier node.',
		);
	}
	return id;
}

/** One record with a numeric ID: from a searchable list, or by ID. */
export const record = (
	name: string,
	displayName: string,
	searchListMethod: string,
	options: Common = {},
): Field =>
	field(
		{
			displayName,
			name,
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Select ${/^[aeiou]/i.test(displayName) ? 'an' : 'a'} ${displayName.toLowerCase()}…`,
					typeOptions: { searchListMethod, searchable: true },
				},
				idMode(),
			],
		},
		options,
		(value) => readId(unwrapLocator(value), displayName),
	);

/** One record with a numeric ID of which the vendor has no list. */
export const recordById = (name: string, displayName: string, options: Common = {}): Field =>
	field(
		{
			displayName,
			name,
			type: 'resourceLocator',
			default: { mode: 'id', value: '' },
			modes: [idMode()],
		},
		options,
		(value) => readId(unwrapLocator(value), displayName),
	);

const idMode = () => ({
	displayName: 'By ID',
	name: 'id',
	type: 'string' as const,
	placeholder: 'e.g. 69215',
	validation: [
		{
			type: 'regex',
			properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'An ID is a whole number, e.g. 69215' },
		},
	],
});

/** Several numeric IDs, chosen from a list that `loadOptionsMethod` gives, or as a list, or parted by commas. */
export const recordIds = (
	name: string,
	displayName: string,
	loadOptionsMethod: string,
	options: Common = {},
): Field =>
	field(
		{
			displayName: `${displayName} Names or IDs`,
			name,
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod },
			default: [],
		},
		{
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			...options,
		},
		(value) => {
			const ids = Array.isArray(value) ? value : String(value).split(',');
			return ids.filter((id) => !isEmpty(id)).map((id) => readId(id, displayName));
		},
	);
