import type { CursorFeed } from '../../../../nodes/shared/polling/feeds';
import { poll } from '../../../../nodes/shared/polling/poll';
import { MAX_STATE } from '../../../../nodes/shared/polling/state';
import { simulationProperty, type Complaint, type MakeStrategy, type SimulationProperty } from './property';
import { Run } from './run';
import { LATENESS_MS, type Conditions, type Step } from './scenario';
import type { Version } from './world';

/** The engine over a feed of the simulated vendor. */
export const engine =
	(change: Partial<CursorFeed<Version>> = {}): MakeStrategy =>
	(server, { option }) => {
		const feed: CursorFeed<Version> = {
			type: 'cursor',
			identity: 'simulated',
			overlapMs: LATENESS_MS,
			id: ({ id }) => id,
			version: ({ version }) => String(version),
			changedAt: ({ time }) => time,
			changedSince: async (request) => await server.changedSince(request),
			...(option > 0 && { newest: async () => await server.newest() }),
			...(option === 2 && {
				kindOf: ({ version, created }, knownUpTo = 0) =>
					version === 1 || created > knownUpTo ? 'new' : 'changed',
			}),
			...change,
		};
		return async (state, budget) => await poll(feed, { state, key: 'k', budget, clock: server.clock });
	};

class CursorRun extends Run {
	/** What many share the newest time is read once more. */
	protected readonly lastPolls = 3;

	constructor(conditions: Conditions) {
		super(conditions, { ms: LATENESS_MS, others: conditions.pageSize - 1 }, MAX_STATE.cursor);
		this.ledger.tellsNew = conditions.option === 2;
	}

	protected isAllowed(step: Step): boolean {
		return super.isAllowed(step) && step.kind !== 'days';
	}

	protected claimChanges(): void {
		this.ledger.claimFor = () => 'owed';
	}

	/** What was visible all the while must be known. */
	protected checkWhole(before: Version[]): void {
		this.ledger.expect(before.filter((version) => this.world.current.get(version.id) === version));
	}

	protected checkEnd(): void {
		this.ledger.expect([...this.world.current.values()]);
		if (this.server.requests > 2) throw new Error(`costly: ${this.server.requests} requests for nothing new`);
	}
}

/** All that is claimed for a cursor feed, as a property of a strategy. */
export const cursorProperty = (strategy: MakeStrategy, only?: Complaint): SimulationProperty =>
	simulationProperty((given) => new CursorRun(given), strategy, only);
