import { FieldRefusal } from '../../shared/errors/refusal';
import type { SearchType } from '../definitions';
import { isMoment, momentText, readOne, write, type Reading } from '../shorthand';
import type { Quantity } from '../shorthand/shapes';

/** FHIR R4, 3.1.1.5.8: these have a meaning in a value. */
const escaped = (text: string): string => text.replace(/[\\,|$]/g, '\\$&');

/** An address holds no bar of its own: behind one stands a version (FHIR R4, 2.3.0.2 canonical). */
const address = (text: string): string => text.replace(/[\\,$]/g, '\\$&');

/** The first bar parts the system from the code; further ones belong to the code. */
function token(text: string): string {
	const at = text.indexOf('|');
	return at < 0 ? escaped(text) : `${escaped(text.slice(0, at))}|${escaped(text.slice(at + 1))}`;
}

function quantity(text: string, reading: Reading): string {
	// `5.4|http://unitsofmeasure.org|mg` is the form of FHIR itself.
	if (/^[+-]?[\d.]+([eE][+-]?\d+)?\|[^|]*\|[^|]*$/.test(text)) return text;
	const { comparator, unit, system, code } = readOne('Quantity', text, reading) as Quantity;
	if (comparator) {
		throw new FieldRefusal(
			`'${reading.label}' has a comparison in its value`,
			"Write the number first, and choose the comparison under 'Comparison'.",
		);
	}
	const [value] = /^[+-]?[\d.]+([eE][+-]?\d+)?/.exec(text) ?? [];
	if (unit === undefined && code === undefined) return String(value);
	return [String(value), system ?? '', code ?? unit ?? ''].map(escaped).join('|');
}

/** As it is written: to FHIR, 2.0 is less wide than 2 (R4, 3.1.1.4.6 number). */
function number(text: string, reading: Reading): string {
	readOne('decimal', text, reading);
	return text;
}

/** What a parameter takes: a value of its type, or, for some modifiers, something else. */
type ValueType = SearchType | 'boolean';

const readers: Record<ValueType, (text: string, reading: Reading) => string> = {
	boolean: (text, reading) => String(readOne('boolean', text, reading)),
	date: (text, reading) => String(readOne('dateTime', text, reading)),
	number,
	quantity,
	reference: address,
	string: escaped,
	token,
	uri: address,
};

/** Types whose values hold no comma, so that one in the text parts alternatives. */
const PARTED_BY_COMMAS = new Set<ValueType>(['date', 'number', 'quantity', 'reference', 'token']);

/**
 * A value as it stands in a query, before it is encoded. Several are alternatives (FHIR: a comma means OR): a list, or,
 * where values hold no comma, parted by commas.
 *
 * @param prefix goes in front of each
 * @throws FieldRefusal
 */
export function searchValue(type: ValueType, written: unknown, prefix: string, reading: Reading): string {
	const parted =
		typeof written === 'string' && PARTED_BY_COMMAS.has(type) ? written.split(',') : [written].flat();
	const alternatives = parted
		.map((entry) => plain(entry, reading.label).trim())
		.filter((text) => text !== '');
	if (alternatives.length === 0) {
		throw new FieldRefusal(`'${reading.label}' has no value`, 'Fill it in, or remove the row.');
	}
	return alternatives.map((text) => prefix + readers[type](text, reading)).join(',');
}

/** Dates and records from expressions as text. */
function plain(value: unknown, label: string): string {
	if (isMoment(value)) return momentText(value, label);
	if (typeof value !== 'object' || value === null)
		return value === undefined || value === null ? '' : String(value);
	if ('resourceType' in value && 'id' in value) return `${String(value.resourceType)}/${String(value.id)}`;
	return String(write('Reference', value) ?? '');
}

/** What a value is under a modifier: `missing` takes true or false, `identifier` a number of a register, others a text. */
export function typeUnder(modifier: string, type: SearchType): ValueType {
	if (modifier === ':missing') return 'boolean';
	if (modifier === ':identifier') return 'token';
	return modifier === ':text' ? 'string' : type;
}
