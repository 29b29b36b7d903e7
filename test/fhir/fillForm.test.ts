import { FromFile } from '../../nodes/fhir/shorthand';
import { filled, refused } from '../support/fhirForms';
import { wrongInR4 } from '../support/fhirR4';

const observation = { status: 'final', code: 'Blood pressure' };

test('a new patient from what a person writes', async () => {
	const patient = await filled('Patient', {
		'name.family': 'Rossi',
		'name.given': ['Mario', 'Luca'],
		gender: 'male',
		birthDate: '1980-05-31T00:00:00',
		telecom: '+39 06 1234567, mario@email.example',
		address: 'Via Roma 1, 00184 Roma',
		identifier: 'https://clinic.example/patients|4711',
		active: 'true',
		maritalStatus: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus|M|Married',
		generalPractitioner: 'Practitioner/7',
		photo: 'data',
	});
	expect(patient).toEqual({
		resourceType: 'Patient',
		name: [{ family: 'Rossi', given: ['Mario', 'Luca'] }],
		gender: 'male',
		birthDate: '1980-05-31',
		telecom: [
			{ system: 'phone', value: '+39 06 1234567' },
			{ system: 'email', value: 'mario@email.example' },
		],
		address: [{ text: 'Via Roma 1, 00184 Roma' }],
		identifier: [{ system: 'https://clinic.example/patients', value: '4711' }],
		active: true,
		maritalStatus: {
			coding: [
				{
					system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus',
					code: 'M',
					display: 'Married',
				},
			],
			text: 'Married',
		},
		generalPractitioner: [{ reference: 'Practitioner/7' }],
		photo: [new FromFile('data')],
	});
	expect(wrongInR4({ ...patient, photo: undefined })).toEqual([]);
});

test('what is empty is not there, whatever empty looks like', async () => {
	const cells = {
		'name.family': 'Rossi',
		'name.given': [],
		gender: null,
		birthDate: '',
		telecom: '   ',
		'contact.name': undefined,
		'contact.telecom': ['', null],
		address: [],
	};
	expect(await filled('Patient', cells)).toEqual({ resourceType: 'Patient', name: [{ family: 'Rossi' }] });
	expect(await filled('Patient', {})).toEqual({ resourceType: 'Patient' });
});

test('false and zero are values', async () => {
	expect(await filled('Patient', { active: false, multipleBirthInteger: 0 })).toEqual({
		resourceType: 'Patient',
		active: false,
		multipleBirthInteger: 0,
	});
});

describe('an element that comes in several types', () => {
	test.each<[string, unknown, object]>([
		['valueQuantity', '120 mmHg', { valueQuantity: { value: 120, unit: 'mmHg' } }],
		['valueString', 'high', { valueString: 'high' }],
		['valueBoolean', 'false', { valueBoolean: false }],
		['valueInteger', 3, { valueInteger: 3 }],
		['valueCodeableConcept', 'high', { valueCodeableConcept: { text: 'high' } }],
		[
			'valueRange',
			'1 mg .. 2 mg',
			{ valueRange: { low: { value: 1, unit: 'mg' }, high: { value: 2, unit: 'mg' } } },
		],
		['valueTime', '09:30', { valueTime: '09:30:00' }],
		[
			'effectivePeriod.start',
			'2026-03-28 09:30',
			{ effectivePeriod: { start: '2026-03-28T09:30:00+01:00' } },
		],
		['effectiveTiming', '{"event":["2026-03-28"]}', { effectiveTiming: { event: ['2026-03-28'] } }],
	])('%s', async (field, cell, value) => {
		const resource = await filled('Observation', { ...observation, [field]: cell });
		expect(resource).toEqual({
			resourceType: 'Observation',
			status: 'final',
			code: { text: 'Blood pressure' },
			...value,
		});
		expect(wrongInR4(resource)).toEqual([]);
	});

	test('is filled in once', async () => {
		const both = filled('Observation', { ...observation, valueQuantity: '1 mg', valueString: 'high' });
		expect(await refused(both)).toMatch(
			/^'Value \(Quantity\)' and 'Value \(\w+\)' are both filled in\. .*only one of them/,
		);
		const inPart = {
			'component.code': 'Systolic',
			'component.valueInteger': 1,
			'component.valueString': 'x',
		};
		expect(await refused(filled('Observation', { ...observation, ...inPart }))).toMatch(
			/^'Component › Value .*' and 'Component › Value .*' are both filled in/,
		);
	});
});

