import { item } from './answers';
import { livingPatient } from './patients';
import type { Archive, CarePlan, CarePlanEntry } from './records';
import { route, type Call, type Route } from './route';
import { find } from './lookup';

/** By tooth, or `general`, as callers see it (RobyJB/gohighlevel-alfadocs). */
function schemeCodes(entries: CarePlanEntry[]): Record<string, object[]> {
	const byTooth: Record<string, object[]> = {};
	for (const { tooth, code, name, done } of entries) (byTooth[tooth] ??= []).push({ code, name, done });
	return byTooth;
}

const entriesOf = (archive: Archive, carePlan: CarePlan): CarePlanEntry[] =>
	archive.carePlanEntries.filter(({ carePlanId }) => carePlanId === carePlan.id);

function view(archive: Archive, carePlan: CarePlan): object {
	const { id, patientId, name, state, deleted } = carePlan;
	return { id, patientId, name, state, deleted, schemeCodes: schemeCodes(entriesOf(archive, carePlan)) };
}

const findCarePlan = ({ archive, id }: Call): CarePlan =>
	find(archive.carePlans, id('carePlanId'), 'Care plan');

export const carePlanRoutes: Route[] = [
	route('GET', '/care-plans/:carePlanId', {
		// The sample shows a list, callers see an object.
		handle: (call) => item(view(call.archive, findCarePlan(call))),
	}),
	route('GET', '/care-plans/:carePlanId/signature-status', {
		// Flat and a text, as in the sample.
		handle: (call) => ({ status: 'success', isSigned: String(findCarePlan(call).signed) }),
	}),
	route('GET', '/care-plans/:carePlanId/care-plan-entries/:carePlanEntryId', {
		handle(call) {
			const entries = entriesOf(call.archive, findCarePlan(call));
			return item(find(entries, call.id('carePlanEntryId'), 'Care plan entry'));
		},
	}),
	route('GET', '/patients/:patientId/care-plans', {
		handle({ archive, id }) {
			const patient = livingPatient(archive, id('patientId'));
			// Not in the documentation; callers see a bare list.
			return archive.carePlans
				.filter(({ patientId }) => patientId === patient.id)
				.map((carePlan) => view(archive, carePlan));
		},
	}),
];
