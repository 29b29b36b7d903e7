import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import { FieldRefusal } from '../errors/refusal';
import { field, isEmpty, unwrapLocator, type Common } from './fields';
import type { Field } from './types';

/**
 * Reads an identifying number: a positive whole number, or its digits as text.
 *
 * @throws FieldRefusal
 */
function readId(value: unknown, label: string): number {
	const id = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
	if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0) {
		throw new FieldRefusal(
			`'${label}' is not an ID`,
			'An ID is a whole number, e.g. 69215. Choose the record from the list, or map the ID from an earlier node.',
		);
	}
	return id;
}

/** What the IDs of a vendor look like. */
export interface IdForm {
	example: string;
	/** Source of a regular expression. */
	pattern: string;
	read(value: unknown, label: string): string | number;
}

const NUMERIC: IdForm = { example: '69215', pattern: '[0-9]+', read: readId };

/** IDs of letters and digits, such as `PAT123456`. */
export const textId = (example: string): IdForm => ({
	example,
	pattern: '[A-Za-z0-9._-]+',
	read: (value, label) => {
		const id = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
		if (/^[A-Za-z0-9._-]+$/.test(id)) return id;
		throw new FieldRefusal(`'${label}' is not an ID`, `An ID is letters and digits, e.g. ${example}.`);
	},
});

type RecordOptions = Common & { id?: IdForm };

/** One record: from a searchable list, or by ID; IDs are whole numbers unless the options say otherwise. */
export const record = (
	name: string,
	displayName: string,
	searchListMethod: string,
	options: RecordOptions = {},
): Field =>
	locator(name, displayName, options, [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list' as const,
			placeholder: `Select ${/^[aeiou]/i.test(displayName) ? 'an' : 'a'} ${displayName.toLowerCase()}…`,
			typeOptions: { searchListMethod, searchable: true },
		},
	]);

/** One record of which the vendor has no list. */
export const recordById = (name: string, displayName: string, options: RecordOptions = {}): Field =>
	locator(name, displayName, options, []);

/** What comes first is what the form offers first. */
function locator(
	name: string,
	displayName: string,
	{ id = NUMERIC, ...options }: RecordOptions,
	otherModes: INodePropertyMode[],
): Field {
	const modes = [...otherModes, idMode(id)];
	const property: INodeProperties = { displayName, name, type: 'resourceLocator', default: '', modes };
	property.default = { mode: modes[0].name, value: '' };
	return field(property, options, (value) => id.read(unwrapLocator(value), displayName));
}

const idMode = ({ example, pattern }: IdForm) => ({
	displayName: 'By ID',
	name: 'id',
	type: 'string' as const,
	placeholder: `e.g. ${example}`,
	validation: [
		{
			type: 'regex',
			properties: { regex: `^\\s*${pattern}\\s*$`, errorMessage: `An ID looks like ${example}` },
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
