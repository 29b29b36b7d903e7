import type { TypedValue } from '@medplum/core';

/** How one kind of search parameter is read from a record and compared. `V`: what the record's values are turned into. */
export interface Kind<V> {
	/** Of what the parameter's FHIRPath expression found in the record. */
	read(found: TypedValue[]): V[];
	/** Whether the kind has this modifier, beside `missing`, which all kinds have. */
	takes(modifier: string): boolean;
	/** Reads one alternative of a search value; refuses what makes no sense. */
	test(text: string, modifier: string): (value: V) => boolean;
	/** What a record is sorted by; values of one parameter are all numbers or all strings. */
	sortKey(value: V): string | number;
}

/** Splits at a separator that no backslash stands before, and leaves the backslashes where they are. */
export function splitEscaped(text: string, separator: ',' | '|'): string[] {
	const parts = [''];
	for (const piece of text.match(/\\.|[^\\]|\\$/gsu) ?? []) {
		if (piece === separator) parts.push('');
		else parts[parts.length - 1] += piece;
	}
	return parts;
}

/** `\,` `\|` `\$` `\\` stand for the character itself. */
export const unescape = (text: string): string => text.replace(/\\([,|$\\])/g, '$1');
