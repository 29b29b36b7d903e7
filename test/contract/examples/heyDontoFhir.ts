import type { HeyDontoSandbox } from '../../../sandbox';
import { each, same, type Example, type Examples } from './example';

/** A record as a person writes it into a form, and as FHIR has it. */
interface Written {
	cells: Record<string, string>;
	record: object;
}

const NUMBER = {
	cells: { identifier: 'https://lakeshore-dental.example/contract|c-4711' },
	record: { identifier: [{ system: 'https://lakeshore-dental.example/contract', value: 'c-4711' }] },
};

const patient: Written = {
	cells: {
		'name.family': 'Quattrocchi',
		'name.given': 'Melissandra',
		gender: 'female',
		birthDate: '1971-04-05',
		telecom: '+1 312 555 0188',
	},
	record: {
		name: [{ family: 'Quattrocchi', given: ['Melissandra'] }],
		telecom: [{ system: 'phone', value: '+1 312 555 0188' }],
		gender: 'female',
		birthDate: '1971-04-05',
	},
};

/** The same instant in the time zone of the workflow, which is Europe/Rome in these tests. */
const WRITTEN = '2031-01-15T09:30:00-06:00';
const SENT = '2031-01-15T16:30:00+01:00';

const appointment: Written = {
	cells: {
		status: 'proposed',
		description: 'Biancospino crown',
		start: WRITTEN,
		end: '2031-01-15T10:00:00-06:00',
		'participant.actor': 'Patient/pt-1004',
		'participant.status': 'tentative',
	},
	record: {
		status: 'proposed',
		description: 'Biancospino crown',
		start: SENT,
		end: '2031-01-15T17:00:00+01:00',
		participant: [{ actor: { reference: 'Patient/pt-1004' }, status: 'tentative' }],
	},
};