describe('names, addresses and periods in parts', () => {
	test.each<[string, object, object]>([
		[
			'a name',
			{ 'name.family': 'Rossi', 'name.use': 'usual' },
			{ name: [{ use: 'usual', family: 'Rossi' }] },
		],
		['a name that stands alone', { 'name.given': 'Anna' }, { name: [{ given: ['Anna'] }] }],
		[
			'a name that was valid for a time',
			{ 'name.family': 'Rossi', 'name.period': '2001/2010' },
			{ name: [{ family: 'Rossi', period: { start: '2001', end: '2010' } }] },
		],
		[
			'a name whole and in parts',
			{ name: 'Rossi, Anna', 'name.use': 'maiden' },
			{ name: [{ family: 'Rossi', given: ['Anna'], use: 'maiden' }] },
		],
		[
			'an address',
			{ 'address.line': 'Via Roma 1', 'address.city': 'Roma', 'address.use': 'home' },
			{ address: [{ use: 'home', line: ['Via Roma 1'], city: 'Roma' }] },
		],
		[
			'a JSON list',
			{ name: '[{"family":"Rossi"},{"text":"Bella"}]' },
			{ name: [{ family: 'Rossi' }, { text: 'Bella' }] },
		],
		[
			'several names',
			{ name: ['Rossi, Anna', 'Bianchi, Anna'] },
			{
				name: [
					{ family: 'Rossi', given: ['Anna'] },
					{ family: 'Bianchi', given: ['Anna'] },
				],
			},
		],
	])('%s', async (_, cells, value) => {
		const resource = await filled('Patient', { ...cells });
		expect(resource).toEqual({ resourceType: 'Patient', ...value });
		expect(wrongInR4(resource)).toEqual([]);
	});

	test('a single period is no list', async () => {
		const cells = {
			status: 'planned',
			class: 'AMB',
			'period.start': '2026-03-28',
			'period.end': '2026-03-29',
		};
		expect(await filled('Encounter', cells)).toEqual({
			resourceType: 'Encounter',
			status: 'planned',
			class: { code: 'AMB' },
			period: { start: '2026-03-28', end: '2026-03-29' },
		});
	});

	test('parts of several that were written whole are refused', async () => {
		const unclear = filled('Patient', { name: ['Rossi, Anna', 'Bianchi, Anna'], 'name.use': 'usual' });
		expect(await refused(unclear)).toContain('not clear which one is meant');
	});
});

describe('JSON in a cell', () => {
	const participant = [{ actor: { reference: 'Patient/1' }, status: 'accepted' }];

	test.each([
		['a list', participant],
		['text', JSON.stringify(participant)],
		['a single object', participant[0]],
		['the text of a single object', JSON.stringify(participant[0])],
	])('%s stands for the whole element', async (_, cell) => {
		expect(await filled('Appointment', { status: 'booked', participant: cell })).toEqual({
			resourceType: 'Appointment',
			status: 'booked',
			participant,
		});
	});

	test.each<[unknown, string]>([
		['[{"actor":', "'Participant' is not valid JSON"],
		['Patient/1', "'Participant' needs JSON"],
		[[[{}]], "'Participant' holds a list where one value belongs"],
	])('%p is refused', async (cell, message) => {
		expect(await refused(filled('Appointment', { status: 'booked', participant: cell }))).toContain(message);
	});
});

test('a form never writes what it was not asked for into what it was given', async () => {
	const given = Object.freeze({
		name: Object.freeze([Object.freeze({ family: 'Rossi' })]),
		'name.use': 'usual',
	});
	expect(await filled('Patient', given)).toEqual({
		resourceType: 'Patient',
		name: [{ family: 'Rossi', use: 'usual' }],
	});
});

test('R5 has a form of its own', async () => {
	const cells = {
		status: 'booked',
		'participant.status': 'accepted',
		'participant.required': 'true',
		reason: 'Condition/1',
		start: '2026-07-01 09:30',
	};
	expect(await filled('Appointment', cells, { version: 'R5' })).toEqual({
		resourceType: 'Appointment',
		status: 'booked',
		participant: [{ status: 'accepted', required: true }],
		reason: [{ reference: { reference: 'Condition/1' } }],
		start: '2026-07-01T09:30:00+02:00',
	});
});
