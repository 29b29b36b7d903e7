import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { options } from '../../shared/operation/collections';
import { choice, onlyWhen, text } from '../../shared/operation/fields';
import type { Field, Filled, OutputRecord, TogetherOperation } from '../../shared/operation/types';
import { entriesOf } from '../bundles';
import type { Definitions } from '../definitions';
import { refuseLargeFiles, withFiles } from '../files';
import type { FhirServer } from '../server';
import { assemble, type Task } from '../transactions';
import { contentOf, refuseNothing } from './content';
import { clientOf, idOf, knownType } from './context';
import { contentFields, typeField } from './fields';
import { sendBundle } from './sendBundle';

const JSON_HELP = 'Write the record as a FHIR resource, or a whole Bundle whose entries are all taken';

const METHODS = { create: 'POST', update: 'PUT', delete: 'DELETE' } as const;

/** What may be done beside storing new records in a transaction. */
const kindFields = (): Field[] => [
	choice(
		'bundleType',
		'Bundle Type',
		{
			transaction: { name: 'Transaction', description: 'All or nothing; records may refer to each other' },
			batch: { name: 'Batch', description: 'Each record on its own; some may be stored and others not' },
		},
		{
			local: true,
			default: 'transaction',
			description: 'How the records belong together. The first item decides.',
		},
	),
	choice(
		'entryAction',
		'Action',
		{
			create: { name: 'Create', description: 'Store a new record' },
			delete: { name: 'Delete', description: 'Delete a record' },
			update: { name: 'Update', description: 'Replace a record as a whole' },
		},
		{ local: true, default: 'create', description: 'What is done with the record of each item' },
	),
];

const existingField = (): Field =>
	onlyWhen(
		{ entryAction: ['update', 'delete'] },
		text('recordId', 'Record ID', {
			local: true,
			required: true,
			placeholder: 'e.g. 123',
			description: 'The ID of the existing record',
		}),
	);

const unlessDeleted = (shown: Field): Field => ({
	...shown,
	property: {
		...shown.property,
		displayOptions: {
			show: { entryAction: ['create', 'update'], ...shown.property.displayOptions?.show },
		},
	},
});

const conditions = (): Field[] => [
	text('ifNoneExist', 'Only If None Exists', {
		local: true,
		placeholder: 'e.g. identifier=https://clinic.example/patients|4711',
		description: 'For Create: a search that must find nothing, or that record is used instead',
	}),
	text('versionId', 'Expected Version', {
		local: true,
		placeholder: 'e.g. 3',
		description: 'For Update: the record is only changed if this is its current version',
	}),
];

const wordsFor = ({ onlyCreates }: FhirServer) =>
	onlyCreates
		? {
				action: 'Execute a bundle as transaction',
				description: 'Store the records of all input items at once: all or nothing',
			}
		: {
				action: 'Execute a bundle as transaction or batch',
				description:
					'Send all input items at once: as a transaction (all or nothing) or as a batch (each on its own)',
			};

const content = (): Field[] => contentFields('getFields', { json: JSON_HELP });

