import { FieldRefusal } from '../../shared/errors/refusal';
import type { Values } from '../../shared/operation/types';
import type { Definitions, SearchParameter } from '../definitions';
import type { Reading } from '../shorthand';
import { comparisons, spellingOf } from './comparisons';
import { searchValue, typeUnder } from './values';

/** Parameters that every type of record has (FHIR R4, 3.1.1.4). */
const COMMON: SearchParameter[] = [
	{ name: '_id', type: 'token' },
	{ name: '_lastUpdated', type: 'date' },
	{ name: '_profile', type: 'uri' },
	{ name: '_security', type: 'token' },
	{ name: '_source', type: 'uri' },
	{ name: '_tag', type: 'token' },
];

/** FHIR R5 only. */
const LANGUAGE: SearchParameter = { name: '_language', type: 'token' };

export const parametersOf = (definitions: Definitions, resourceType: string): SearchParameter[] => [
	...definitions.searchParametersOf(resourceType),
	...COMMON,
	...(definitions.version === 'R5' ? [LANGUAGE] : []),
];

/** What a person asked for; every row has to be met. */
export interface SearchForm {
	/** `{ parameter, comparison, value }` */
	parameter?: Values[];
	/** About a record that is referred to: `{ reference, targetType?, parameter, comparison, value }`. */
	chain?: Values[];
	/** About records that refer to it: `{ resourceType, reference, parameter, comparison, value }`. */
	has?: Values[];
}

/** One `name=value` of a query, not encoded. */
export type Pair = [name: string, value: string];

type Reader = Omit<Reading, 'label' | 'targets' | 'version'>;

/**
 * The parameters of a search.
 *
 * @throws FieldRefusal for a parameter that the type does not have, a comparison that does not suit it, or a value that
 * cannot be meant
 */
export function searchPairs(
	definitions: Definitions,
	resourceType: string,
	{ parameter = [], chain = [], has = [] }: SearchForm,
	reader: Reader,
): Pair[] {
	return new Search(definitions, reader).pairs(resourceType, { parameter, chain, has });
}

class Search {
	constructor(
		private readonly definitions: Definitions,
		private readonly reader: Reader,
	) {}

	pairs(resourceType: string, { parameter, chain, has }: Required<SearchForm>): Pair[] {
		return [
			...parameter.map((row) => this.pair(resourceType, row, '')),
			...chain.map((row) => this.chained(resourceType, row, '')),
			...has.map((row) => {
				const type = String(row.resourceType);
				const { name } = this.find(type, String(row.reference));
				return this.pair(type, row, `_has:${type}:${name}:`);
			}),
		];
	}

	private pair(type: string, row: Values, before: string): Pair {
		// A chain may also be written by hand, e.g. patient.name: what lies behind the point is another type's.
		const [reference, ...rest] = String(row.parameter).split('.');
		if (rest.length > 0) {
			const further = { reference, parameter: rest.join('.') };
			return this.chained(type, { ...row, ...further, targetType: undefined }, before);
		}
		const { name, type: kind, targets } = this.find(type, String(row.parameter));
		const comparison = String(row.comparison ?? 'is');
		const spelling = spellingOf(comparison, kind);
		if (!spelling) {
			const suitable = Object.values(comparisons).filter(({ types }) => types.includes(kind));
			throw new FieldRefusal(
				`'${comparisons[comparison]?.name ?? 'The comparison'}' does not suit the search parameter '${name}'`,
				`It takes: ${suitable.map((entry) => entry.name).join(', ')}.`,
			);
		}
		const { prefix, modifier } = spelling;
		const reading: Reading = { ...this.reader, label: name, version: this.definitions.version, targets };
		return [
			`${before}${name}${modifier}`,
			searchValue(typeUnder(modifier, kind), row.value, prefix, reading),
		];
	}

	private chained(resourceType: string, row: Values, before: string): Pair {
		const [name, typed] = String(row.reference).split(':');
		const { type, targets = [] } = this.find(resourceType, name);
		if (type !== 'reference') {
			throw new FieldRefusal(
				`The search parameter '${name}' does not lead to other records`,
				'Choose one that is a reference.',
			);
		}
		const target =
			typed ?? (row.targetType as string | undefined) ?? (targets.length === 1 ? targets[0] : undefined);
		if (!target) {
			throw new FieldRefusal(
				`The search parameter '${name}' leads to records of several types`,
				`Choose the type: ${targets.join(', ') || 'e.g. Patient'}.`,
			);
		}
		const step = targets.length === 1 ? `${name}.` : `${name}:${target}.`;
		return this.pair(target, row, `${before}${step}`);
	}

	private find(resourceType: string, name: string): SearchParameter {
		if (!this.definitions.resources.includes(resourceType)) {
			throw new FieldRefusal(
				`There is no type of record '${resourceType}' in FHIR ${this.definitions.version}`,
				'Choose it from the list.',
			);
		}
		const known = parametersOf(this.definitions, resourceType);
		const found = known.find((parameter) => parameter.name === name);
		if (found) return found;
		throw new FieldRefusal(
			`${resourceType} has no search parameter '${name}'`,
			`It has: ${known.map((parameter) => parameter.name).join(', ')}.`,
		);
	}
}

/**
 * A line as it stands behind the question mark of an address, encoded or not.
 *
 * @throws FieldRefusal
 */
export function rawPairs(line: string): Pair[] {
	const parts = line.replace(/^\s*\??/, '').split('&');
	return parts.flatMap((part): Pair[] => {
		const at = part.indexOf('=');
		if (part.trim() === '') return [];
		if (at > 0) return [[decoded(part.slice(0, at).trim()), decoded(part.slice(at + 1).trim())]];
		throw new FieldRefusal("'Raw Query' cannot be read", 'Write it like name=Rossi&birthdate=ge1980.');
	});
}

/** A `%` that begins no code stands for itself. */
const decoded = (text: string): string =>
	text.replace(/(%[0-9A-Fa-f]{2})+/g, (codes) => {
		const read = Buffer.from(codes.replace(/%/g, ''), 'hex').toString('utf8');
		return read.includes('\uFFFD') ? codes : read;
	});

/** Everything is encoded but the colon that parts a name from its modifiers; the `+` of offsets too. */
export const encoded = (pairs: Pair[]): string =>
	pairs
		.map(([name, value]) => `${encodeURIComponent(name).replace(/%3A/g, ':')}=${encodeURIComponent(value)}`)
		.join('&');
