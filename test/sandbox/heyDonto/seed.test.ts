import { validateResource } from '@medplum/core';
import type { Appointment, Bundle, Patient, Resource } from '@medplum/fhirtypes';
import { DateTime } from 'luxon';

import { needDefinitions } from '../../../sandbox/fhirStore/definitions';
import { RESOURCE_TYPES, segmentOf, typeOf } from '../../../sandbox/heyDonto/resourceTypes';
import { mainRecords, secondRecords } from '../../../sandbox/heyDonto/seed/fhir';
import { inventPatient } from '../../../sandbox/heyDonto/seed/patients';
import { useHeyDonto } from './client';

const client = useHeyDonto();
const all = async <T extends Resource>(path: string) => {
	const { data } = await client.api.get(`/fhir/${path}`);
	return ((data as Bundle).entry ?? []).map(({ resource }) => resource as T);
};

it('is valid FHIR, to the last reference', () => {
	needDefinitions();
	const invented = { ...inventPatient(5), id: 'invented-5' };
	for (const records of [mainRecords(), [...secondRecords(), invented]]) {
		const known = new Set(records.map(({ resourceType, id }) => `${resourceType}/${id}`));
		expect(known.size).toBe(records.length);
		for (const record of records) {
			expect([record.id, validateResource(record)]).toEqual([record.id, []]);
			const references = [...JSON.stringify(record).matchAll(/"reference":"([^"]+)"/g)].map(([, to]) => to);
			expect([record.id, references.filter((to) => !known.has(to))]).toEqual([record.id, []]);
		}
	}
});

it('has the people that it promises', async () => {
	const { seed } = client.sandbox;
	const patients = await all<Patient>('patient?_count=100');
	expect(patients).toHaveLength(seed.patientsOfMain);
	for (const { id, firstName, lastName } of Object.values(seed.patients)) {
		const [name] = patients.find((patient) => patient.id === id)?.name ?? [];
		expect([name?.given?.join(' '), name?.family]).toEqual([firstName, lastName]);
	}
	const ids = Object.values(seed).flatMap(
		(group) => JSON.stringify(group).match(/"id":"[a-z]+-[\w-]+"/g) ?? [],
	);
	const stored = JSON.stringify([...mainRecords(), ...secondRecords()]);
	expect(ids.filter((id) => !stored.includes(id))).toEqual([]);
	expect(ids.length).toBeGreaterThan(25);
});

it('makes a recall list: seen more than a year ago, nothing booked, active', async () => {
	const year = DateTime.now().minus({ years: 1 }).toISO() ?? '';
	const appointments = await all<Appointment>('appointment?_count=100');
	const of = ({ id }: Patient) =>
		appointments.filter(({ participant }) =>
			participant.some(({ actor }) => actor?.reference === `Patient/${id}`),
		);
	const due = (await all<Patient>('patient?active=true&_count=100')).filter((patient) => {
		const mine = of(patient);
		const seen = mine.filter(({ status }) => status === 'fulfilled');
		const isRecent = seen.some(({ start = '' }) => Date.parse(start) > Date.parse(year));
		return seen.length > 0 && !isRecent && !mine.some(({ status }) => status === 'booked');
	});
	expect(due.map(({ id }) => id)).toEqual(client.sandbox.seed.recall);
});

it('has its next appointments in the future, in slots that are taken', async () => {
	const booked = await all<Appointment>('appointment?status=booked');
	expect(booked.map(({ id }) => id)).toEqual(['appt-next', 'appt-olivia']);
	for (const { start = '', slot } of booked) {
		expect(Date.parse(start)).toBeGreaterThan(Date.now());
		expect([1, 2, 3, 4, 5]).toContain(DateTime.fromISO(start, { setZone: true }).weekday);
		const [taken] = await all(`slot?_id=${slot?.[0].reference?.split('/')[1]}`);
		expect(taken).toMatchObject({ status: 'busy', start });
	}
	const { taken, free } = client.sandbox.seed.slots;
	expect(booked[0].slot).toEqual([{ reference: `Slot/${taken.id}` }]);
	expect(await all(`slot?_id=${free.id}`)).toMatchObject([{ status: 'free' }]);
});

it('was all changed before, the slots at one moment', async () => {
	const today = DateTime.utc().toISODate();
	expect(await all(`patient?_lastUpdated=ge${today}`)).toEqual([]);
	const slots = await all('slot?_count=200');
	expect([slots.length, new Set(slots.map(({ meta }) => meta?.lastUpdated)).size]).toEqual([100, 1]);
});

it('knows the 82 resources of the documentation, each under its own path', async () => {
	expect(new Set(RESOURCE_TYPES).size).toBe(82);
	for (const type of RESOURCE_TYPES) {
		const segment = segmentOf(type, 'kebab');
		expect([typeOf(segment, 'kebab'), segment]).toEqual([type, expect.stringMatching(/^[a-z-]+$/)]);
		const { status, data } = await client.api.get(`/fhir/${segment}?_count=1`);
		expect([type, status, data.type]).toEqual([type, 200, 'searchset']);
	}
	expect(segmentOf('MedicinalProductIngredient', 'kebab')).toBe('medicinal-product-ingredient');
});

it('holds 10,000 patients more, made and paged in little time', async () => {
	const start = Date.now();
	const ids = client.sandbox.seedPatients(10_000);
	const seen = new Set<string | undefined>();
	let url: string | undefined = '/fhir/patient?_count=500&_sort=-_lastUpdated';
	while (url !== undefined) {
		const page = (await client.api.get(url)).data as Bundle;
		for (const { resource } of page.entry ?? []) seen.add(resource?.id);
		url = page.link?.find(({ relation }) => relation === 'next')?.url;
	}
	expect(ids.filter((id) => !seen.has(id))).toEqual([]);
	expect(seen.size).toBe(10_030);
	expect(Date.now() - start).toBeLessThan(15_000);
});
