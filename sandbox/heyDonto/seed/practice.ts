import type { Resource } from '@medplum/fhirtypes';

import type { Stored } from '../../fhirStore/store';
import { SEED } from './ids';
import { iso, SLOT_HOURS, WORKING_DAYS, workingDay } from './time';

const { practitioners, organization, location, schedules } = SEED;
const PRACTITIONERS = 'https://lakeshore-dental.example/staff-number';

const STAFF = [
	{ ...practitioners.chen, firstName: 'Grace', role: 'Dentist' },
	{ ...practitioners.patel, firstName: 'Anil', role: 'Dentist' },
	{ ...practitioners.brooks, firstName: 'Tara', role: 'Dental hygienist' },
];

export const practiceOf = (site: { name: string }): Stored[] => [
	{ resourceType: 'Organization', ...organization, active: true, name: 'Lakeshore Dental Group' },
	{
		resourceType: 'Location',
		...location,
		status: 'active',
		name: site.name,
		managingOrganization: { reference: `Organization/${organization.id}` },
	},
];

export const staff = (): Stored[] =>
	STAFF.flatMap(({ id, firstName, lastName, role }, index): Stored[] => [
		{
			resourceType: 'Practitioner',
			id,
			active: true,
			identifier: [{ system: PRACTITIONERS, value: String(index + 1) }],
			name: [{ family: lastName, given: [firstName], prefix: role === 'Dentist' ? ['Dr.'] : undefined }],
		},
		{
			resourceType: 'PractitionerRole',
			id: `role-${id}`,
			active: true,
			practitioner: { reference: `Practitioner/${id}`, display: `${firstName} ${lastName}` },
			organization: { reference: `Organization/${organization.id}` },
			location: [{ reference: `Location/${location.id}` }],
			code: [{ text: role }],
		},
	]);

const schedule = (key: keyof typeof schedules): Resource & { id: string } => ({
	resourceType: 'Schedule',
	id: schedules[key].id,
	active: true,
	actor: [{ reference: `Practitioner/${practitioners[key].id}` }, { reference: `Location/${location.id}` }],
	planningHorizon: { start: iso(workingDay(1, 8)), end: iso(workingDay(WORKING_DAYS, 18)) },
});

/** Half an hour each. */
const slotsOf = (key: keyof typeof schedules): Stored[] =>
	Array.from({ length: WORKING_DAYS }, (_, index) => index + 1).flatMap((day) =>
		SLOT_HOURS.map((hour): Stored => {
			const start = workingDay(day, hour);
			const id = `slot-${key}-${day}-${String(hour).padStart(2, '0')}00`;
			return {
				resourceType: 'Slot',
				id,
				schedule: { reference: `Schedule/${schedules[key].id}` },
				status: TAKEN.includes(id) ? 'busy' : 'free',
				start: iso(start),
				end: iso(start.plus({ minutes: 30 })),
			};
		}),
	);

/** Liam's and Olivia's. */
const TAKEN: string[] = [SEED.slots.taken.id, 'slot-patel-2-1400'];

export const calendars = (): Stored[] => [
	schedule('chen'),
	schedule('patel'),
	...slotsOf('chen'),
	...slotsOf('patel'),
];