/** Sends all input items as one transaction or batch. */
export const execute = (server: FhirServer, ownOptions: Field[]): TogetherOperation => ({
	value: 'execute',
	name: 'Execute',
	...wordsFor(server),
	writes: true,
	fields: [
		...(server.onlyCreates ? [] : kindFields()),
		typeField(server.types, 'The type of record that each item holds'),
		...(server.onlyCreates ? content() : [existingField(), ...content().map(unlessDeleted)]),
		options([
			text('entryName', 'Name for References', {
				local: true,
				placeholder: 'e.g. patient-{{ $json.row }}',
				description:
					'A name for the new record of each item, by which others in the same transaction refer to it, e.g. Patient/patient-1. On the server it gets an ID of its own.',
			}),
			...(server.onlyCreates ? [] : conditions()),
			...ownOptions,
		]),
	],
	async check(filled) {
		const { definitions } = await knownType(server, filled);
		const tasks = tasksOf(definitions, filled, filled.itemIndex);
		if (filled.values.entryAction !== 'delete') refuseNothing(filled);
		for (const { resource = {} } of tasks) await refuseLargeFiles(resource, filled.node, filled.itemIndex);
	},
	async runTogether(steps, left) {
		const [first] = steps;
		if (!first) return [];
		const kind = (first.values.bundleType ?? 'transaction') as 'transaction' | 'batch';
		if (kind === 'transaction' && left > 0) {
			throw new FieldRefusal(
				`Nothing was sent, because ${left} of the items cannot be`,
				'A transaction is stored as a whole or not at all. Correct those items, or send a batch.',
			);
		}
		const client = await clientOf(server, first);
		const ready = await Promise.all(
			steps.map(async (step, at) => {
				const tasks = tasksOf(client.definitions, step, at);
				return await Promise.all(
					tasks.map(async (task) => ({
						...task,
						resource: task.resource && (await withFiles(task.resource, step.node, step.itemIndex)),
					})),
				);
			}),
		);
		const assembled = assemble(kind, ready.flat());
		const done = await sendBundle(client, assembled, steps);
		return steps.map((_, at) => {
			const own = done.filter((__, position) => assembled.tasks[position].item === at);
			const failed = own.find((outcome) => outcome instanceof Error);
			return failed instanceof Error ? failed : (own as OutputRecord[]);
		});
	},
});

/** @throws FieldRefusal */
function tasksOf(definitions: Definitions, filled: Filled, item: number): Task[] {
	const { values } = filled;
	const method = METHODS[(values.entryAction ?? 'create') as keyof typeof METHODS];
	const type = String(values.resourceType);
	const asBundle =
		values.fieldsMode === 'json' && (values.json as IDataObject | undefined)?.resourceType === 'Bundle';
	if (asBundle && method === 'POST' && type !== 'Bundle') return tasksIn(values.json as IDataObject, item);
	const id = method === 'POST' ? undefined : idOf(values.recordId, type, 'Record ID');
	if (method === 'DELETE') return [{ item, method, type, id, names: [] }];
	const { id: own, ...content } = contentOf(definitions, type, filled);
	const name = values.entryName as string | undefined;
	const names = [name, own as string | undefined]
		.filter((known): known is string => typeof known === 'string' && known !== '')
		.flatMap((known) => [`${type}/${known}`, `urn:uuid:${known}`, known]);
	return [
		{
			item,
			method,
			type,
			id,
			resource: id === undefined ? content : { ...content, id },
			ifMatch: method === 'PUT' ? (values.versionId as string | undefined) : undefined,
			ifNoneExist: method === 'POST' ? (values.ifNoneExist as string | undefined) : undefined,
			names,
		},
	];
}

/** The entries of a whole Bundle; entries that do not say what is to be done are created. */
function tasksIn(bundle: IDataObject, item: number): Task[] {
	return entriesOf(bundle).map(({ fullUrl, resource, request = {} }, at) => {
		// A search in the address may hold slashes of its own.
		const [address, search] = (request.url ?? String(resource?.resourceType ?? '')).split(/\?(.*)/s);
		const [type, id] = address.split('/');
		const method = (request.method ?? 'POST') as Task['method'];
		if (!['POST', 'PUT', 'DELETE'].includes(method) || !type || (method !== 'DELETE' && !resource)) {
			throw new FieldRefusal(
				`Entry ${at + 1} of the Bundle cannot be sent`,
				'An entry needs a resource, and a request of POST, PUT or DELETE if any.',
			);
		}
		const { ifMatch, ifNoneExist } = request as { ifMatch?: string; ifNoneExist?: string };
		const own = typeof resource?.id === 'string' ? [`${type}/${resource.id}`] : [];
		return {
			item,
			method,
			type,
			id,
			search,
			resource: method === 'DELETE' ? undefined : resource,
			ifMatch: /"(.+)"/.exec(ifMatch ?? '')?.[1] ?? ifMatch,
			ifNoneExist,
			names: [...(fullUrl ? [fullUrl] : []), ...own],
		};
	});
}
