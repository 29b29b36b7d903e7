import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import { spoken } from '../shorthand/people';
import type { CodeableConcept, HumanName } from '../shorthand/shapes';

/** A concept as a person says it. */
export const wordsOf = ({ text, coding = [] }: CodeableConcept): string | undefined =>
	text ?? coding.find(({ display }) => display)?.display ?? coding.find(({ code }) => code)?.code;

/** The name that counts: the usual one, else the official one, else the first (FHIR R4, HumanName.use). */
export function nameIn(names: unknown): HumanName | undefined {
	const list = [names].flat().filter((name) => isPlainObject(name)) as Array<HumanName & { use?: string }>;
	return list.find(({ use }) => use === 'usual') ?? list.find(({ use }) => use === 'official') ?? list[0];
}

/** What a record is called, for lists and in place of a bare reference: a name, a title or what it is about. */
export function displayOf(resource: IDataObject): string {
	const { name, title, code, description, resourceType, id } = resource;
	const person = typeof name === 'string' ? undefined : nameIn(name);
	const words = [
		typeof name === 'string' ? name : person && spoken(person),
		title,
		isPlainObject(code) ? wordsOf(code as CodeableConcept) : undefined,
		description,
	].find((candidate) => typeof candidate === 'string' && candidate !== '');
	return String(words ?? `${String(resourceType)}/${String(id)}`);
}
