import isPlainObject from 'lodash/isPlainObject';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { definitionsOf, type Definitions } from '../../nodes/fhir/definitions';
import { displayOf } from '../../nodes/fhir/output/display';
import { simplify, type Resolved } from '../../nodes/fhir/output/simplify';
import { Records } from '../support/fhirRecords';

let r4: Definitions;
let r5: Definitions;
beforeAll(async () => {
	[r4, r5] = await Promise.all([definitionsOf('R4'), definitionsOf('R5')]);
});

const ofR4 = (resource: IDataObject, resolved?: Resolved) => simplify(r4, resource, resolved);

test('a patient as a row', () => {
	const patient = {
		resourceType: 'Patient',
		id: '7',
		meta: { versionId: '3', lastUpdated: '2026-03-28T09:30:00Z', profile: ['x'] },
		text: { status: 'generated', div: '<div/>' },
		extension: [{ url: 'https://x.example' }],
		contained: [{ resourceType: 'Basic' }],
		active: true,
		name: [
			{ use: 'maiden', family: 'Bianchi' },
			{ use: 'official', family: 'Rossi', given: ['Anna', 'Maria'], prefix: ['Dr.'] },
		],
		gender: 'female',
		birthDate: '1980-05-31',
		telecom: [
			{ system: 'phone', value: '06 1' },
			{ system: 'phone', value: '06 2' },
			{ system: 'email', value: 'anna@a.example' },
			{ system: 'fax', value: '06 3' },
		],
		address: [{ line: ['Via Roma 1'], postalCode: '00184', city: 'Roma', country: 'IT' }],
		identifier: [{ system: 'https://a.example', value: '1' }, { value: '9' }],
		maritalStatus: { coding: [{ code: 'M', display: 'Married' }] },
		deceasedDateTime: '2026-01-01',
		generalPractitioner: [{ reference: 'Practitioner/1', display: 'Dr. Verdi' }],
		contact: [
			{
				name: { text: 'Luca' },
				telecom: [{ system: 'phone', value: '06 4' }],
				relationship: [{ text: 'son' }],
			},
		],
		photo: [{ contentType: 'image/png', data: 'AAAA', title: 'Anna' }],
	};
	expect(ofR4(patient)).toEqual({
		resourceType: 'Patient',
		id: '7',
		reference: 'Patient/7',
		active: true,
		name: 'Dr. Anna Maria Rossi',
		nameFamily: 'Rossi',
		nameGiven: 'Anna Maria',
		gender: 'female',
		birthDate: '1980-05-31',
		phone: ['06 1', '06 2'],
		email: 'anna@a.example',
		telecom: '06 3',
		address: 'Via Roma 1, 00184 Roma, IT',
		addressCity: 'Roma',
		addressPostalCode: '00184',
		addressCountry: 'IT',
		identifier: ['https://a.example|1', '9'],
		maritalStatus: 'Married',
		maritalStatusCode: 'M',
		deceased: '2026-01-01',
		generalPractitioner: 'Practitioner/1',
		generalPractitionerDisplay: 'Dr. Verdi',
		contactName: 'Luca',
		contactPhone: '06 4',
		contactRelationship: 'son',
		photoTitle: 'Anna',
		photoContentType: 'image/png',
		lastUpdated: '2026-03-28T09:30:00Z',
		versionId: '3',
	});
});

test('a measurement as a row', () => {
	const observation = {
		resourceType: 'Observation',
		status: 'final',
		code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }], text: 'Blood pressure' },
		category: [{ text: 'vital' }, { coding: [{ code: 'exam' }] }],
		effectivePeriod: { start: '2026-03-28', end: '2026-03-29' },
		valueQuantity: { value: 0, unit: 'mmHg', comparator: '<' },
		referenceRange: [{ low: { value: 90, unit: 'mmHg' }, appliesTo: [{ text: 'adults' }] }],
		component: [
			{ code: { text: 'Systolic' }, valueQuantity: { value: 120, code: 'mm[Hg]' } },
			{ code: { text: 'Diastolic' }, valueQuantity: { value: 80, unit: 'mmHg' } },
		],
		note: [{ text: 'sitting' }],
	};
	expect(ofR4(observation)).toEqual({
		resourceType: 'Observation',
		status: 'final',
		code: 'Blood pressure',
		codeCode: '85354-9',
		category: ['vital', 'exam'],
		categoryCode: 'exam',
		effectiveStart: '2026-03-28',
		effectiveEnd: '2026-03-29',
		value: 0,
		valueUnit: 'mmHg',
		valueComparator: '<',
		referenceRangeLow: 90,
		referenceRangeLowUnit: 'mmHg',
		referenceRangeAppliesTo: 'adults',
		componentCode: ['Systolic', 'Diastolic'],
		componentValue: [120, 80],
		componentValueUnit: ['mm[Hg]', 'mmHg'],
		note: 'sitting',
	});
});

