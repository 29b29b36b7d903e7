import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { additionalFields, filters, options } from '../../shared/operation/collections';
import { choice, moment, number } from '../../shared/operation/fields';
import { recordById, textId, type IdForm } from '../../shared/operation/recordFields';
import type { Field, Resource, Values } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { siteOption } from '../fields';
import { creatingAtSite } from '../sites';

const PERIO_MEASURES = '/site/{siteId}/periomeasure';

/** ISO 8601 with an offset, as in the documentation's samples. */
const WITH_OFFSET = "yyyy-MM-dd'T'HH:mm:ssZZ";

/** "-1 to represent no measurement taken". */
const NOT_MEASURED = -1;

/** "Valid values for all surfaces are 0 through 19"; from 100 on they stand for negative ones. */
const HIGHEST = 19;
const FIRST_NEGATIVE = 100;

const FHIR_ID = textId('1001');

/** Numbers in the documentation, although the health record has IDs of letters too: digits are sent as a number. */
const HEALTH_RECORD_ID: IdForm = {
	...FHIR_ID,
	read: (value, label) => {
		const id = FHIR_ID.read(value, label);
		return /^\d+$/.test(String(id)) ? Number(id) : id;
	},
};

interface About {
	required?: boolean;
	local?: boolean;
	description: string;
}

const patientId = (about: About): Field =>
	recordById('patientId', 'Patient', { id: HEALTH_RECORD_ID, ...about });

const perioExamNum = (about: About): Field =>
	number('perioExamNum', 'Perio Exam Number', { min: 0, ...about });

/** The documented number that stands for it is sent. Attachment levels (7) are worked out by HeyDonto and never stored. */
function sequenceType(): Field {
	const kinds = choice(
		'sequenceType',
		'Sequence Type',
		{
			4: 'Probing Depth',
			6: 'Bleeding and Plaque',
			1: 'Furcation',
			2: 'Gingival Margin',
			0: 'Mobility',
			3: 'Mucogingival Junction',
			5: 'Skip Tooth',
		},
		{ required: true, default: '4', description: 'What was measured' },
	);
	return { ...kinds, convert: (value, surroundings) => Number(kinds.convert(value, surroundings)) };
}

/** One of the six places around a tooth. */
function surface(name: string, displayName: string): Field {
	const depth = number(name, displayName, {
		required: true,
		min: NOT_MEASURED,
		default: NOT_MEASURED,
		description:
			'From 0 to 19, or -1 if not measured. A gingival margin below zero is 100 and the number, e.g. 105 for -5. For bleeding, the sum of 1 (bleeding), 2 (suppuration), 4 (plaque) and 8 (calculus).',
	});
	return {
		...depth,
		convert: (value, surroundings) => {
			const read = depth.convert(value, surroundings) as number;
			if (read <= HIGHEST || read >= FIRST_NEGATIVE) return read;
			throw new FieldRefusal(
				`'${displayName}' is a value that does not exist`,
				'Use 0 to 19, -1 if it was not measured, or 100 and the number for a gingival margin below zero.',
			);
		},
	};
}

/** The list has no filters at HeyDonto. */
function isAskedFor({ patientId: patient, perioExamNum: exam }: Values) {
	const wanted: Array<[string, unknown]> = [
		['patientId', patient],
		['perioExamNum', exam],
	];
	const given = wanted.filter(([, value]) => value !== undefined);
	if (given.length === 0) return undefined;
	return (measure: IDataObject) => given.every(([name, value]) => String(measure[name]) === String(value));
}

export const perioMeasure: Resource = {
	value: 'perioMeasure',
	name: 'Periomeasure (Perio Chart, Probing, Tooth)',
	description: 'Periodontal chart: probing depths, bleeding, mobility and more, tooth by tooth',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create a periomeasure',
			description: 'Store one kind of measurement of one tooth',
			fields: [
				patientId({ required: true, description: 'The patient, by the ID in the health record' }),
				recordById('practitionerId', 'Practitioner', {
					id: HEALTH_RECORD_ID,
					required: true,
					description: 'Who measured, by the ID in the health record',
				}),
				perioExamNum({ required: true, description: 'Number of the examination' }),
				number('perioMeasureNum', 'Perio Measure Number', {
					required: true,
					min: 0,
					description: 'Number of the measurement',
				}),
				sequenceType(),
				number('intTooth', 'Tooth', {
					required: true,
					min: 1,
					max: 32,
					default: 1,
					description: 'Number of the tooth from 1 to 32 (universal numbering)',
				}),
				number('toothValue', 'Tooth Value', {
					required: true,
					min: NOT_MEASURED,
					max: HIGHEST,
					default: NOT_MEASURED,
					description:
						'For mobility and skipped teeth, which have no surfaces: from 0 to 19, 1 for a skipped tooth, or -1 if not measured',
				}),
				surface('mBvalue', 'Mesial Buccal Value'),
				surface('bvalue', 'Buccal Value'),
				surface('dBvalue', 'Distal Buccal Value'),
				surface('mLvalue', 'Mesial Lingual Value'),
				surface('lvalue', 'Lingual Value'),
				surface('dLvalue', 'Distal Lingual Value'),
				additionalFields([
					moment('secDateTEdit', 'Edited At', WITH_OFFSET, { description: 'When it was last changed' }),
					moment('secDateTEntry', 'Entered At', WITH_OFFSET, { description: 'When it was entered' }),
				]),
				options([siteOption()]),
			],
			...creatingAtSite(PERIO_MEASURES),
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many periomeasures',
			description: 'List measurements of a site, of a patient or of an examination',
			method: 'GET',
			path: PERIO_MEASURES,
			paging: wholeList,
			keep: isAskedFor,
			fields: [
				filters([
					patientId({
						local: true,
						description: 'Only measurements of this patient, by the ID in the health record',
					}),
					perioExamNum({ local: true, description: 'Only measurements of this examination' }),
				]),
				options([siteOption()]),
			],
		},
	],
};
