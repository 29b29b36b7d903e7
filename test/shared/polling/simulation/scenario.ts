import * as fc from 'fast-check';

import type { Budget } from '../../../../nodes/shared/polling/feeds';
import type { Kill } from './host';
import type { Weather } from './server';
import type { Change } from './world';

/** What happens one after another in one run. */
export type Step =
	| { kind: 'changes'; changes: Change[] }
	| { kind: 'poll'; budget: Budget; weather: Weather; kill: Kill }
	| { kind: 'restart' }
	| { kind: 'restore'; pick: number }
	| { kind: 'days'; days: number };

/** How late and how far apart the vendor's clocks make a change; the feed under test has to know. */
export const LATENESS_MS = 50;

const chance = (percent: number): fc.Arbitrary<boolean> => fc.nat({ max: 99 }).map((n) => n < percent);
const rarely = <T>(value: fc.Arbitrary<T>, usual: T): fc.Arbitrary<T> =>
	fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: value });

const skew = rarely(fc.nat({ max: LATENESS_MS }), 0);

const change = fc.oneof<Array<fc.WeightedArbitrary<Change>>>(
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('create' as const),
			late: chance(20),
			skew,
			day: fc.integer({ min: -1, max: 8 }),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('edit' as const),
			pick: fc.nat({ max: 999 }),
			late: chance(20),
			skew,
			move: rarely(fc.integer({ min: -5, max: 5 }), 0),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({ kind: fc.constant('remove' as const), pick: fc.nat({ max: 999 }) }),
	},
	{
		weight: 4,
		arbitrary: fc.record({ kind: fc.constant('tick' as const), ms: fc.nat({ max: 2 * LATENESS_MS }) }),
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('commit' as const) }) },
);

const few = fc.array(change, { maxLength: 3 });

const CREATED = { kind: 'create', late: false, skew: 0, day: 0 } as const;

/** Many records at the same time, as when a file is imported. */
const burst = fc
	.integer({ min: 3, max: 15 })
	.map((count) => Array.from({ length: count }, (_, n): Change => ({ ...CREATED, day: n % 5 })));

const anyBudget: fc.Arbitrary<Budget> = fc.record({
	ms: fc.oneof(fc.constant(1_000), fc.integer({ min: 1, max: 8 })),
	requests: fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 6 })),
	events: fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 6 })),
});

const pollIn = (changes: fc.Arbitrary<Change[][]>, budget = anyBudget): fc.Arbitrary<Step> =>
	fc.record({
		kind: fc.constant('poll' as const),
		budget,
		weather: fc.record({
			changes,
			failing: rarely(fc.array(chance(25), { maxLength: 8 }), []),
		}),
		kill: fc.oneof<Array<fc.WeightedArbitrary<Kill>>>(
			{ weight: 12, arbitrary: fc.constant('no') },
			{ weight: 1, arbitrary: fc.constant('before handing over') },
			{ weight: 1, arbitrary: fc.constant('after handing over') },
		),
	});

const burstStep = burst.map<Step>((changes) => ({ kind: 'changes', changes }));
const restart = fc.constant<Step>({ kind: 'restart' });

const step = fc.oneof(
	{ weight: 6, arbitrary: pollIn(fc.constant([])) },
	{ weight: 6, arbitrary: pollIn(fc.array(few, { maxLength: 8 })) },
	{ weight: 8, arbitrary: few.map<Step>((changes) => ({ kind: 'changes', changes })) },
	{ weight: 1, arbitrary: burstStep },
	{ weight: 1, arbitrary: restart },
	{ weight: 1, arbitrary: fc.nat({ max: 99 }).map<Step>((pick) => ({ kind: 'restore', pick })) },
	{ weight: 2, arbitrary: fc.integer({ min: 1, max: 3 }).map<Step>((days) => ({ kind: 'days', days })) },
);

/** Something that moves what lies behind it in a list. */
const move = fc.oneof<Array<fc.WeightedArbitrary<Change>>>(
	{
		weight: 2,
		arbitrary: fc.record({ kind: fc.constant('remove' as const), pick: fc.nat({ max: 999 }) }),
	},
	{
		weight: 1,
		arbitrary: fc.nat({ max: 999 }).map((pick) => ({ kind: 'edit', pick, late: false, skew: 0, move: 0 })),
	},
	{ weight: 1, arbitrary: fc.constant(CREATED) },
);

const often = fc.array(fc.array(move, { maxLength: 2 }), { minLength: 8, maxLength: 30 });

/** Polls of many records with the same time, while these move. */
const crowdedStep = fc.oneof(
	{ weight: 3, arbitrary: burstStep },
	{ weight: 4, arbitrary: pollIn(often, fc.constant({ ms: 1_000 })) },
	{ weight: 1, arbitrary: pollIn(often) },
	{ weight: 1, arbitrary: restart },
);

/** The course of a run. */
export const course = fc.oneof(
	{ weight: 3, arbitrary: fc.array(step, { minLength: 4, maxLength: 24 }) },
	{ weight: 1, arbitrary: fc.array(crowdedStep, { minLength: 2, maxLength: 10 }) },
);

/** What holds for a whole run. */
export const conditions = fc.record({
	pageSize: fc.integer({ min: 2, max: 7 }),
	paging: fc.constantFrom('offset' as const, 'token' as const),
	forgets: chance(30),
	isDurable: fc.boolean(),
	/** In half of the runs nothing is killed or put back, so that nothing may come twice. */
	isCalm: fc.boolean(),
	start: fc.oneof(burst, fc.array(change, { maxLength: 12 })),
	ids: fc.constantFrom('number' as const, 'text' as const),
	/** Chooses among the ways in which a feed can be set up. */
	option: fc.nat({ max: 2 }),
});

export type Conditions = typeof conditions extends fc.Arbitrary<infer T> ? T : never;
