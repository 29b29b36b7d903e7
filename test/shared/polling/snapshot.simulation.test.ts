import * as naive from './simulation/naive';
import { assertHolds, complaintAbout } from './simulation/property';
import {
	appointments,
	appointmentsProperty,
	patients,
	patientsProperty,
	referrals,
	referralsProperty,
} from './simulation/snapshotSimulation';

/**
 * Claims about lists that are read and compared, over the same runs as for cursors:
 *
 * - every state that a record is in while the whole list is read, and nothing leaves the list, becomes an event;
 * - none becomes one twice, unless n8n was killed between handing over and saving, or an old state was put back;
 * - what was there at the start becomes none, nor what comes in with a new day;
 * - a removal becomes an event once, and none that did not happen, where nothing was killed or put back;
 * - the state stays small, and every backlog comes to an end.
 */
describe('loses nothing and repeats nothing', () => {
	it('in a list that is read page by page', async () => {
		await assertHolds(patientsProperty(patients), 4_000);
	}, 600_000);

	it('in a window of days that rolls on', async () => {
		await assertHolds(appointmentsProperty(appointments), 2_000);
	}, 600_000);

	it('in a list that only holds the newest', async () => {
		await assertHolds(referralsProperty(referrals), 1_000);
	}, 600_000);
});

describe('fails what is simpler', () => {
	it.each([
		['one reading decides what is forgotten', patientsProperty, naive.forgetful, /twice/],
		['one reading decides what is deleted', patientsProperty, naive.hasty, /not true/],
		['only the first page is read', patientsProperty, naive.firstPage, /lost/],
		['only ids are compared', patientsProperty, naive.idsOnly, /lost/],
		['what rolls in is taken for new', appointmentsProperty, naive.rollingIn, /not silent/],
		['only the newest are read', referralsProperty, naive.firstPage, /lost/],
	])('%s', async (_, property, strategy, complaint) => {
		expect(await complaintAbout(property(strategy, complaint), 3_000)).toMatch(complaint);
	});
});
