import type { PollEvent } from '../../../../nodes/shared/polling/feeds';
import type { Version, Watcher } from './world';

/** What is claimed for a version: it must become an event, it must not, or there is no saying. */
export type Claim = 'owed' | 'silent' | 'open';

const keyOf = ({ id, version }: { id: string; version: number }): string => `${id} version ${version}`;

/** Keeps account of what happened at the vendor and what became an event, and complains. */
export class Ledger implements Watcher {
	/** Whether an event may come twice, for n8n was killed or an old state was put back. */
	mayRepeat = false;

	/** What is claimed for versions that become visible now. */
	claimFor: (version: Version) => Claim = () => 'silent';

	/** Whether the feed tells what is new from what has changed. */
	tellsNew = false;

	edits = 0;

	removals = 0;

	/** Records whose removal must become an event. */
	readonly owedRemovals = new Set<string>();

	/** Whether the removal of a record that goes now must become an event. */
	owesRemoval: (id: string) => boolean = () => false;

	private readonly claims = new Map<string, Claim>();

	/** How often each version and each removal became an event. */
	private readonly events = new Map<string, number>();

	private readonly told = new Set<string>();

	private readonly alive = new Set<string>();

	committed(version: Version): void {
		if (version.version > 1) this.edits += 1;
		this.claims.set(keyOf(version), this.claimFor(version));
		this.alive.add(version.id);
	}

	removed({ id }: Version): void {
		this.removals += 1;
		this.alive.delete(id);
		if (this.owesRemoval(id)) this.owedRemovals.add(id);
	}

	claim(version: Version, claim: Claim): void {
		this.claims.set(keyOf(version), claim);
	}

	/** Takes back what was claimed, where there is no saying any more. */
	open(claimed: Claim): void {
		for (const [key, claim] of this.claims) if (claim === claimed) this.claims.set(key, 'open');
		if (claimed === 'owed') this.owedRemovals.clear();
	}

	/** Whether any event told of this record. */
	hasToldOf(id: string): boolean {
		return this.told.has(id);
	}

	/** @throws when an event may not be */
	receive(events: Array<PollEvent<Version>>): void {
		for (const event of events) {
			const key = event.kind === 'deleted' ? `removal of ${event.id}` : keyOf(event.record);
			const count = (this.events.get(key) ?? 0) + 1;
			this.events.set(key, count);
			if (count > 1 && !this.mayRepeat) throw new Error(`twice: ${key}`);
			if (event.kind === 'deleted' && this.alive.has(event.id)) throw new Error(`not true: ${key}`);
			if (this.claims.get(key) === 'silent') throw new Error(`not silent: ${key}`);
			this.checkKind(event);
			this.told.add(event.id);
		}
	}

	/** A first version is new, and a record is new once. */
	private checkKind(event: PollEvent<Version>): void {
		if (!this.tellsNew || this.mayRepeat || event.kind === 'deleted') return;
		const isWrong = event.kind === 'new' ? this.told.has(event.id) : event.record.version === 1;
		if (isWrong) throw new Error(`not ${event.kind}: ${keyOf(event.record)}`);
	}

	/** @throws when one of these versions should have become an event by now */
	expect(versions: Version[]): void {
		for (const key of versions.map(keyOf)) {
			if (this.claims.get(key) === 'owed' && !this.events.has(key)) throw new Error(`lost: ${key}`);
		}
	}

	/** @throws when a removal should have become an event by now */
	expectRemovals(): void {
		for (const id of this.owedRemovals) {
			if (!this.events.has(`removal of ${id}`)) throw new Error(`lost: removal of ${id}`);
		}
	}
}
