/** Version of FHIR that a server speaks. */
export type FhirVersion = 'R4' | 'R5';

/** One element of a resource, of a part of it or of a data type. */
export interface Element {
	name: string;
	/** Name of a primitive (`dateTime`), of a data type (`HumanName`) or of a part of a resource (`PatientContact`). */
	type: string;
	required: boolean;
	repeats: boolean;
	/** Whether FHIR counts it to the key elements (its summary). */
	summary: boolean;
	/** What it means, in FHIR's words; English. */
	help: string;
	/** The values of a code, where they are fixed. */
	codes?: string[];
	/** Types of resources that a reference may lead to; any when absent. */
	targets?: string[];
	/** Of an element that comes in several types, its name without the type: `value` for `valueQuantity`. */
	choice?: string;
}

export type SearchType = 'date' | 'number' | 'quantity' | 'reference' | 'string' | 'token' | 'uri';

export interface SearchParameter {
	name: string;
	type: SearchType;
	targets?: string[];
}

/** name, type, flags (`1` required, `*` repeats, `s` summary), help, codes or targets, choice. */
export type CompactElement = [string, string, string, string, (string[] | null)?, (string | null)?];

export type CompactSearchParameter = [string, string, string[]?];

/** The form of `definitions/*.json`, which `scripts/fhirDefinitions.ts` writes. */
export interface CompactDefinitions {
	resources: string[];
	types: Record<string, CompactElement[]>;
	search: Record<string, CompactSearchParameter[]>;
}

/** What one server has beyond FHIR. */
export interface Beyond {
	/** More elements, by the type of resource or part of one that has them. */
	elements: Record<string, CompactElement[]>;
	/** More types that a reference may lead to, by the name of the element, in any type of resource. */
	targets: Record<string, string[]>;
}

/** The tables of one version of FHIR. */
export class Definitions {
	private readonly expanded = new Map<string, Element[]>();

	constructor(
		readonly version: FhirVersion,
		private readonly compact: CompactDefinitions,
		private readonly beyond?: Beyond,
	) {}

	get resources(): string[] {
		return this.compact.resources;
	}

	/** Whether `type` has elements of its own; false for primitives and for what only stands for any type. */
	isComplex(type: string): boolean {
		return type in this.compact.types;
	}

	elementsOf(type: string): Element[] {
		const known = this.expanded.get(type);
		if (known) return known;
		const compact = [...(this.compact.types[type] ?? []), ...(this.beyond?.elements[type] ?? [])];
		const elements = compact.map((element) => this.widened(expand(element)));
		this.expanded.set(type, elements);
		return elements;
	}

	private widened(element: Element): Element {
		const more = this.beyond?.targets[element.name];
		return more && element.targets ? { ...element, targets: [...more, ...element.targets] } : element;
	}

	element(type: string, name: string): Element | undefined {
		return this.elementsOf(type).find((element) => element.name === name);
	}

	/** The search parameters of one type of resource, without those that every type has. */
	searchParametersOf(type: string): SearchParameter[] {
		return (this.compact.search[type] ?? []).map(([name, kind, targets]) => ({
			name,
			type: kind as SearchType,
			targets,
		}));
	}
}

function expand([name, type, flags, help, values, choice]: CompactElement): Element {
	const refers = ['Reference', 'CodeableReference', 'canonical'].includes(type);
	return {
		name,
		type,
		required: flags.includes('1'),
		repeats: flags.includes('*'),
		summary: flags.includes('s'),
		help,
		...(values && (refers ? { targets: values } : { codes: values })),
		...(choice && { choice }),
	};
}

const loaded = new Map<FhirVersion | Beyond, Definitions>();

/** The tables are large, so they are read when a node first needs them, and kept. */
export async function definitionsOf(version: FhirVersion, beyond?: Beyond): Promise<Definitions> {
	const key = beyond ?? version;
	const known = loaded.get(key);
	if (known) return known;
	const file =
		version === 'R4' ? await import('./definitions/r4.json') : await import('./definitions/r5.json');
	const compact = ('default' in file ? file.default : file) as unknown as CompactDefinitions;
	const definitions = new Definitions(version, compact, beyond);
	loaded.set(key, definitions);
	return definitions;
}
