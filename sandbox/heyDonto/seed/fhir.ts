import type { Stored } from '../../fhirStore/store';
import { seededAppointments } from './appointments';
import { clinicalRecords } from './clinical';
import { SEED } from './ids';
import { namedPatients, otherPatients, secondPatients } from './patients';
import { calendars, practiceOf, staff } from './practice';
import { day, daysAgo } from './time';

/** Changed one second after the other, 20 days ago; the slots all at the same moment, as a synchronisation leaves them. */
function dated(records: Stored[]): Stored[] {
	const start = daysAgo(20, 3);
	return records.map((record, index) => {
		const seconds = record.resourceType === 'Slot' ? 3600 : index;
		const lastUpdated = start.plus({ seconds }).toUTC().toISO() ?? undefined;
		return { ...record, meta: { lastUpdated } };
	});
}

/** Made once a day: every reset starts from them, and a calendar takes a while to work out. */
function daily(make: () => Stored[]): () => Stored[] {
	let made = { on: '', records: [] as Stored[] };
	return () => {
		const on = day(daysAgo(0));
		if (made.on !== on) made = { on, records: make() };
		return made.records;
	};
}

export const mainRecords = daily(() =>
	dated([
		...practiceOf(SEED.sites.main),
		...staff(),
		...namedPatients(),
		...otherPatients(),
		...calendars(),
		...seededAppointments(),
		...clinicalRecords(),
	]),
);

export const secondRecords = daily(() => dated([...practiceOf(SEED.sites.second), ...secondPatients()]));
