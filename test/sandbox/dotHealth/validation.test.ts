/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { readFileSync } from 'node:fs';

import { r5Schema, SCHEMA_FILE } from '../../../scripts/r5Schema';
import { seededResources } from '../../../sandbox/dotHealth/seed';
import { issuesOf } from '../../../sandbox/dotHealth/validation';
import { CHECKED_TYPES } from '../../../sandbox/dotHealth/types';

const patient = (change: object) => ({ resourceType: 'Patient', ...change });
const observation = (change: object) => ({
	resourceType: 'Observation',
	status: 'final',
	code: { text: 'Blood pressure' },
	...change,
});
const found = (resource: unknown, deviations: 'accepted' | 'refused' = 'refused') =>
	issuesOf(resource, deviations).map(({ code, expression = [] }) => [code, ...expression].join(' '));

it('the schema is what the script makes of the types', () => {
	expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(r5Schema());
}, 60_000);

it('what is there at the start is valid', () => {
	for (const resource of seededResources()) {
		expect([resource.resourceType, issuesOf(resource, 'accepted')]).toEqual([resource.resourceType, []]);
	}
});

it('every type can be checked', () => {
	for (const type of CHECKED_TYPES) {
		const issues = issuesOf({ resourceType: type, nonsense: true }, 'refused');
		expect(issues.map(({ expression }) => expression?.[0])).toContain(`${type}.nonsense`);
	}
});

it.each([
	[patient({ birthDate: '1984-06-15', deceasedBoolean: false, name: [{ given: ['A', 'B'] }] })],
	[patient({ birthDate: '1984' })],
	[
		patient({
			birthDate: '1984-06',
			_birthDate: { extension: [{ url: 'https://x.example', valueCode: 'x' }] },
		}),
	],
	[
		patient({
			contained: [{ resourceType: 'Organization', id: 'o', name: 'X' }],
			managingOrganization: { reference: '#o' },
		}),
	],
	[patient({ photo: [{ contentType: 'image/png', data: 'aGVsbG8=', size: '5' }] })],
	[observation({ effectiveDateTime: '2024-06-18T00:00:00Z', valueQuantity: { value: 1.5 } })],
	[observation({ effectivePeriod: { start: '2024-06-18T00:00:00.5+05:30' }, valueInteger: -3 })],
	[observation({ issued: '2024-06-18T00:00:00Z', component: [{ code: { text: 'x' }, valueString: 'y' }] })],
	[
		{
			resourceType: 'Observation',
			_status: { extension: [{ url: 'https://x.example' }] },
			code: { text: 'x' },
		},
	],
])('takes %j', (resource) => {
	expect(found(resource)).toEqual([]);
});

