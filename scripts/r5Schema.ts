/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- development only, never shipped */
// npx tsx scripts/r5Schema.ts: writes the JSON Schema of FHIR R5 by which the sandbox checks what is posted to it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { ElementDefinition, ElementDefinitionType } from 'fhir/r5';
import { createGenerator, type Definition, type Schema } from 'ts-json-schema-generator';

import { CHECKED_TYPES } from '../sandbox/dotHealth/types';
import { structuresOf } from './fhir/structures';

export const SCHEMA_FILE = join(__dirname, '../sandbox/dotHealth/definitions/r5.json');

/** A definition as it is written; `choices` is a keyword of the sandbox's own for elements such as `value[x]`. */
type Written = Definition & { choices?: Array<{ of: string[]; required: boolean }> };
type Definitions = Record<string, Written>;
type Elements = Map<string, ElementDefinition>;

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
const REGEX = 'http://hl7.org/fhir/StructureDefinition/regex';
const REFERENCE = '#/definitions/';

const TEXTS = [
	'canonical',
	'code',
	'date',
	'id',
	'instant',
	'markdown',
	'oid',
	'string',
	'time',
	'uri',
	'url',
	'uuid',
];
const DAY = '([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])';
const TIME = 'T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]{1,9})?';
const OFFSET = '(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))';

/** Where the published pattern is not what the text of the standard says, or would be too slow. */
const OTHER_PRIMITIVES: Definitions = {
	// The published pattern takes a time without an offset, and an offset without a time.
	dateTime: { type: 'string', pattern: `^${DAY}(${TIME}${OFFSET})?)?)?$`, format: 'day' },
	base64Binary: { type: 'string', format: 'base64' },
	xhtml: { type: 'string', pattern: '^<div[\\s>][\\s\\S]*</div>$' },
	integer: { type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647 },
	integer64: { type: 'string', pattern: '^(0|[-+]?[1-9][0-9]*)$' },
	positiveInt: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
	unsignedInt: { type: 'integer', minimum: 0, maximum: 2_147_483_647 },
	decimal: { type: 'number' },
	boolean: { type: 'boolean' },
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `Observation.component` is the interface `ObservationComponent`. */
const interfaceName = (path: string): string => path.split('.').map(capitalised).join('');

const extensionOf = (type: ElementDefinitionType | undefined, url: string) =>
	type?.extension?.find((extension) => extension.url === url);

const codeOf = (type: ElementDefinitionType): string => extensionOf(type, FHIR_TYPE)?.valueUrl ?? type.code;

function primitivesOf(elements: Elements): Definitions {
	const published = TEXTS.map((name): [string, Written] => {
		const regex = extensionOf(elements.get(`${name}.value`)?.type?.[0], REGEX)?.valueString ?? '';
		const pattern = `^(?:${regex.replace(/^\^|\$$/g, '')})$`;
		return [name, { type: 'string', pattern, ...(/^(date|instant)$/.test(name) && { format: 'day' }) }];
	});
	return { ...Object.fromEntries(published), ...OTHER_PRIMITIVES };
}

/** The types of `@types/fhir` as they are, by interface. */
function typedDefinitions(): Definitions {
	const path = require.resolve('@types/fhir/package.json').replace('package.json', 'r5.d.ts');
	const config = { path, type: '*', skipTypeCheck: true, jsDoc: 'none', sortProps: true } as const;
	const { definitions } = createGenerator(config).createSchema(config.type) as Schema & {
		definitions: Definitions;
	};
	const entry = 'BundleEntry<Resource>';
	const text = JSON.stringify({ ...definitions, BundleEntry: definitions[entry] });
	return JSON.parse(text.split(encodeURIComponent(entry)).join('BundleEntry')) as Definitions;
}

/** What the types cannot say: how a primitive is written, that nothing is empty, that `value[x]` is one of its kinds. */
function refine(definition: Written, path: string, elements: Elements): Written {
	const kinds = new Map<string, string>();
	const choices: NonNullable<Written['choices']> = [];
	for (const [at, { min, type = [] }] of elements) {
		const name = at.slice(path.length + 1);
		if (!at.startsWith(`${path}.`) || name.includes('.')) continue;
		const names = type.map((one) => name.replace('[x]', capitalised(codeOf(one))));
		type.forEach((one, index) => kinds.set(names[index], codeOf(one)));
		if (name.endsWith('[x]')) choices.push({ of: names.sort(), required: min === 1 });
	}
	const properties = Object.entries(definition.properties ?? {}).map(([name, schema]) => [
		name,
		refineProperty(schema as Definition, kinds.get(name)),
	]);
	return {
		...definition,
		properties: Object.fromEntries(properties) as Written['properties'],
		minProperties: 1,
		...(choices.length > 0 && { choices }),
	};
}

function refineProperty(schema: Definition, kind: string | undefined): Definition {
	if (schema.type === 'array')
		return { ...schema, items: refineProperty(schema.items as Definition, kind), minItems: 1 };
	const isPlain = schema.const === undefined && schema.enum === undefined && schema.$ref === undefined;
	return isPlain && kind !== undefined ? { $ref: REFERENCE + kind } : schema;
}

const referencesIn = (definition: Written): string[] =>
	[...JSON.stringify(definition).matchAll(/"#\/definitions\/([^"]+)"/g)].map(([, name]) => name);

/** The definitions that the checked types need, in alphabetical order. */
function reachable(all: Definitions): Definitions {
	const found = new Set<string>();
	const open = [...CHECKED_TYPES];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		if (found.has(name)) continue;
		if (!(name in all)) throw new Error(`FHIR R5 has no ${name}`);
		found.add(name);
		open.push(...referencesIn(all[name]));
	}
	return Object.fromEntries([...found].sort().map((name) => [name, all[name]]));
}

/** The file's text: a definition a line, so that a change can be read. */
export function r5Schema(): string {
	const { elements } = structuresOf('r5');
	const paths = new Map([...elements.keys()].map((path) => [interfaceName(path), path]));
	const typed = Object.entries(typedDefinitions()).map(([name, definition]): [string, Written] => {
		const path = paths.get(name);
		return [name, path === undefined ? definition : refine(definition, path, elements)];
	});
	const all = { ...Object.fromEntries(typed), ...primitivesOf(elements) };
	// Stands for any resource, which is checked by its own type.
	all.Resource = {
		type: 'object',
		required: ['resourceType'],
		properties: { resourceType: { type: 'string' } },
	};
	const lines = Object.entries(reachable(all)).map(
		([name, definition]) => `${JSON.stringify(name)}:${JSON.stringify(definition)}`,
	);
	return `{\n${lines.join(',\n')}\n}\n`;
}

if (require.main === module) {
	const text = r5Schema();
	mkdirSync(dirname(SCHEMA_FILE), { recursive: true });
	writeFileSync(SCHEMA_FILE, text);
	console.log(`${SCHEMA_FILE}: ${Math.round(text.length / 1024)} kB`);
}
