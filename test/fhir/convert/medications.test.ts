import { toR5 } from '../../../nodes/fhir/convert/toR5';
import {
	concept,
	converted,
	cough,
	extension,
	lungs,
	oncologist,
	REQUIRED,
	type Conversion,
} from './conversions';

const tablets = { medicationCodeableConcept: concept('322236009') };

const CONVERSIONS: Conversion[] = [
	[
		'a medication in words or codes',
		'MedicationRequest',
		tablets,
		{ medication: { concept: concept('322236009') } },
	],
	[
		'a medication by reference',
		'MedicationRequest',
		{ medicationReference: { reference: 'Medication/m1' } },
		{ medication: { reference: { reference: 'Medication/m1' } } },
	],
	[
		'reasons of both kinds',
		'MedicationRequest',
		{ ...tablets, reasonCode: [cough], reasonReference: [{ reference: 'Condition/c3' }] },
		{
			medication: { concept: concept('322236009') },
			reason: [{ concept: cough }, { reference: { reference: 'Condition/c3' } }],
		},
	],
	[
		'whether a prescription was reported',
		'MedicationRequest',
		{ ...tablets, reportedBoolean: false, _reportedBoolean: { extension } },
		{ medication: { concept: concept('322236009') }, reported: false, _reported: { extension } },
	],
	[
		'who reported a prescription, which therefore was reported',
		'MedicationRequest',
		{ ...tablets, reportedReference: { reference: 'RelatedPerson/r1' } },
		{
			medication: { concept: concept('322236009') },
			reported: true,
			informationSource: [{ reference: 'RelatedPerson/r1' }],
		},
	],
	[
		'several may perform and one dispense',
		'MedicationRequest',
		{
			...tablets,
			performer: oncologist,
			dispenseRequest: { performer: { reference: 'Organization/o1' } },
		},
		{
			medication: { concept: concept('322236009') },
			performer: [oncologist],
			dispenseRequest: { dispenser: { reference: 'Organization/o1' } },
		},
	],
	[
		'when and for what a dose is needed, and several limits',
		'MedicationRequest',
		{
			...tablets,
			dosageInstruction: [
				{ asNeededBoolean: true, _asNeededBoolean: { id: 'n' } },
				{
					asNeededCodeableConcept: cough,
					maxDosePerPeriod: { numerator: { value: 4 }, denominator: { value: 1, unit: 'd' } },
				},
			],
		},
		{
			medication: { concept: concept('322236009') },
			dosageInstruction: [
				{ asNeeded: true, _asNeeded: { id: 'n' } },
				{
					asNeededFor: [cough],
					maxDosePerPeriod: [{ numerator: { value: 4 }, denominator: { value: 1, unit: 'd' } }],
				},
			],
		},
	],
	[
		'a contained medication',
		'MedicationRequest',
		{
			contained: [
				{
					resourceType: 'Medication',
					id: 'm1',
					manufacturer: { reference: 'Organization/o1' },
					form: concept('385055001'),
					ingredient: [
						{
							itemCodeableConcept: lungs,
							strength: { numerator: { value: 5 }, denominator: { value: 1 } },
						},
						{ itemReference: { reference: 'Substance/s1' } },
					],
				},
			],
			medicationReference: { reference: '#m1' },
		},
		{
			contained: [
				{
					resourceType: 'Medication',
					id: 'm1',
					marketingAuthorizationHolder: { reference: 'Organization/o1' },
					doseForm: concept('385055001'),
					ingredient: [
						{
							item: { concept: lungs },
							strengthRatio: { numerator: { value: 5 }, denominator: { value: 1 } },
						},
						{ item: { reference: { reference: 'Substance/s1' } } },
					],
				},
			],
			medication: { reference: { reference: '#m1' } },
		},
	],
];

test.each(CONVERSIONS)('%s (%s)', async (_, type, before, after) => {
	expect(await converted(type, before)).toEqual(after);
});

test('what holds nothing is not carried over, and not refused', async () => {
	const prescription = { resourceType: 'MedicationRequest', ...REQUIRED.MedicationRequest, ...tablets };
	const result = await toR5({ ...prescription, reportedReference: {}, detectedIssue: [] });
	expect(result).toEqual(await toR5(prescription));
});
