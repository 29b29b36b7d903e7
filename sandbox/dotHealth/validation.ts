/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import uniqBy from 'lodash/uniqBy';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { DateTime } from 'luxon';

import { withDeviations, type Definitions } from './deviations';
import { issue, type Issue } from './outcomes';
import type { Switches } from './switches';
import { CHECKED_TYPES } from './types';

type Choice = { of: string[]; required: boolean };

/** Whether the day of a date or an instant exists; a month or a year by itself does. */
const dayExists = (text: string): boolean => text.length < 10 || DateTime.fromISO(text.slice(0, 10)).isValid;

// Not one regular expression: attachments are large.
const isBase64 = (text: string): boolean =>
	text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text) && !/=(?!=?$)/.test(text);

/** How many of the kinds of an element such as `value[x]` are there. */
const countOf = ({ of }: Choice, value: object): number =>
	of.filter((name) => name in value || `_${name}` in value).length;

function compiler(all: Definitions): Ajv {
	const ajv = new Ajv({ strict: true, allErrors: true, verbose: true });
	ajv.addFormat('day', dayExists);
	ajv.addFormat('base64', isBase64);
	ajv.addKeyword({
		keyword: 'choices',
		type: 'object',
		schemaType: 'array',
		errors: false,
		validate: (choices: Choice[], value: object) =>
			choices.every((choice) => {
				const count = countOf(choice, value);
				return count === 1 || (count === 0 && !choice.required);
			}),
	});
	return ajv.addSchema({ $id: 'r5', definitions: all });
}

// Reading and compiling take a moment, and most tests need neither.
let r5: Definitions | undefined;
const compilers = new Map<Switches['deviations'], Ajv>();

function definitions(): Definitions {
	r5 ??= JSON.parse(readFileSync(join(__dirname, 'definitions', 'r5.json'), 'utf8')) as Definitions;
	return r5;
}

function validatorFor(type: string, deviations: Switches['deviations']): ValidateFunction {
	const ajv =
		compilers.get(deviations) ??
		compiler(deviations === 'accepted' ? withDeviations(definitions()) : definitions());
	compilers.set(deviations, ajv);
	return ajv.getSchema(`r5#/definitions/${type}`) as ValidateFunction;
}

/** Whether resources of this type have the element in FHIR R5. */
export const hasElement = (type: string, element: string): boolean =>
	element in (definitions()[type].properties as object);

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What is wrong with a resource by FHIR R5.
 *
 * @param at Where it stands, as FHIRPath, e.g. `Bundle.entry[0].resource`; its type unless told.
 * @param types Which it may be.
 */
export function issuesOf(
	resource: unknown,
	deviations: Switches['deviations'],
	{ at, types = CHECKED_TYPES }: { at?: string; types?: readonly string[] } = {},
): Issue[] {
	const type = isObject(resource) ? resource.resourceType : undefined;
	if (!isObject(resource) || typeof type !== 'string') {
		return [issue('structure', 'A resource with a resourceType is required', at)];
	}
	if (!types.includes(type)) return [issue('not-supported', `${type} is not supported here`, at)];
	const here = at ?? type;
	const validate = validatorFor(type, deviations);
	const errors = validate(resource) ? [] : ((validate.errors ?? []) as Failure[]);
	const found = errors.filter((error) => !isSaidAbsent(error)).map((error) => issueOf(error, here));
	const contained = Array.isArray(resource.contained) ? (resource.contained as unknown[]) : [];
	return [
		// A pattern and a format say the same of one text.
		...uniqBy(found, 'diagnostics'),
		...contained.flatMap((one, index) => issuesOf(one, deviations, { at: `${here}.contained[${index}]` })),
	];
}

type Failure = ErrorObject<string, Record<string, unknown>>;

const CODES: Record<string, string> = {
	required: 'required',
	additionalProperties: 'structure',
	minItems: 'structure',
	minProperties: 'structure',
	choices: 'structure',
	enum: 'code-invalid',
	const: 'code-invalid',
};

/** A primitive may be missing if an extension says why. */
const isSaidAbsent = ({ keyword, params, data }: Failure): boolean =>
	keyword === 'required' && `_${String(params.missingProperty)}` in (data as object);

/** Values are never repeated: they are patients' data. */
function issueOf(error: Failure, at: string): Issue {
	const { keyword, params, instancePath, message } = error;
	const inside = params.missingProperty ?? params.additionalProperty;
	const path = instancePath.replace(/\/(\d+)(?=\/|$)/g, '[$1]').replace(/\//g, '.');
	const expression = `${at}${path}${inside === undefined ? '' : `.${String(inside)}`}`;
	return issue(CODES[keyword] ?? 'value', `${expression} ${describe(keyword, params, message)}`, expression);
}

function describe(keyword: string, params: Record<string, unknown>, message = 'is not valid'): string {
	if (keyword === 'required') return 'is required';
	if (keyword === 'additionalProperties') return 'is not an element of FHIR R5';
	if (keyword === 'choices') return 'must have exactly one of the kinds of an element that has several';
	if (keyword === 'minItems' || keyword === 'minProperties') return 'must not be empty';
	if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
	if (keyword === 'pattern' || keyword === 'format') return 'is not written as FHIR R5 has it';
	return message;
}
