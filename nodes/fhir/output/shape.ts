import type { IDataObject } from 'n8n-workflow';

import { choice, text } from '../../shared/operation/fields';
import type { Field, Values } from '../../shared/operation/types';
import type { FhirClient } from '../client';
import { referencesIn, resolve, valuesAt } from './references';
import { simplify, type Resolved } from './simplify';

/** What comes out of a record, for people and agents alike. */
export const outputFields: Field[] = [
	choice(
		'output',
		'Output',
		{
			simplified: {
				name: 'Simplified',
				description: 'A flat row: names, dates, codes and references in plain words',
			},
			raw: { name: 'Raw', description: 'The FHIR resource as the server has it' },
			selected: { name: 'Selected Fields', description: 'Only the elements that you name' },
		},
		{ local: true, description: 'What comes out of each record' },
	),
	text('outputFields', 'Output Fields', {
		local: true,
		required: true,
		placeholder: 'e.g. id,name.family,birthDate',
		description: 'Paths of FHIR elements, parted by commas',
		displayOptions: { show: { output: ['selected'] } },
	}),
];

export const resolveOption: Field = text('resolveReferences', 'Resolve References', {
	local: true,
	default: '*',
	placeholder: 'e.g. subject,participant.actor',
	description:
		"Paths of references, parted by commas, or * for all: the records are fetched, each once per run. 'Simplified' then says what they are called, 'Raw' has them under 'resolved'.",
});

const listed = (paths: unknown): string[] =>
	String(paths ?? '')
		.split(',')
		.map((path) => path.trim())
		.filter((path) => path !== '');

/**
 * Records as they come out.
 *
 * @param included what came along with them; put with the records that it belongs to
 */
export async function shaped(
	client: FhirClient,
	values: Values,
	resources: IDataObject[],
	included: IDataObject[] = [],
): Promise<IDataObject[]> {
	const paths = listed(values.resolveReferences);
	const resolved: Resolved = paths.length > 0 ? await resolve(client, resources, paths) : new Map();
	for (const record of included) resolved.set(`${String(record.resourceType)}/${String(record.id)}`, record);
	return resources.map((resource) => shapeOne(client, values, resource, resolved, included));
}

function shapeOne(
	client: FhirClient,
	values: Values,
	resource: IDataObject,
	resolved: Resolved,
	included: IDataObject[],
): IDataObject {
	const own = included.filter((record) => belong(resource, record));
	const view = (record: IDataObject) => viewOf(client, values, record, resolved);
	const along = own.length > 0 ? { included: own.map(view) } : {};
	if (values.output !== 'raw') return { ...view(resource), ...along };
	const followed = referencesIn(resource).filter(
		(reference) => resolved.has(reference) && values.resolveReferences,
	);
	const known = Object.fromEntries(followed.map((reference) => [reference, resolved.get(reference)!]));
	return { ...resource, ...(followed.length > 0 && { resolved: known }), ...along };
}

/** One record without what came along with it. */
export function viewOf(
	{ definitions }: FhirClient,
	values: Values,
	resource: IDataObject,
	resolved?: Resolved,
): IDataObject {
	if (values.output === 'raw') return resource;
	if (values.output !== 'selected') return simplify(definitions, resource, resolved);
	return Object.fromEntries(
		listed(values.outputFields).map((path) => {
			const found = valuesAt(resource, path).filter((value) => value !== undefined);
			return [path, (found.length > 1 ? found : (found[0] ?? null)) as IDataObject];
		}),
	);
}

/** Whether one of two records refers to the other. */
export function belong(one: IDataObject, other: IDataObject): boolean {
	const refers = (from: IDataObject, { resourceType, id }: IDataObject) =>
		referencesIn(from).some((reference) => {
			const [type, key] = reference
				.replace(/\/_history\/.*/, '')
				.split('/')
				.slice(-2);
			return type === resourceType && key === id;
		});
	return refers(one, other) || refers(other, one);
}
