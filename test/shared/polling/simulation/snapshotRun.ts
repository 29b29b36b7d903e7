import { MAX_STATE } from '../../../../nodes/shared/polling/state';
import { Run } from './run';
import type { Conditions, Step } from './scenario';
import type { Version } from './world';

/** One run over a list that can only be read and compared. */
export abstract class SnapshotRun extends Run {
	/** A record that one reading missed is known to be gone after the next two. */
	protected readonly lastPolls: number = 4;

	/** What there was when the reading under way began, if that is known. */
	private begin?: { versions: Version[]; disturbances: number };

	constructor(conditions: Conditions) {
		super(conditions, { ms: 0, others: 0 }, MAX_STATE.snapshot);
	}

	protected abstract readonly tellsNew: boolean;

	/** Counts what may make a record slip past a reading. */
	protected abstract disturbances(): number;

	/** Whether an event was owed for this version as things are now. */
	protected isDue?(version: Version): boolean;

	/** Looks at a reading that nothing disturbed, and at what was there all the while. */
	protected noteReading?(lasting: Version[]): void;

	protected noteBegin?(): void;

	protected claimChanges(): void {
		this.ledger.claimFor = () => 'owed';
	}

	protected async step(step: Step): Promise<void> {
		if (step.kind === 'restart' || step.kind === 'restore') this.begin = undefined;
		await super.step(step);
	}

	protected async poll(step: Parameters<Run['poll']>[0]): Promise<boolean> {
		this.ledger.tellsNew = this.tellsNew;
		const isFresh = (this.host.state as { reading?: object } | undefined)?.reading === undefined;
		if (isFresh) {
			const versions = [...this.world.current.values()];
			this.begin = { versions, disturbances: this.disturbances() };
			this.noteBegin?.();
		}
		const hasMore = await super.poll(step);
		if (step.kill !== 'no') this.begin = undefined;
		return hasMore;
	}

	protected checkWhole(): void {
		if (!this.begin || this.begin.disturbances !== this.disturbances()) return;
		const lasting = this.begin.versions.filter((version) => this.world.current.get(version.id) === version);
		this.ledger.expect(lasting.filter((version) => this.isDue?.(version) ?? true));
		this.noteReading?.(lasting);
	}

	protected checkEnd(): void {
		this.ledger.expect([...this.world.current.values()].filter((version) => this.isDue?.(version) ?? true));
		if (!this.ledger.mayRepeat) this.ledger.expectRemovals();
	}
}
