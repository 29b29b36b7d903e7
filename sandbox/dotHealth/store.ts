import { nowText, type NewResource, type Resource } from './resource';

/** Numbers of what is created later start here, far above the seed's. */
const FIRST_NEW_NUMBER = 900_000;

/** All resources by type and id, each type in the order of creation. */
export class Store {
	private readonly types = new Map<string, Map<string, Resource>>();
	private lastNumber = FIRST_NEW_NUMBER;

	get(type: string, id: string): Resource | undefined {
		return this.types.get(type)?.get(id);
	}

	list(type: string): Resource[] {
		return [...(this.types.get(type)?.values() ?? [])];
	}

	/** Stores it as it is, in the place of an earlier version. */
	put(resource: Resource): Resource {
		const { resourceType: type, id } = resource;
		const known = this.types.get(type) ?? new Map<string, Resource>();
		this.types.set(type, known.set(id, resource));
		return resource;
	}

	/** An id that was never used. */
	newId(): string {
		this.lastNumber += 1;
		return String(this.lastNumber);
	}

	/** The server's id and version, whatever was sent. */
	create(sent: NewResource, { id = this.newId(), lastUpdated = nowText() } = {}): Resource {
		const { resourceType, meta, ...elements } = sent;
		return this.put({
			resourceType,
			...elements,
			id,
			meta: { ...(meta as object | undefined), versionId: '1', lastUpdated },
		});
	}

	/** A new version. */
	update(resource: Resource, changes: Record<string, unknown>, lastUpdated = nowText()): Resource {
		const { meta, ...elements } = changes;
		return this.put({
			...resource,
			...elements,
			meta: {
				...resource.meta,
				...(meta as object | undefined),
				versionId: String(Number(resource.meta.versionId) + 1),
				lastUpdated,
			},
		});
	}

	delete(type: string, id: string): boolean {
		return this.types.get(type)?.delete(id) ?? false;
	}
}
