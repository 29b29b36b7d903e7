import {
	evalFhirPathTyped,
	getParsedExpressionForResourceType,
	toTypedValue,
	type FhirPathAtom,
} from '@medplum/core';
import type { Resource, SearchParameter } from '@medplum/fhirtypes';

import { searchParameter } from './definitions';
import { dates } from './kinds/dates';
import type { Kind } from './kinds/kind';
import { numbers, quantities } from './kinds/numbers';
import { recordsOf, references } from './kinds/references';
import { strings, uris } from './kinds/strings';
import { tokens } from './kinds/tokens';
import { refuse } from './refuse';

/** Composite and special parameters are not searched. */
const KINDS = {
	date: dates,
	number: numbers,
	quantity: quantities,
	reference: references,
	string: strings,
	token: tokens,
	uri: uris,
};

/** A search parameter of one type, ready for use. */
export interface Parameter {
	type: string;
	code: string;
	definition: SearchParameter;
	kind: Kind<unknown>;
}

const isKind = (type: string): type is keyof typeof KINDS => Object.keys(KINDS).includes(type);

/** Refuses a parameter that the type does not have. */
export function parameterOf(type: string, code: string): Parameter {
	const definition = searchParameter(type, code);
	if (!definition) return refuse(`${type} has no search parameter ${code}`);
	if (!isKind(definition.type)) return refuse(`The search parameter ${code} of ${type} is not supported`);
	return { type, code, definition, kind: KINDS[definition.type] as Kind<unknown> };
}

const expressions = new Map<string, FhirPathAtom>();

function expressionOf({ type, code, definition }: Parameter): FhirPathAtom {
	const key = `${type}.${code}`;
	const known = expressions.get(key);
	if (known) return known;
	const parsed = getParsedExpressionForResourceType(type, definition.expression ?? '');
	expressions.set(key, parsed);
	return parsed;
}

// A record is replaced when it changes, never edited, so that what was read from it stays right.
const known = new WeakMap<Resource, Map<string, unknown[]>>();

/** What the parameter finds in the record. */
export function valuesOf(resource: Resource, parameter: Parameter): unknown[] {
	const ofResource = known.get(resource) ?? new Map<string, unknown[]>();
	known.set(resource, ofResource);
	const before = ofResource.get(parameter.code);
	if (before) return before;
	const values = parameter.kind.read(evalFhirPathTyped(expressionOf(parameter), [toTypedValue(resource)]));
	ofResource.set(parameter.code, values);
	return values;
}

/** The `Type/id` of the records that a reference parameter finds. */
export const referencesOf = (resource: Resource, parameter: Parameter): string[] =>
	recordsOf(valuesOf(resource, parameter) as Parameters<typeof recordsOf>[0]);
