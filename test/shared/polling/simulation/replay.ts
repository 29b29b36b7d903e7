/* eslint-disable @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import * as fc from 'fast-check';

const { POLL_SIMULATION_RUNS, POLL_SIMULATION_SEED, POLL_SIMULATION_PATH } = process.env;

/** The same runs each time, unless others are asked for. */
const SEED = 20_261_120;

/** Runs of one simulation; the longer mode is asked for by POLL_SIMULATION_RUNS. */
export const parameters = (usualRuns: number): fc.Parameters<unknown> => ({
	numRuns: Number(POLL_SIMULATION_RUNS ?? usualRuns),
	seed: Number(POLL_SIMULATION_SEED ?? SEED),
	...(POLL_SIMULATION_PATH && { path: POLL_SIMULATION_PATH }),
});

/** @throws with the shortest course of events that breaks a claim, and how to see it again */
export async function assertHolds<T>(property: fc.IAsyncProperty<T>, usualRuns: number): Promise<void> {
	const details = await fc.check(property, parameters(usualRuns) as fc.Parameters<T>);
	if (!details.failed) return;
	const { seed, counterexamplePath, numRuns, errorInstance } = details;
	throw new Error(
		[
			`A claim does not hold (run ${numRuns}): ${errorInstance instanceof Error ? errorInstance.stack : errorInstance}`,
			`To see it again: POLL_SIMULATION_SEED=${seed} POLL_SIMULATION_PATH=${counterexamplePath}`,
			`What happened: ${JSON.stringify(details.counterexample, undefined, 1)}`,
		].join('\n'),
	);
}

/** What a strategy comes to grief with, and how many runs it took to find out; undefined when it holds. */
export async function firstComplaint<T>(
	property: fc.IAsyncProperty<T>,
	usualRuns: number,
): Promise<string | undefined> {
	const details = await fc.check(property, { numRuns: usualRuns, seed: SEED, endOnFailure: true });
	return details.failed ? String((details.errorInstance as Error).message) : undefined;
}
