/* eslint-disable @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import * as fc from 'fast-check';

import type { Strategy } from './host';
import type { Run } from './run';
import { conditions, course, type Conditions, type Step } from './scenario';
import type { Server } from './server';

/** Makes the strategy that is put to the test, over the API that it may use. */
export type MakeStrategy = (server: Server, conditions: Conditions) => Strategy;

export type SimulationProperty = fc.IAsyncProperty<[Conditions, Step[]]>;

/** What a broken claim is reported with; other complaints do not count where one is looked for. */
export type Complaint = RegExp;

/** That a strategy keeps all claims of a kind of run, whatever happens. */
export const simulationProperty = (
	makeRun: (conditions: Conditions) => Run,
	makeStrategy: MakeStrategy,
	only: Complaint = /./,
	adapt = (step: Step): Step => step,
): SimulationProperty =>
	fc.asyncProperty(conditions, course, async (given, steps) => {
		const run = makeRun(given);
		await run.run(makeStrategy(run.server, given), steps.map(adapt)).catch((error: Error) => {
			if (only.test(error.message)) throw error;
		});
	});

const { POLL_SIMULATION_RUNS, POLL_SIMULATION_SEED, POLL_SIMULATION_PATH } = process.env;

/** The same runs each time, unless others are asked for. */
const SEED = 20_261_120;

/**
 * Checks a property in so many runs, or in POLL_SIMULATION_RUNS.
 *
 * @throws with the shortest course of events that breaks a claim, and how to see it again
 */
export async function assertHolds(property: SimulationProperty, usualRuns: number): Promise<void> {
	const details = await fc.check(property, {
		numRuns: Number(POLL_SIMULATION_RUNS ?? usualRuns),
		seed: Number(POLL_SIMULATION_SEED ?? SEED),
		...(POLL_SIMULATION_PATH && { path: POLL_SIMULATION_PATH }),
	});
	if (!details.failed) return;
	const { seed, counterexample, counterexamplePath, numRuns, errorInstance } = details;
	throw new Error(
		[
			`A claim does not hold (run ${numRuns}): ${errorInstance instanceof Error ? errorInstance.stack : errorInstance}`,
			`To see it again: POLL_SIMULATION_SEED=${seed} POLL_SIMULATION_PATH=${counterexamplePath}`,
			`What happened: ${JSON.stringify(counterexample, undefined, 1)}`,
		].join('\n'),
	);
}

/** What a property fails with, if it does. */
export async function complaintAbout(
	property: SimulationProperty,
	runs: number,
): Promise<string | undefined> {
	const { errorInstance } = await fc.check(property, { numRuns: runs, seed: SEED, endOnFailure: true });
	return errorInstance instanceof Error ? errorInstance.message : undefined;
}