const observation: Written = {
	cells: {
		status: 'final',
		code: 'http://loinc.org|8480-6|Systolic',
		subject: 'Patient/pt-1001',
		effectiveDateTime: WRITTEN,
		valueQuantity: '120 mmHg|mm[Hg]',
	},
	record: {
		status: 'final',
		code: {
			coding: [{ system: 'http://loinc.org', code: '8480-6', display: 'Systolic' }],
			text: 'Systolic',
		},
		subject: { reference: 'Patient/pt-1001' },
		effectiveDateTime: SENT,
		valueQuantity: { value: 120, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
	},
};

/** @param search filters, and records to bring along, in each direction */
function recordExamples(
	resource: string,
	{ cells, record }: Written,
	changes: Written,
	ids: Record<'get' | 'update' | 'delete', Example>,
	search: Record<'elements' | 'filters' | 'include' | 'rawQuery' | 'revInclude' | 'sort', Example>,
): Examples {
	const whole = { ...record, ...NUMBER.record };
	return {
		[`${resource}.create.fields`]: same(cells, record),
		[`${resource}.create.json`]: same(record),
		[`${resource}.createOrUpdate.fields`]: same({ ...cells, ...NUMBER.cells }, whole),
		[`${resource}.createOrUpdate.json`]: same(whole),
		[`${resource}.update.fields`]: same(changes.cells, changes.record),
		[`${resource}.update.json`]: same(record),
		[`${resource}.get.id`]: ids.get,
		[`${resource}.getHistory.id`]: ids.get,
		[`${resource}.update.id`]: ids.update,
		[`${resource}.delete.id`]: ids.delete,
		...Object.fromEntries(
			Object.entries(search).map(([name, example]) => [`${resource}.getAll.${name}`, example]),
		),
	};
}

export const heyDontoFhirExamples = (seed: HeyDontoSandbox['seed']): Examples => ({
	...recordExamples(
		'patient',
		patient,
		{ cells: { gender: 'other' }, record: { gender: 'other' } },
		{
			get: same(seed.patients.emma.id),
			update: each(seed.patients.liam.id, seed.patients.olivia.id, seed.patients.noah.id),
			delete: each(seed.patients.ava.id, seed.patients.sofia.id, seed.patients.mason.id),
		},
		{
			filters: same(
				{
					parameter: [{ parameter: 'name', comparison: 'is', value: 'Carter' }],
					has: [
						{
							resourceType: 'Appointment',
							reference: 'patient',
							parameter: 'status',
							comparison: 'is',
							value: 'fulfilled',
						},
					],
				},
				{ name: 'Carter', '_has:Appointment:patient:status': 'fulfilled' },
			),
			elements: same('id,name', { _elements: 'id,name' }),
			include: same(['Patient:organization'], { _include: 'Patient:organization' }),
			revInclude: same(['Appointment:patient'], { _revinclude: 'Appointment:patient' }),
			sort: same('-birthdate', { _sort: '-birthdate' }),
			rawQuery: same('family:contains=arte', { 'family:contains': 'arte' }),
		},
	),

	...recordExamples(
		'appointment',
		appointment,
		{ cells: { description: 'Biancospino bridge' }, record: { description: 'Biancospino bridge' } },
		{
			get: same(seed.appointments.next.id),
			update: each('appt-pt-1009', 'appt-pt-1010', 'appt-pt-1011'),
			delete: each('appt-pt-1012', 'appt-pt-1013', 'appt-pt-1014'),
		},
		{
			filters: same(
				{
					parameter: [{ parameter: 'status', comparison: 'is', value: 'booked' }],
					chain: [
						{
							reference: 'patient',
							targetType: 'Patient',
							parameter: 'family',
							comparison: 'is',
							value: 'Johnson',
						},
					],
				},
				{ status: 'booked', 'patient.family': 'Johnson' },
			),
			elements: same('id,status,slot', { _elements: 'id,status,slot' }),
			include: same(['Appointment:patient'], { _include: 'Appointment:patient' }),
			revInclude: same(['AppointmentResponse:appointment'], {
				_revinclude: 'AppointmentResponse:appointment',
			}),
			sort: same('-date', { _sort: '-date' }),
			rawQuery: same('practitioner=Practitioner/prac-chen', { practitioner: 'Practitioner/prac-chen' }),
		},
	),

	...recordExamples(
		'observation',
		observation,
		{
			cells: { valueQuantity: '6 millimetres' },
			record: { valueQuantity: { value: 6, unit: 'millimetres' } },
		},
		{
			get: same('obs-probing-1'),
			update: each('obs-probing-1', 'obs-probing-2', 'obs-probing-3'),
			delete: each('obs-probing-1', 'obs-probing-2', 'obs-probing-3'),
		},
		{
			filters: same(
				{ parameter: [{ parameter: 'status', comparison: 'is', value: 'final' }] },
				{ status: 'final' },
			),
			elements: same('id,status,performer', { _elements: 'id,status,performer' }),
			include: same(['Observation:subject'], { _include: 'Observation:subject' }),
			revInclude: same(['DiagnosticReport:result'], { _revinclude: 'DiagnosticReport:result' }),
			sort: same('-date', { _sort: '-date' }),
			rawQuery: same('patient=Patient/pt-1003,Patient/pt-1001', {
				patient: 'Patient/pt-1003,Patient/pt-1001',
			}),
		},
	),

	outputFields: same('id,meta.lastUpdated'),
	versionId: same('1'),
	ifNoneExist: same('identifier=https://lakeshore-dental.example/contract|nobody'),
	resolveReferences: same('*'),
	'appointment.get.resolveReferences': same('slot'),
	'appointment.getAll.resolveReferences': same('slot'),
	'observation.get.resolveReferences': same('performer'),
	'observation.getAll.resolveReferences': same('performer'),
	lastUpdatedFrom: same('2020-01-01T00:00:00Z', {}),
	lastUpdatedBefore: same('2040-01-01T00:00:00Z', {
		_lastUpdated: ['ge2020-01-01T01:00:00.000+01:00', 'lt2040-01-01T01:00:00.000+01:00'],
	}),
	pageSize: same(7, { _count: '7' }),

	'binary.download.id': same(seed.binary.id),

	'bundle.execute.bundleType': same('batch'),
	'bundle.execute.resourceType': same('Patient'),
	'bundle.execute.fields': same(patient.cells, patient.record),
	'bundle.execute.json': same(patient.record),
	recordId: same(seed.patients.noah.id),
	entryName: same('contract-patient'),
});