test('money has its currency, and a reference or concept of R5 is either', () => {
	const invoice = { resourceType: 'Invoice', totalNet: { value: 23.5, currency: 'EUR' } };
	expect(ofR4(invoice)).toMatchObject({ totalNet: 23.5, totalNetUnit: 'EUR' });
	const appointment = {
		resourceType: 'Appointment',
		reason: [{ concept: { text: 'Pain' } }, { reference: { reference: 'Condition/1', display: 'Caries' } }],
	};
	expect(simplify(r5, appointment)).toEqual({
		resourceType: 'Appointment',
		reason: ['Pain', 'Condition/1'],
		reasonDisplay: 'Caries',
	});
});

test('a reference without an address is what identifies it; a resolved one is called what its record is called', () => {
	const observation = (subject: IDataObject) => ({ resourceType: 'Observation', subject });
	expect(ofR4(observation({ identifier: { system: 'https://a.example', value: '1' } }))).toMatchObject({
		subject: 'https://a.example|1',
	});
	const anna = { resourceType: 'Patient', id: '7', name: [{ family: 'Rossi', given: ['Anna'] }] };
	const resolved: Resolved = new Map([['Patient/7', anna]]);
	expect(ofR4(observation({ reference: 'Patient/7', display: 'old' }), resolved)).toMatchObject({
		subject: 'Patient/7',
		subjectDisplay: 'Anna Rossi',
	});
});

test.each<[string, IDataObject]>([
	['nothing', { resourceType: 'Patient' }],
	['null', { resourceType: 'Patient', name: null, birthDate: null, contact: [null] }],
	['what is not FHIR', { resourceType: 'Patient', name: 'Anna', contact: 'Luca', telecom: ['06'] }],
	['a type that does not exist', { resourceType: 'Unicorn', name: 'Anna' }],
])('%s does no harm', (_, resource) => {
	const row = ofR4(resource);
	expect(row.resourceType).toBe(resource.resourceType);
	expect(Object.values(row).some((cell) => cell === null || cell === undefined)).toBe(false);
});

test('no row of any record has anything nested in it', () => {
	for (const definitions of [r4, r5]) {
		for (const type of definitions.resources) {
			const property = fc.property(fc.gen(), (draw) => {
				const row = simplify(definitions, { ...new Records(definitions, draw).resource(type), id: '1' });
				const nested = Object.entries(row).filter(([, cell]) =>
					[cell].flat(2).some((one) => isPlainObject(one)),
				);
				expect(nested).toEqual([]);
				expect(row).toMatchObject({ id: '1', reference: `${type}/1` });
			});
			fc.assert(property, { numRuns: 4, seed: 20_260_328, endOnFailure: true });
		}
	}
});

test('two elements of a type never share a cell', () => {
	const clashes = [r4, r5].flatMap((definitions) =>
		definitions.resources.flatMap((type) => {
			const keys = definitions.elementsOf(type).map(({ name, choice }) => choice ?? name);
			const own = new Set(keys);
			// A concept is put out with its code, a reference with what it is called, and so on.
			const cells = definitions.elementsOf(type).flatMap(({ name, type: kind, choice }) => {
				const resource = { resourceType: type, [name]: sampleOf(kind) } as IDataObject;
				return Object.keys(simplify(definitions, resource)).filter((key) => key !== (choice ?? name));
			});
			return cells.filter((key) => own.has(key)).map((key) => `${type}.${key}`);
		}),
	);
	expect(clashes).toEqual([]);
});

function sampleOf(type: string): unknown {
	const samples: Record<string, object> = {
		CodeableConcept: { coding: [{ code: 'c', display: 'd' }] },
		HumanName: { family: 'f', given: ['g'] },
		Reference: { reference: 'Patient/1', display: 'd' },
		Quantity: { value: 1, unit: 'u', comparator: '<' },
		Period: { start: '2025', end: '2026' },
		Attachment: { url: 'u', title: 't', contentType: 'c' },
		Address: { city: 'c', postalCode: 'p', country: 'i' },
		Money: { value: 1, currency: 'EUR' },
	};
	return samples[type];
}

test.each<[string, IDataObject]>([
	['Anna Rossi', { name: [{ family: 'Rossi', given: ['Anna'] }] }],
	[
		'Annie',
		{
			name: [
				{ use: 'official', text: 'Anna Rossi' },
				{ use: 'usual', text: 'Annie' },
			],
		},
	],
	[
		'Anna Rossi',
		{
			name: [
				{ use: 'old', text: 'Anna Bianchi' },
				{ use: 'official', text: 'Anna Rossi' },
			],
		},
	],
	['Clinic', { name: 'Clinic' }],
	['Dr. Anna Rossi PhD', { name: [{ prefix: ['Dr.'], given: ['Anna'], family: 'Rossi', suffix: ['PhD'] }] }],
	['Plan', { title: 'Plan', code: { text: 'x' } }],
	['Caries', { code: { coding: [{ code: 'c' }, { code: 'd', display: 'Caries' }] } }],
	['c', { code: { coding: [{ code: 'c' }] } }],
	['Check-up', { description: 'Check-up' }],
	['Patient/7', { name: [{}] }],
	['Patient/7', { name: '', title: '', code: {} }],
])('a record is called %s', (words, resource) => {
	expect(displayOf({ resourceType: 'Patient', id: '7', ...resource })).toBe(words);
});
