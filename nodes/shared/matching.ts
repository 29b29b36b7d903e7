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

/**
 * The one record that matches, if any.
 *
 * @param ids of all records that match
 * @param what is looked for, as a person reads it, e.g. "patients"
 * @throws FieldRefusal when several do: which one is meant is never guessed
 */
export function onlyMatch<Id extends string | number>(ids: Id[], what: string): Id | undefined {
	if (ids.length > 1) {
		throw new FieldRefusal(
			`Several ${what} match (${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''})`,
			"Nothing was changed. Use 'Update' with the ID of the right one, or merge them first.",
		);
	}
	return ids[0];
}