it.each([
	[patient({ birthDate: '15/06/1984' }), ['value Patient.birthDate']],
	[patient({ birthDate: '1984-02-30' }), ['value Patient.birthDate']],
	[patient({ birthDate: '1984-06-15T00:00:00Z' }), ['value Patient.birthDate']],
	[patient({ birthDate: '' }), ['value Patient.birthDate']],
	[patient({ birthDate: 1984 }), ['value Patient.birthDate']],
	[patient({ name: [] }), ['structure Patient.name']],
	[patient({ name: [{}] }), ['structure Patient.name[0]']],
	[patient({ name: { family: 'X' } }), ['value Patient.name']],
	[patient({ name: [{ family: null }] }), ['value Patient.name[0].family']],
	[patient({ name: [{ family: '' }] }), ['value Patient.name[0].family']],
	[patient({ name: [{ family: 'X', nickname: 'Y' }] }), ['structure Patient.name[0].nickname']],
	[patient({ gender: 'F' }), ['code-invalid Patient.gender']],
	[patient({ active: 'true' }), ['value Patient.active']],
	[patient({ deceasedBoolean: true, deceasedDateTime: '2020' }), ['structure Patient']],
	[patient({ link: [{ type: 'refer' }] }), ['required Patient.link[0].other']],
	[patient({ contact: [{ rank: 1.5 }] }), ['structure Patient.contact[0].rank']],
	[patient({ telecom: [{ system: 'phone', rank: 0 }] }), ['value Patient.telecom[0].rank']],
	[patient({ photo: [{ data: 'not base64' }] }), ['value Patient.photo[0].data']],
	[patient({ photo: [{ size: 5 }] }), ['value Patient.photo[0].size']],
	[
		patient({ contained: [{ resourceType: 'Organization', nme: 'X' }] }),
		['structure Patient.contained[0].nme'],
	],
	[
		patient({ contained: [{ id: 'x' }] }),
		['required Patient.contained[0].resourceType', 'structure Patient.contained[0]'],
	],
	[patient({ text: { status: 'generated', div: 'plain' } }), ['value Patient.text.div']],
	[observation({ effectiveDateTime: '2024-06-18T10:00:00' }), ['value Observation.effectiveDateTime']],
	[observation({ effectiveDateTime: '2024-06-18 10:00' }), ['value Observation.effectiveDateTime']],
	[observation({ issued: '2024-06-18' }), ['value Observation.issued']],
	[observation({ valueString: 'x', valueInteger: 1 }), ['structure Observation']],
	[observation({ valueInteger: 1.5 }), ['value Observation.valueInteger']],
	[observation({ valueQuantity: { value: '120' } }), ['value Observation.valueQuantity.value']],
	[observation({ status: 'done' }), ['code-invalid Observation.status']],
	[{ resourceType: 'Observation' }, ['required Observation.code', 'required Observation.status']],
	[{ resourceType: 'Starship' }, ['not-supported']],
	[{}, ['structure']],
	['Patient', ['structure']],
])('refuses %j', (resource, issues) => {
	expect(found(resource).sort()).toEqual([...issues].sort());
});

describe('what the vendor has beyond R5', () => {
	const communication = (change: object) => ({
		resourceType: 'Communication',
		status: 'completed',
		...change,
	});
	const subscription = (change: object) => ({
		resourceType: 'Subscription',
		topic: 'communication-request',
		channelType: { code: 'rest-hook' },
		...change,
	});

	it.each([
		[
			communication({ replaces: [{ reference: 'CommunicationRequest/1' }] }),
			['structure Communication.replaces'],
		],
		[communication({ intent: 'filler-order' }), ['structure Communication.intent']],
		[
			communication({ payload: [{ contentString: 'x' }] }),
			['structure Communication.payload[0]', 'structure Communication.payload[0].contentString'],
		],
		[subscription({ status: 'requested', filterBy: [] }), ['structure Subscription.filterBy']],
		[subscription({}), ['required Subscription.status']],
	])('%j is refused only where R5 alone is taken', (resource, issues) => {
		expect(found(resource, 'accepted')).toEqual([]);
		expect(found(resource).sort()).toEqual(issues);
	});

	it.each([
		[communication({ replaces: [] }), ['structure Communication.replaces']],
		[communication({ replaces: ['CommunicationRequest/1'] }), ['value Communication.replaces[0]']],
		[communication({ intent: 'now' }), ['code-invalid Communication.intent']],
		[
			communication({ payload: [{}] }),
			['structure Communication.payload[0]', 'structure Communication.payload[0]'],
		],
		[
			communication({ payload: [{ contentString: 'x', contentReference: { reference: 'Binary/1' } }] }),
			['structure Communication.payload[0]'],
		],
		[subscription({ parameter: [] }), ['structure Subscription.parameter']],
		[subscription({ topic: undefined }), ['required Subscription.topic']],
		[observation({ intent: 'order' }), ['structure Observation.intent']],
	])('%j is refused all the same', (resource, issues) => {
		expect(found(resource, 'accepted').sort()).toEqual(issues);
	});
});

it('repeats no value: it could be a patient’s', () => {
	const text = JSON.stringify(
		issuesOf(patient({ birthDate: 'Secret', gender: 'Secret', name: 'Secret' }), 'refused'),
	);
	expect(text).not.toContain('Secret');
});
