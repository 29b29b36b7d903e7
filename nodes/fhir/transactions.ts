import { randomUUID } from 'node:crypto';

import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import { FieldRefusal } from '../shared/errors/refusal';
import { entriesOf, type BundleEntry } from './bundles';
import { outcomeWords } from './outcomes';
import { referencesIn } from './output/references';

/** One thing to do, as an entry of a transaction or batch. */
export interface Task {
	/** Which input item it came from. */
	item: number;
	method: 'POST' | 'PUT' | 'DELETE';
	type: string;
	/** Of an existing record. */
	id?: string;
	/** A search that finds the record, in place of its ID (FHIR, conditional update and delete). */
	search?: string;
	resource?: IDataObject;
	ifMatch?: string;
	ifNoneExist?: string;
	/** Names under which other records of the Bundle refer to it. */
	names: string[];
}

/** A Bundle (FHIR R4, 3.1.0.11) and, for each of its entries, the task that it stands for. */
export interface Assembled {
	bundle: IDataObject;
	tasks: Task[];
}

type Kind = 'transaction' | 'batch';

/**
 * Puts tasks into one Bundle. New records get a UUID, references to them are rewritten to it, and a record comes after
 * those it refers to, as some servers need it.
 *
 * @param segmentOf how a type of record is spelled in the entries' addresses
 * @throws FieldRefusal where a record refers to a name that two others have, or, in a batch, to a new record
 */
export function assemble(
	kind: Kind,
	tasks: Task[],
	segmentOf: (type: string) => string = (type) => type,
): Assembled {
	const addresses = tasks.map(addressOf);
	const addressNamed = nameResolver(kind, tasks, addresses);
	const rewritten = tasks.map((task) => ({
		...task,
		resource: task.resource && rewrite(task.resource, addressNamed),
	}));
	const order = sorted(rewritten, addresses);
	const entry = order.map((at) => {
		const { method, type, id, search, resource, ifMatch, ifNoneExist } = rewritten[at];
		return {
			...(method === 'POST' && { fullUrl: addresses[at] }),
			...(resource && { resource }),
			request: {
				method,
				url: `${segmentOf(type)}${id === undefined ? '' : `/${id}`}${search ? `?${search}` : ''}`,
				...(ifMatch && { ifMatch: `W/"${ifMatch}"` }),
				...(ifNoneExist && { ifNoneExist }),
			},
		};
	});
	return {
		bundle: { resourceType: 'Bundle', type: kind, entry },
		tasks: order.map((at) => tasks[at]),
	};
}

/** What others of the Bundle refer to a record by. */
function addressOf({ method, type, id }: Task): string | undefined {
	if (method === 'POST') return `urn:uuid:${randomUUID()}`;
	return method === 'PUT' && id !== undefined ? `${type}/${id}` : undefined;
}

/** Turns a name into the address of the record that has it, and leaves anything else as it is. */
function nameResolver(kind: Kind, tasks: Task[], addresses: Array<string | undefined>) {
	const known = new Map<string, Set<string>>();
	tasks.forEach(({ names }, at) => {
		const address = addresses[at];
		if (!address) return;
		for (const name of names) known.set(name, (known.get(name) ?? new Set()).add(address));
	});
	return (written: string): string => {
		const [address = written, ...others] = known.get(written) ?? [];
		if (others.length > 0) {
			throw new FieldRefusal(
				'Several records have the same name, and it is not clear which one another refers to',
				"Give each record a name or an ID of its own, e.g. with 'Name for References'.",
			);
		}
		// FHIR R4, 3.1.0.11.2: the entries of a batch do not depend on each other.
		if (kind === 'batch' && address !== written && address.startsWith('urn:')) {
			throw new FieldRefusal(
				'In a batch, records cannot refer to each other',
				"Choose 'Transaction' as the bundle type, or store the records one after another.",
			);
		}
		return address;
	};
}

/**
 * FHIR R4, 3.1.0.11.2.2: not only references but any address in a record may be the `urn:uuid:` of another one. The value
 * of an identifier is no address.
 */
function rewrite<T>(value: T, addressNamed: (written: string) => string): T {
	if (Array.isArray(value)) return value.map((entry: unknown) => rewrite(entry, addressNamed)) as T;
	if (typeof value === 'string') return (value.startsWith('urn:') ? addressNamed(value) : value) as T;
	if (!isPlainObject(value)) return value;
	const entries = Object.entries(value as IDataObject).map(([name, inner]) => {
		if (typeof inner !== 'string') return [name, rewrite(inner, addressNamed)];
		if (name === 'reference') return [name, addressNamed(inner)];
		return [name, name === 'value' ? inner : rewrite(inner, addressNamed)];
	});
	return Object.fromEntries(entries) as T;
}

/** Positions in an order in which nothing comes before what it refers to; records that refer to each other stay in theirs. */
function sorted(tasks: Task[], addresses: Array<string | undefined>): number[] {
	const order: number[] = [];
	const visited = new Set<number>();
	const visit = (at: number) => {
		if (visited.has(at)) return;
		visited.add(at);
		for (const reference of referencesIn(tasks[at].resource)) {
			const target = addresses.indexOf(reference);
			if (target >= 0) visit(target);
		}
		order.push(at);
	};
	tasks.forEach((_, at) => visit(at));
	return order;
}

/** What came of one task. */
export type Done = { json: IDataObject } | ApiFailure;

/**
 * Splits the answer to a transaction or batch: what came of each task, in the order of the entries.
 *
 * @throws ApiFailure when there are not as many answers as there were entries
 */
export function split(vendor: string, answer: IDataObject, tasks: Task[]): Done[] {
	const entries = entriesOf(answer);
	if (entries.length !== tasks.length) {
		throw new ApiFailure(`${vendor} answered ${entries.length} of ${tasks.length} entries`, {
			description:
				'It is not clear which records were stored. Look there before you run the node again, or they may be stored twice.',
			unclear: true,
		});
	}
	return entries.map((entry, at) => doneOf(vendor, entry, tasks[at]));
}

function doneOf(vendor: string, { resource, response = {} }: BundleEntry, task: Task): Done {
	// "201 Created": the number counts.
	const status = Number(/^\d{3}/.exec(String(response.status ?? ''))?.[0] ?? NaN);
	const words = outcomeWords(status, response.outcome);
	if (!Number.isFinite(status) || status >= 300 || words) {
		const said = words?.message ?? `refused the record (${response.status ?? 'no status'})`;
		return new ApiFailure(words?.message ? `${vendor}: ${said}` : `${vendor} ${said}`, {
			statusCode: Number.isFinite(status) ? status : undefined,
			description: 'Correct the record and send it again.',
			field: words?.field,
		});
	}
	// The type in it may be spelled in another way than FHIR's.
	const [, id, version] =
		/[A-Za-z-]+\/([A-Za-z0-9.-]{1,64})(?:\/_?history\/([^/]+))?\/?$/.exec(response.location ?? '') ?? [];
	const meta = isPlainObject(resource?.meta) ? (resource!.meta as IDataObject) : {};
	const key = id ?? resource?.id ?? task.id;
	const versionId = version ?? /"(.+)"/.exec(response.etag ?? '')?.[1] ?? meta.versionId;
	return {
		json: {
			resourceType: task.type,
			...(key !== undefined && { id: key, reference: `${task.type}/${String(key)}` }),
			status,
			...(task.method === 'POST' && { created: status === 201 }),
			...(task.method === 'DELETE' && { deleted: true }),
			...(versionId !== undefined && { versionId }),
		},
	};
}
