import { converted, cough, lungs, oncologist, type Conversion } from './conversions';

const attachment = { contentType: 'application/pdf', url: 'https://example.org/letter.pdf' };
const content = [{ attachment }];

const CONVERSIONS: Conversion[] = [
	[
		'the master identifier is an identifier, before the others',
		'DocumentReference',
		{
			masterIdentifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3' },
			identifier: [{ value: 'second' }],
			content,
		},
		{ identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3' }, { value: 'second' }], content },
	],
	[
		'who authenticates a document attests it',
		'DocumentReference',
		{ authenticator: oncologist, content },
		{
			attester: [
				{
					mode: {
						coding: [
							{
								system: 'http://hl7.org/fhir/composition-attestation-mode',
								code: 'professional',
								display: 'Professional',
							},
						],
					},
					party: oncologist,
				},
			],
			content,
		},
	],
	[
		'how documents relate is a concept',
		'DocumentReference',
		{ relatesTo: [{ code: 'replaces', target: { reference: 'DocumentReference/d0' } }], content },
		{
			relatesTo: [
				{
					code: {
						coding: [{ system: 'http://hl7.org/fhir/document-relationship-type', code: 'replaces' }],
					},
					target: { reference: 'DocumentReference/d0' },
				},
			],
			content,
		},
	],
	[
		'the format of a document is one of its profiles',
		'DocumentReference',
		{
			content: [{ attachment, format: { system: 'urn:oid:1.3.6.1.4.1.19376.1.2.3', code: 'urn:ihe:pcc' } }],
		},
		{
			content: [
				{
					attachment,
					profile: [{ valueCoding: { system: 'urn:oid:1.3.6.1.4.1.19376.1.2.3', code: 'urn:ihe:pcc' } }],
				},
			],
		},
	],
	[
		'the context of a document is said by the document',
		'DocumentReference',
		{
			context: {
				encounter: [{ reference: 'Encounter/e1' }, { reference: 'EpisodeOfCare/c1' }],
				event: [cough, lungs],
				period: { start: '2021-03-04' },
				facilityType: { text: 'Outpatients' },
				practiceSetting: { text: 'General practice' },
			},
			content,
		},
		{
			context: [{ reference: 'Encounter/e1' }, { reference: 'EpisodeOfCare/c1' }],
			event: [{ concept: cough }, { concept: lungs }],
			period: { start: '2021-03-04' },
			facilityType: { text: 'Outpatients' },
			practiceSetting: { text: 'General practice' },
			content,
		},
	],
];

test.each(CONVERSIONS)('%s (%s)', async (_, type, before, after) => {
	expect(await converted(type, before)).toEqual(after);
});
