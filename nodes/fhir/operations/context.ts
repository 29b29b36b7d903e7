import upperFirst from 'lodash/upperFirst';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import type { Filled, OutputRecord, Step } from '../../shared/operation/types';
import { FhirClient } from '../client';
import { definitionsOf, type Definitions } from '../definitions';
import type { FhirServer } from '../server';

/**
 * The type of record that an operation is about: chosen in a field of its own, or by the node's resource, whose value is
 * the type with a small letter in front.
 */
export const typeOf = ({ values, resource }: Filled): string =>
	(values.resourceType as string | undefined) ?? upperFirst(resource);

export async function clientOf(server: FhirServer, { api, values, node }: Step): Promise<FhirClient> {
	return new FhirClient(api, server, await definitionsOf(server.version, server.beyond), values, node);
}

/** @throws FieldRefusal for a type that this version of FHIR does not have */
export async function knownType(
	server: FhirServer,
	filled: Filled,
): Promise<{ type: string; definitions: Definitions }> {
	const definitions = await definitionsOf(server.version, server.beyond);
	const type = typeOf(filled);
	if (definitions.resources.includes(type)) return { type, definitions };
	throw new FieldRefusal(
		`There is no type of record '${type}' in FHIR ${server.version}`,
		"Choose 'Resource' again, or a type from the list.",
	);
}

/**
 * The ID in what was chosen or written: an ID, `Type/ID`, or an address that ends with them.
 *
 * @throws FieldRefusal when it names another type of record
 */
export function idOf(written: unknown, type: string, label = 'Record'): string {
	const parts = String(written)
		.replace(/\/_?history(\/.*)?$/, '')
		.split('/');
	const [before, id] = parts.slice(-2).length === 2 ? parts.slice(-2) : [undefined, parts[0]];
	if (before !== undefined && before.toLowerCase().replace(/-/g, '') !== type.toLowerCase()) {
		throw new FieldRefusal(
			`'${label}' is a record of another type`,
			`Choose or map a record of the type ${type}.`,
		);
	}
	return id;
}

export const records = (jsons: IDataObject[]): OutputRecord[] => jsons.map((json) => ({ json }));
