/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { readFileSync } from 'node:fs';

import Ajv, { type SchemaObject } from 'ajv';
import type { IDataObject } from 'n8n-workflow';

let compiler: Ajv | undefined;

/** The schema leaves out that nothing in FHIR is empty (R5, 2.1.3.0.1). */
function withoutEmpties({ properties, ...rest }: SchemaObject): SchemaObject {
	if (!properties) return rest;
	const filled = Object.entries(properties as Record<string, SchemaObject>).map(([name, property]) => [
		name,
		property.type === 'array' ? { ...property, minItems: 1 } : property,
	]);
	return { ...rest, properties: Object.fromEntries(filled) as SchemaObject, minProperties: 1 };
}

/** HL7's JSON Schema of R5, which has 4 MB and is compiled type by type. */
function load(): Ajv {
	const file = require.resolve('hl7.fhir.r5.core/openapi/fhir.schema.json');
	const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as {
		definitions: Record<string, SchemaObject>;
	};
	const strict = Object.entries(definitions).map(([name, schema]) => [name, withoutEmpties(schema)]);
	// Stands for a resource inside of another; without this, every type would be compiled for each.
	const anyResource = { type: 'object', required: ['resourceType'] };
	// One of the published patterns is no regular expression under the stricter rules for Unicode.
	const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
	return ajv.addSchema({
		$id: 'r5',
		definitions: { ...Object.fromEntries(strict), ResourceList: anyResource } as SchemaObject,
	});
}

/** What is wrong with the structure of a resource by FHIR R5. */
export function wrongInR5(resource: IDataObject): string[] {
	compiler ??= load();
	const validate = compiler.getSchema(`r5#/definitions/${String(resource.resourceType)}`)!;
	if (validate(resource)) return [];
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
