import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from './errors/refusal';

/** Ways to compare what identifies a person, each bringing spellings of the same thing to one form; '' matches nothing. */
export const normalise = {
	email: (value: unknown): string =>
		String(value ?? '')
			.trim()
			.toLowerCase(),

	/** Identity numbers and codes: case, spaces and dashes do not count. */
	code: (value: unknown): string =>
		String(value ?? '')
			.toUpperCase()
			.replace(/[^0-9A-Z]/g, ''),

	/** Digits with the country in front as `00…`; a number that already carries its country keeps it. */
	phone: (value: unknown, prefix: unknown = ''): string => {
		const number = international(value);
		const country = international(prefix).replace(/^(?!00)(?=\d)/, '00');
		return number === '' || number.startsWith('00') ? number : country + number;
	},
};

const international = (value: unknown): string =>
	String(value ?? '')
		.trim()
		.replace(/^\+/, '00')
		.replace(/\D/g, '');

/** How a person is recognised among records. */
export interface Recognition {
	/** What is looked for, in the form of `normalise`. */
	wanted: string;
	/** The same of a record; several where a person has several, undefined when the record does not say. */
	of(record: IDataObject): string[] | undefined;
	/** Name of the field that tells records apart. */
	idName: string;
}

/**
 * The one record that matches, if any, over all pages of hits. No filter of a vendor is trusted: every hit is compared.
 *
 * @throws FieldRefusal when several match, or when none does but some come without what is compared: which one is meant
 * is never guessed
 */
export async function onlyMatch(
	hits: AsyncIterable<IDataObject[]>,
	{ wanted, of, idName }: Recognition,
): Promise<IDataObject | undefined> {
	const matches = new Map<unknown, IDataObject>();
	const unsure = new Set<unknown>();
	for await (const page of hits) {
		for (const record of page) {
			const found = of(record);
			if (found === undefined) unsure.add(record[idName]);
			else if (wanted !== '' && found.includes(wanted)) matches.set(record[idName], record);
		}
	}
	if (matches.size > 1) {
		throw new FieldRefusal(
			`Several patients match (${listed([...matches.keys()])})`,
			'Nothing was changed. Use the ID of the right one, or merge them first.',
		);
	}
	if (matches.size === 0 && unsure.size > 0) {
		throw new FieldRefusal(
			`It is not clear whether one of these patients is meant (${listed([...unsure])})`,
			'The list does not carry what is compared. Nothing was changed. Use the ID of the right one, or create a new one.',
		);
	}
	return [...matches.values()][0];
}

const listed = (ids: unknown[]): string => `${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''}`;
