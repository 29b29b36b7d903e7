import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { options } from '../../shared/operation/collections';
import type { Field, StepsOperation } from '../../shared/operation/types';
import type { FhirClient } from '../client';
import type { Definitions } from '../definitions';
import { withFiles } from '../files';
import { outputFields, viewOf } from '../output/shape';
import { encoded, type Pair } from '../search/query';
import { searchValue } from '../search/values';
import type { FhirServer } from '../server';
import { checkedContent, contentOf } from './content';
import { clientOf, knownType, records } from './context';
import { contentFields } from './fields';
import { replace, versionOf } from './update';

const JSON_HELP =
	'Write the whole record as a FHIR resource: it REPLACES what is stored, also what you leave out';

/**
 * Stores a record unless there is one with the same identifier, which is changed instead. Records that stand under an
 * address of their own (code systems, value sets and the like) are known by that address.
 */
export const createOrUpdate = (
	server: FhirServer,
	ownFields: Field[],
	ownOptions: Field[],
): StepsOperation => ({
	value: 'createOrUpdate',
	name: 'Create or Update',
	action: 'Create or update a record',
	description:
		'Create a new record, or update the current one if it already exists (upsert). Records are matched by the identifier that you fill in.',
	writes: true,
	fields: [
		...ownFields,
		...contentFields('getFields', { json: JSON_HELP }),
		...outputFields,
		options(ownOptions),
	],
	async check(filled) {
		const { type, definitions } = await knownType(server, filled);
		matchOf(definitions, type, await checkedContent(definitions, type, filled));
	},
	async run(step) {
		const { type, definitions } = await knownType(server, step);
		const client = await clientOf(server, step);
		const content = contentOf(definitions, type, step);
		const match = matchOf(definitions, type, content);
		const ready = async (resource: IDataObject) => await withFiles(resource, step.node, step.itemIndex);
		return await client.api.oneAtATime(`match ${type}`, async () => {
			const found = await findOne(client, type, match);
			const stored = found
				? await replace(
						client,
						{ ...(await ready(contentOf(definitions, type, step, found))), id: found.id },
						versionOf(found),
					)
				: await client.create(await ready(content), encoded([match.pair]));
			return records([{ ...viewOf(client, step.values, stored), created: found === undefined }]);
		});
	},
});

/** How a record is known again. */
interface Match {
	pair: Pair;
	/** Whether a record that the server found really is one; a server may ignore what it does not know. */
	holds(resource: IDataObject): boolean;
}

/** @throws FieldRefusal when the content does not say what it is known by */
function matchOf(definitions: Definitions, type: string, content: IDataObject): Match {
	const reading = {
		label: 'Identifier',
		zone: 'utc',
		version: definitions.version,
		assertFile: () => undefined,
	};
	const byUrl = definitions.element(type, 'identifier') === undefined && definitions.element(type, 'url');
	if (byUrl) {
		const { url } = content;
		if (typeof url !== 'string' || url === '') throw unmatched('URL', 'https://clinic.example/lists/1');
		return { pair: ['url', searchValue('uri', url, '', reading)], holds: (resource) => resource.url === url };
	}
	if (definitions.element(type, 'identifier') === undefined) {
		throw new FieldRefusal(
			`Records of the type ${type} have no identifier to be known by`,
			"Use 'Create', or 'Update' with the ID of the record.",
		);
	}
	const [identifier] = [content.identifier].flat().filter((entry) => isPlainObject(entry)) as IDataObject[];
	const { system, value } = identifier ?? {};
	if (typeof value !== 'string' || value === '')
		throw unmatched('Identifier', 'https://clinic.example/patients|4711');
	const written = typeof system === 'string' ? `${system}|${value}` : value;
	return {
		pair: ['identifier', searchValue('token', [written], '', reading)],
		holds: (resource) =>
			[resource.identifier]
				.flat()
				.some(
					(entry) =>
						isPlainObject(entry) &&
						(entry as IDataObject).system === system &&
						(entry as IDataObject).value === value,
				),
	};
}

const unmatched = (label: string, example: string) =>
	new FieldRefusal(
		`'${label}' is empty, so it is not clear which record is meant`,
		`Fill it in, e.g. ${example}.`,
	);

/** @throws FieldRefusal when several records match: which one is meant is never guessed */
async function findOne(
	client: FhirClient,
	type: string,
	{ pair, holds }: Match,
): Promise<IDataObject | undefined> {
	const matches = new Map<unknown, IDataObject>();
	for await (const { matches: entries } of client.search(
		type,
		encoded([pair, ['_count', String(client.server.pageSize)]]),
	)) {
		for (const { resource } of entries) if (resource && holds(resource)) matches.set(resource.id, resource);
	}
	if (matches.size < 2) return [...matches.values()][0];
	const ids = [...matches.keys()].slice(0, 10).join(', ');
	throw new FieldRefusal(
		`Several records match (${ids}${matches.size > 10 ? ', …' : ''})`,
		"Nothing was changed. Use 'Update' with the ID of the right one, or merge them first.",
	);
}
