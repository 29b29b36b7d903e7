import type { Reference, Schedule, Slot } from '@medplum/fhirtypes';

import { boolean, date, text } from '../shared/query';
import { fieldRefusal } from '../shared/refusal';
import { route, siteOf, type Route } from './route';

const TYPE_OF = { practitioners: 'Practitioner/', locations: 'Location/' };

/** The free slots of the site's FHIR store, so that what is booked there is gone here [I]. */
export const availabilityRoutes: Route[] = [
	route('GET', '/site/:siteId/availability', {
		query: {
			startDate: date,
			endDate: date,
			practitionerId: text,
			includeSchedule: boolean,
			includePractitioner: boolean,
			includeLocation: boolean,
		},
		handle(call) {
			const { startDate, endDate, practitionerId, ...include } = call.query;
			// Required in the older API, and not said to be optional in the newer.
			if (startDate === undefined) throw fieldRefusal(400, 'startDate', 'startDate is required');
			if (endDate === undefined) throw fieldRefusal(400, 'endDate', 'endDate is required');
			if (endDate < startDate) throw fieldRefusal(400, 'endDate', 'endDate must not be before startDate');
			const store = call.world.storeOf(siteOf(call).id);
			const actorsOf = (schedule: Schedule, type: string): Reference[] =>
				schedule.actor.filter(({ reference }) => reference?.startsWith(type));
			const records = (references: Reference[]) =>
				references.flatMap(({ reference = '' }) => store.find(reference) ?? []);
			const data = (store.ofType('Slot') as Slot[]).flatMap((slot) => {
				const day = slot.start.slice(0, 10);
				const schedule = store.find(slot.schedule.reference ?? '') as Schedule | undefined;
				if (slot.status !== 'free' || day < startDate || day > endDate || !schedule) return [];
				const practitioners = actorsOf(schedule, TYPE_OF.practitioners);
				const isTheirs = ({ reference }: Reference) => reference === `Practitioner/${practitionerId}`;
				if (practitionerId !== undefined && !practitioners.some(isTheirs)) return [];
				return {
					scheduleId: schedule.id,
					schedule: include.includeSchedule ? schedule : null,
					practitioners: include.includePractitioner ? records(practitioners) : null,
					locations: include.includeLocation ? records(actorsOf(schedule, TYPE_OF.locations)) : null,
					start: slot.start,
					end: slot.end,
				};
			});
			return { data };
		},
	}),
];
