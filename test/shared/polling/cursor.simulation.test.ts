import { cursorProperty, engine } from './simulation/cursorSimulation';
import * as naive from './simulation/naive';
import { assertHolds, complaintAbout, type Complaint, type MakeStrategy } from './simulation/property';

/**
 * POLL_SIMULATION_RUNS=100000 makes for a longer search, POLL_SIMULATION_SEED=7 for another one. What fails is printed
 * along with the POLL_SIMULATION_SEED and POLL_SIMULATION_PATH that show it again (choose the one test with -t).
 *
 * Claims about feeds with a cursor, over simulated runs with records at the same time, clocks that run apart, late
 * commits, edits and deletions between two requests, pages that shift, requests that do not go through, n8n killed at
 * any time, old states put back, and backlogs of many times the budget:
 *
 * - every version that is current while everything is read becomes an event;
 * - none becomes one twice, unless n8n was killed between handing over and saving, or an old state was put back;
 * - what was there at the start becomes none;
 * - new is told from changed where the feed can tell;
 * - the state stays small, every backlog comes to an end, and a poll with nothing new is two requests at most.
 */
it('loses nothing and repeats nothing', async () => {
	await assertHolds(cursorProperty(engine()), 6_000);
}, 600_000);

describe('fails what is simpler', () => {
	it.each<[string, MakeStrategy, Complaint]>([
		['the next poll asks for what changed since this one', naive.sinceNow, /lost/],
		['the next poll asks for what changed after the newest change', naive.strictlyAfter, /lost/],
		['only the newest page is read', naive.newestPage, /lost/],
		['only the newest time is read again', naive.boundaryOnly, /lost/],
		['pages are followed while the list changes', naive.pagedThrough, /lost/],
		['what does not fit one poll is dropped', naive.droppedBacklog, /lost/],
		['the overlap is too short', engine({ overlapMs: 0 }), /lost/],
		['versions are not told apart', engine({ version: () => '' }), /lost/],
	])('%s', async (_, strategy, complaint) => {
		expect(await complaintAbout(cursorProperty(strategy, complaint), 3_000)).toMatch(complaint);
	});
});
