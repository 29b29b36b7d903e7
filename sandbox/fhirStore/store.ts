import {
	formatSearchQuery,
	gone,
	notFound,
	OperationOutcomeError,
	preconditionFailed,
	validateResource,
	type SearchRequest,
	type WithId,
} from '@medplum/core';
import {
	MemoryRepository,
	type CreateResourceOptions,
	type UpdateResourceOptions,
} from '@medplum/fhir-router';
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';

import { needDefinitions } from './definitions';
import { VersionLog, type Version } from './history';
import { withoutLargeFiles } from './largeFiles';
import { referenceTo, type Records } from './records';
import { refuse } from './refuse';
import { matchesOf } from './search';

/** A record with its id, as a seed has it; `meta.lastUpdated` says when it was last changed, now unless told. */
export type Stored = WithId<Resource>;

/** Medplum's repository with what it lacks: a check of every write, version numbers, a memory of deleted records. */
export class FhirStore extends MemoryRepository implements Records {
	/** Added to the time that this store stamps on what is written, in milliseconds. */
	clockSkew = 0;
	private readonly log = new VersionLog();

	/** `types`: the only ones that exist here. */
	constructor(private readonly types: ReadonlySet<string>) {
		super();
	}

	override clear(): void {
		super.clear();
		this.log.clear();
		this.clockSkew = 0;
	}

	/** Stores records as they are, unchecked, so that a great many take no time. */
	load(records: readonly Stored[]): void {
		for (const record of records) void this.write(record, record.meta?.lastUpdated);
	}

	/** Stores one record under its own id and time, checked like any other. */
	async put(record: Stored): Promise<void> {
		this.check(record);
		await this.write(record, record.meta?.lastUpdated);
	}

	/** `assignedId`: the id in the resource is the server's. A client's own is ignored, as FHIR demands. */
	override async createResource<T extends Resource>(
		resource: T,
		options?: CreateResourceOptions,
	): Promise<WithId<T>> {
		this.needType(resource.resourceType);
		const id = options?.assignedId && resource.id ? resource.id : this.generateId();
		this.check({ ...resource, id });
		return await this.write<T>({ ...resource, id });
	}

	/** There is no create by update: an id that is not there is refused. */
	override async updateResource<T extends Resource>(
		resource: T,
		options?: UpdateResourceOptions,
	): Promise<WithId<T>> {
		const { id } = resource;
		if (id === undefined) return refuse('Missing id', `${resource.resourceType}.id`);
		await this.needVersion(resource.resourceType, id, options?.ifMatch);
		this.check(resource);
		return await this.write<T>({ ...resource, id });
	}

	override async deleteResource(type: string, id: string): Promise<void> {
		const reference = referenceTo(await this.readResource(type, id));
		await super.deleteResource(type, id);
		this.log.add(reference, {
			method: 'DELETE',
			number: this.log.nextNumber(reference),
			lastUpdated: this.now(),
		});
	}

	override async readResource<T extends Resource>(type: string, id: string): Promise<T> {
		this.needType(type);
		if (this.log.isDeleted(`${type}/${id}`)) throw new OperationOutcomeError(gone);
		return await super.readResource<T>(type, id);
	}

	override async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
		const query = [...new URLSearchParams(formatSearchQuery({ ...request, count: undefined }))];
		const found = matchesOf(this, request.resourceType, query) as Array<WithId<T>>;
		const entry = found.slice(0, request.count).map((resource) => ({ resource }));
		return { resourceType: 'Bundle', type: 'searchset', total: found.length, entry };
	}

	override async conditionalCreate<T extends Resource>(
		resource: T,
		search: SearchRequest<T>,
		options?: CreateResourceOptions,
	): Promise<{ resource: WithId<T>; outcome: OperationOutcome }> {
		if (!search.filters?.length) refuse('If-None-Exist has no criterion');
		return await super.conditionalCreate(resource, search, options);
	}

	/** Refuses a record that is not there, is deleted, or is at another version than `ifMatch`. */
	async needVersion(type: string, id: string, ifMatch?: string): Promise<void> {
		const { meta } = await this.readResource(type, id);
		if (ifMatch !== undefined && meta?.versionId !== ifMatch)
			throw new OperationOutcomeError(preconditionFailed);
	}

	/** Oldest first, deletions too; refuses a record that never was. */
	versionsOf(type: string, id: string): readonly Version[] {
		this.needType(type);
		const versions = this.log.of(`${type}/${id}`);
		if (versions.length === 0) throw new OperationOutcomeError(notFound);
		return versions;
	}

	ofType(type: string): Resource[] {
		return [...(this.current().get(type)?.values() ?? [])];
	}

	find(reference: string): Resource | undefined {
		const [type, id] = reference.split('/');
		return this.current().get(type)?.get(id);
	}

	needType(type: string): void {
		if (!this.types.has(type)) throw new OperationOutcomeError(notFound);
	}

	/** Returns what takes back every write that comes after. */
	checkpoint(): () => void {
		const restoreLog = this.log.checkpoint();
		const kept = [...this.current()].map(([type, byId]) => [type, new Map(byId)] as const);
		return () => {
			restoreLog();
			super.clear();
			for (const [type, byId] of kept) this.current().set(type, byId);
		};
	}

	private check(resource: Resource): void {
		this.needType(resource.resourceType);
		needDefinitions();
		validateResource(withoutLargeFiles(resource));
	}

	/** Takes effect before it returns; the promise is Medplum's manner of speaking. */
	private async write<T extends Resource>(resource: WithId<T>, lastUpdated = this.now()): Promise<WithId<T>> {
		const reference = referenceTo(resource);
		const number = this.log.nextNumber(reference);
		const meta = { ...resource.meta, versionId: String(number), lastUpdated };
		const written = super.createResource({ ...resource, meta } as WithId<T>);
		const method = number === 1 ? 'POST' : 'PUT';
		this.log.add(reference, { method, number, lastUpdated, resource: this.find(reference) });
		return await written;
	}

	private now(): string {
		return new Date(Date.now() + this.clockSkew).toISOString();
	}

	/** The repository's own map: its search copies every record that it returns, and that takes too long for thousands. */
	private current(): Map<string, Map<string, Resource>> {
		return this['resources'] as Map<string, Map<string, Resource>>;
	}
}
