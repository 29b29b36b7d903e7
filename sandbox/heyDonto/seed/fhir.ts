import type { Stored } from '../../fhirStore/store';
import { seededAppointments } from './appointments';
import { clinicalRecords } from './clinical';
import { SEED } from './ids';
import { namedPatients, otherPatients, secondPatients } from './patients';
import { calendars, practiceOf, staff } from './practice';
import { daysAgo } from './time';

/** Changed one second after the other, 20 days ago; the slots all at the same moment, as a synchronisation leaves them. */
function dated(records: Stored[]): Stored[] {
	const start = daysAgo(20, 3);
	return records.map((record, index) => {
		const seconds = record.resourceType === 'Slot' ? 3600 : index;
		const lastUpdated = start.plus({ seconds }).toUTC().toISO() ?? undefined;
		return { ...record, meta: { lastUpdated } };
	});
}

export const mainRecords = (): Stored[] =>
	dated([
		...practiceOf(SEED.sites.main),
		...staff(),
		...namedPatients(),
		...otherPatients(),
		...calendars(),
		...seededAppointments(),
		...clinicalRecords(),
	]);

export const secondRecords = (): Stored[] => dated([...practiceOf(SEED.sites.second), ...secondPatients()]);
