import type { SearchType } from '../definitions';

/** How a value is compared: by a prefix of the value or a modifier of the name (FHIR R4, 3.1.1.5). */
interface Comparison {
	name: string;
	description: string;
	prefix?: string;
	modifier?: string;
	types: SearchType[];
}

const ORDERED: SearchType[] = ['date', 'number', 'quantity'];
const ANY: SearchType[] = [...ORDERED, 'reference', 'string', 'token', 'uri'];
const NESTED: SearchType[] = ['token', 'uri'];

/** By the value that workflows store. */
export const comparisons: Record<string, Comparison> = {
	is: { name: 'Is', description: 'Texts: starts with. Dates: falls into. Others: equals.', types: ANY },
	above: { name: 'Above in Hierarchy', description: 'Codes and addresses', modifier: 'above', types: NESTED },
	after: {
		name: 'After',
		description: 'Dates and numbers: later or more than',
		prefix: 'gt',
		types: ORDERED,
	},
	approximately: { name: 'About', description: 'Dates and numbers', prefix: 'ap', types: ORDERED },
	before: {
		name: 'Before',
		description: 'Dates and numbers: earlier or less than',
		prefix: 'lt',
		types: ORDERED,
	},
	below: { name: 'Below in Hierarchy', description: 'Codes and addresses', modifier: 'below', types: NESTED },
	contains: { name: 'Contains', description: 'Texts', modifier: 'contains', types: ['string'] },
	endsBefore: { name: 'Ends Before', description: 'Periods', prefix: 'eb', types: ORDERED },
	exact: {
		name: 'Is Exactly',
		description: 'Texts, with case and accents',
		modifier: 'exact',
		types: ['string'],
	},
	from: { name: 'From (Included)', description: 'Dates and numbers', prefix: 'ge', types: ORDERED },
	identifier: {
		name: 'Has Identifier',
		description: 'References, as system|value',
		modifier: 'identifier',
		types: ['reference'],
	},
	in: { name: 'In Value Set', description: 'Codes', modifier: 'in', types: ['token'] },
	missing: { name: 'Is Missing', description: 'Value: true or false', modifier: 'missing', types: ANY },
	not: { name: 'Is Not', description: 'Codes, dates and numbers', types: [...ORDERED, 'token'] },
	notIn: { name: 'Not in Value Set', description: 'Codes', modifier: 'not-in', types: ['token'] },
	startsAfter: { name: 'Starts After', description: 'Periods', prefix: 'sa', types: ORDERED },
	text: {
		name: 'Text Is',
		description: 'Codes, by what they are called',
		modifier: 'text',
		types: ['token'],
	},
	until: { name: 'Until (Included)', description: 'Dates and numbers', prefix: 'le', types: ORDERED },
};

/** How a comparison is spelled for a type of parameter; undefined where it does not suit it. */
export function spellingOf(
	comparison: string,
	type: SearchType,
): { prefix: string; modifier: string } | undefined {
	const found = comparisons[comparison];
	if (!found?.types.includes(type)) return undefined;
	// "Not" is a prefix for what has an order, and a modifier for codes.
	if (comparison === 'not') {
		return type === 'token' ? { prefix: '', modifier: ':not' } : { prefix: 'ne', modifier: '' };
	}
	return { prefix: found.prefix ?? '', modifier: found.modifier ? `:${found.modifier}` : '' };
}
