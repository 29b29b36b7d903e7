import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';

/** What one write left behind; a deletion leaves no resource. */
export interface Version {
	method: 'POST' | 'PUT' | 'DELETE';
	/** Counts from 1 in each record. */
	number: number;
	/** ISO 8601, UTC. */
	lastUpdated: string;
	resource?: Resource;
}

/** Every version of every record, by `Type/id`; deletions are versions too. */
export class VersionLog {
	private byReference = new Map<string, readonly Version[]>();

	of(reference: string): readonly Version[] {
		return this.byReference.get(reference) ?? [];
	}

	isDeleted(reference: string): boolean {
		return this.of(reference).at(-1)?.method === 'DELETE';
	}

	nextNumber(reference: string): number {
		return this.of(reference).length + 1;
	}

	add(reference: string, version: Version): void {
		this.byReference.set(reference, [...this.of(reference), version]);
	}

	clear(): void {
		this.byReference.clear();
	}

	/** Returns what brings the log back to where it is now. */
	checkpoint(): () => void {
		const kept = new Map(this.byReference);
		return () => {
			this.byReference = kept;
		};
	}
}

const STATUS = { POST: '201 Created', PUT: '200 OK', DELETE: '200 OK' };

/** Newest first, as FHIR has it. `typeUrl`: where the records of the type are found. */
export function historyBundle(typeUrl: string, reference: string, versions: readonly Version[]): Bundle {
	const [type, id] = reference.split('/');
	const entry = versions.map(
		({ method, number, lastUpdated, resource }): BundleEntry => ({
			fullUrl: `${typeUrl}/${id}`,
			...(resource && { resource }),
			request: { method, url: method === 'POST' ? type : reference },
			response: { status: STATUS[method], etag: etagOf(number), lastModified: lastUpdated },
		}),
	);
	return { resourceType: 'Bundle', type: 'history', total: entry.length, entry: entry.reverse() };
}

/** A weak ETag, as FHIR writes a version. */
export const etagOf = (version: string | number): string => `W/"${version}"`;
