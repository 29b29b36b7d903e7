import { isEmpty } from './fields';
import type { Field } from './types';

/** Optional fields behind an 'Add Field' button. */
export function collection(
	name: string,
	displayName: string,
	members: Field[],
	placeholder = 'Add Field',
): Field {
	return {
		property: {
			displayName,
			name,
			type: 'collection',
			placeholder,
			default: {},
			options: members
				.map((member) => member.property)
				.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
		},
		convert: (value) => value,
		target: 'vendor',
		members,
	};
}

/** What is set when a record is made. */
export const additionalFields = (members: Field[]): Field =>
	collection('additionalFields', 'Additional Fields', members);

/** What changes in a record; everything that is left out or left empty stays as it is. */
export const updateFields = (members: Field[]): Field => collection('updateFields', 'Update Fields', members);

/** What a list is narrowed by. */
export const filters = (members: Field[]): Field => collection('filters', 'Filters', members, 'Add Filter');

/** How the node behaves; joined with the options that every operation has. */
export const options = (members: Field[]): Field => collection('options', 'Options', members, 'Add Option');

/**
 * Rows of a form that is asked from the vendor (`resourceMapperMethod`); what is filled in joins the other values.
 *
 * @param spell brings a cell to the form that the vendor takes
 */
export const mappedFields = (
	name: string,
	displayName: string,
	resourceMapperMethod: string,
	words: { singular: string; plural: string; none: string },
	spell: (cell: unknown) => unknown = (cell) => cell,
): Field => ({
	property: {
		displayName,
		name,
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod,
				mode: 'map',
				valuesLabel: displayName,
				fieldWords: { singular: words.singular, plural: words.plural },
				addAllFields: true,
				noFieldsError: words.none,
				supportAutoMap: false,
				hideNoDataError: true,
			},
		},
	},
	convert: (value) => {
		const rows = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
		const filled = Object.entries(rows ?? {}).filter(([, cell]) => !isEmpty(cell));
		return Object.fromEntries(filled.map(([id, cell]) => [id, spell(cell)]));
	},
	target: 'vendor',
	spread: true,
	personal: true,
});

/** A label for each value of a table of fields, by field name; used to name fields in messages. */
export function labelsOf(fields: Field[]): Record<string, string> {
	return Object.assign(
		{},
		...fields.map((entry) =>
			entry.members ? labelsOf(entry.members) : { [entry.property.name]: entry.property.displayName },
		),
	) as Record<string, string>;
}
