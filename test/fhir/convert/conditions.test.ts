import type { IDataObject } from 'n8n-workflow';

import { toR5 } from '../../../nodes/fhir/convert/toR5';
import { converted, cough, extension, lungs, nurse, oncologist, type Conversion } from './conversions';

const participant = (code: string, display: string, actor: IDataObject) => ({
	function: {
		coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code, display }],
	},
	actor,
});

const CONVERSIONS: Conversion[] = [
	[
		'a kind of allergy is a concept',
		'AllergyIntolerance',
		{ type: 'intolerance' },
		{
			type: {
				coding: [
					{
						system: 'http://hl7.org/fhir/allergy-intolerance-type',
						code: 'intolerance',
						display: 'Intolerance',
					},
				],
			},
		},
	],
	[
		'what stands beside a code stands on the concept',
		'AllergyIntolerance',
		{ _type: { id: 't', extension } },
		{ type: { id: 't', extension } },
	],
	[
		'who recorded and who asserted an allergy take part in it',
		'AllergyIntolerance',
		{ recorder: nurse, asserter: { reference: 'Patient/p1' } },
		{
			participant: [
				participant('enterer', 'Enterer', nurse),
				participant('author', 'Author', { reference: 'Patient/p1' }),
			],
		},
	],
	[
		'a manifestation may be a reference',
		'AllergyIntolerance',
		{ reaction: [{ manifestation: [cough, lungs], severity: 'mild' }] },
		{ reaction: [{ manifestation: [{ concept: cough }, { concept: lungs }], severity: 'mild' }] },
	],
	[
		'who recorded and who asserted a condition take part in it',
		'Condition',
		{ recorder: nurse, asserter: oncologist },
		{
			participant: [participant('enterer', 'Enterer', nurse), participant('author', 'Author', oncologist)],
		},
	],
	[
		'evidence is a list of codes and references',
		'Condition',
		{
			evidence: [{ code: [cough, lungs] }, { code: [lungs], detail: [{ reference: 'Observation/x9' }] }],
		},
		{
			evidence: [
				{ concept: cough },
				{ concept: lungs },
				{ concept: lungs },
				{ reference: { reference: 'Observation/x9' } },
			],
		},
	],
	[
		'the languages of a contained practitioner',
		'Condition',
		{ contained: [{ resourceType: 'Practitioner', id: 'p', communication: [{ text: 'Maltese' }] }] },
		{
			contained: [
				{ resourceType: 'Practitioner', id: 'p', communication: [{ language: { text: 'Maltese' } }] },
			],
		},
	],
];

test.each(CONVERSIONS)('%s (%s)', async (_, type, before, after) => {
	expect(await converted(type, before)).toEqual(after);
});

test('a condition without a clinical status has an unknown one', async () => {
	const source = { resourceType: 'Condition', subject: { reference: 'Patient/p1' } };
	const system = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
	expect(await toR5(source)).toEqual({
		...source,
		clinicalStatus: { coding: [{ system, code: 'unknown', display: 'Unknown' }] },
	});
});
