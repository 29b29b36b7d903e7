import type { INodeProperties } from 'n8n-workflow';

import type { Field, Values } from './types';
import { fill, textsIn } from './values';

/** One kind of row. */
export interface RowKind {
	displayName: string;
	fields: Field[];
}

/**
 * Rows that a person adds as many of as are needed, each of one of several kinds. Their value is what the rows hold,
 * checked and converted: `{ [kind]: Values[] }`.
 */
export function rows(
	name: string,
	displayName: string,
	placeholder: string,
	kinds: Record<string, RowKind>,
	description?: string,
): Field {
	const property: INodeProperties = {
		displayName,
		name,
		type: 'fixedCollection',
		placeholder,
		default: {},
		typeOptions: { multipleValues: true },
		options: Object.entries(kinds).map(([kind, { displayName: title, fields }]) => ({
			displayName: title,
			name: kind,
			values: fields.map((field) => field.property),
		})),
	};
	if (description) property.description = description;
	return {
		property,
		target: 'local',
		personal: (read) =>
			Object.entries(read as Record<string, Values[]>).flatMap(([kind, filled]) => {
				const personal = kinds[kind].fields.filter((field) => field.personal);
				return filled.flatMap((row) => personal.flatMap((field) => textsIn(row[field.property.name])));
			}),
		convert(value, surroundings) {
			const written = value as Record<string, Values | Values[] | undefined>;
			const read = Object.entries(kinds).map(([kind, { fields }]) => {
				const raw = [written[kind] ?? []].flat() as Values[];
				return [kind, raw.map((row) => fill(fields, row, surroundings).values)] as const;
			});
			return Object.fromEntries(read);
		},
	};
}
