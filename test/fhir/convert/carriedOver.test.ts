import type { IDataObject } from 'n8n-workflow';

import { toR5 } from '../../../nodes/fhir/convert/toR5';
import { extension } from './conversions';

test('only the profiles of R4 are left out', async () => {
	const meta = { lastUpdated: '2024-05-06T07:08:09Z', tag: [{ code: 'practice-2' }] };
	const profile = ['http://example.org/StructureDefinition/r4-patient'];
	expect(await toR5({ resourceType: 'Patient', meta: { ...meta, profile } })).toEqual({
		resourceType: 'Patient',
		meta,
	});
	expect(await toR5({ resourceType: 'Patient', meta: { profile } })).toEqual({ resourceType: 'Patient' });
});

test('what both versions have alike is the same, with all that stands beside it', async () => {
	const patient = {
		resourceType: 'Patient',
		id: 'p1',
		implicitRules: 'http://example.org/rules',
		language: 'en',
		text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Ada</div>' },
		extension,
		modifierExtension: [{ url: 'http://example.org/test-record', valueBoolean: true }],
		name: [
			{
				family: 'Quist',
				_family: { extension },
				given: ['Ada', null, 'Mae'],
				_given: [null, { id: 'g2', extension }],
			},
		],
		_birthDate: { extension },
		contact: [{ id: 'c', name: { text: 'Bo Quist' }, modifierExtension: extension }],
	};
	expect(await toR5(patient as IDataObject)).toEqual({
		...patient,
		name: [{ ...patient.name[0], _given: [null, { id: 'g2', extension }, null] }],
	});
});

test('what says nothing is not carried over', async () => {
	const source = { resourceType: 'Patient', birthDate: null, photo: [], maritalStatus: {}, name: [{}] };
	expect(await toR5(source)).toEqual({ resourceType: 'Patient' });
});
