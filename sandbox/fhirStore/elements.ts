import type { Resource } from '@medplum/fhirtypes';

import { elementsOf } from './definitions';
import { refuse } from './refuse';

const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };
const ALWAYS = ['resourceType', 'id', 'meta'];

/** `value[x]` stands for valueString, valueQuantity … */
const covers = (element: string, key: string): boolean =>
	element.endsWith('[x]') ? key.startsWith(element.slice(0, -3)) : key === element;

/** Returns what cuts a record down to these elements (`name,birthDate`) and the required ones, and marks it as cut. */
export function cutTo(type: string, list: string): (resource: Resource) => Resource {
	const all = elementsOf(type);
	const nameOf = (wanted: string) => all.find(({ name }) => name === wanted || name === `${wanted}[x]`)?.name;
	const wanted = list.split(',').map((name) => nameOf(name) ?? refuse(`${type} has no element ${name}`));
	const kept = [...wanted, ...all.flatMap(({ name, isRequired }) => (isRequired ? [name] : []))];
	return (resource) => {
		const entries = Object.entries(resource).filter(
			([key]) => ALWAYS.includes(key) || kept.some((element) => covers(element, key.replace(/^_/, ''))),
		);
		const tag = [...(resource.meta?.tag ?? []), SUBSETTED];
		return { ...Object.fromEntries(entries), meta: { ...resource.meta, tag } } as Resource;
	};
}
