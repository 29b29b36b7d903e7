import type { INodeProperties } from 'n8n-workflow';

import { options } from '../../shared/operation/collections';
import { choice, field, flag, text, textList, type Common } from '../../shared/operation/fields';
import type { Field } from '../../shared/operation/types';
import { jsonOf } from '../../fhir/operations/fields';
import { communicationRequestField } from '../fields';

/** FHIR as JSON that may be left empty; what is in it is looked at by the operation. */
const optionalFhir = (property: INodeProperties, common: Common): Field =>
	field(property, { local: true, ...common }, (value) => jsonOf(value, property.displayName), true);

export const respondFields: Field[] = [
	communicationRequestField(),
	text('message', 'Message', {
		local: true,
		required: true,
		rows: 3,
		placeholder: 'e.g. Here are the lab results.',
		description: 'What is said to the one who asked. Of several items, the first decides.',
	}),
	optionalFhir(
		{ displayName: 'Records', name: 'records', type: 'json', default: '' },
		{
			default: '={{ $json }}',
			description:
				"The health records to send: one, a list or a Bundle, as FHIR resources ('Output' set to 'Raw' in the node that reads them). Leave empty to send a message or files only.",
		},
	),
	choice(
		'recordVersion',
		'FHIR Version of Records',
		{
			R4: { name: 'R4', description: 'Converted to R5; types that cannot be carried over are refused' },
			R5: { name: 'R5', description: 'Sent as they are' },
		},
		{
			local: true,
			default: 'R4',
			description: 'How the records are written. HeyDonto and most servers use R4.',
		},
	),
	// No editor for JSON: an empty one shows a mark as if something were wrong.
	optionalFhir(
		{ displayName: 'Source Patient', name: 'sourcePatient', type: 'string', default: '' },
		{
			placeholder: "e.g. {{ $('Find the Patient').item.json }}",
			hint: 'The whole patient, as your own server has it. It must be the same person as the patient of the request.',
			description:
				'The patient that the records are about, as the server has it that they come from: the whole patient with name and birth date. Needed with records: they are only sent if it is the same person as the patient of the request.',
		},
	),
	textList('attachments', 'Input Binary Fields', {
		local: true,
		placeholder: 'e.g. data, xray',
		description: 'Names of input fields with files to send along as documents, parted by commas',
	}),
	flag('dryRun', 'Dry Run', 'Whether to put out what would be sent, without sending it', { local: true }),
	options([
		flag(
			'answerAnyway',
			'Answer Anyway',
			'Whether to answer a request that is not open, or that is addressed to another organization',
			{ local: true },
		),
		text('identityCheck', 'Identity Check', {
			local: true,
			placeholder: 'e.g. Health card and photo ID seen at the front desk',
			description:
				'How you made sure that both patients are the same person. In place of the comparison of name and birth date; it is put out with the result.',
		}),
		flag(
			'leaveOutIntent',
			'Leave Out Intent',
			"Whether to send the message without 'intent', which FHIR R5 does not have and the documentation's example does",
			{ local: true },
		),
		flag(
			'leaveOutRequest',
			'Leave Out Entry Requests',
			"Whether to send entries without 'request', as the documentation's example does and FHIR does not",
			{ local: true },
		),
		flag(
			'relativeReferences',
			'Relative References',
			'Whether to refer to the request as CommunicationRequest/123 rather than by its address',
			{ local: true },
		),
	]),
];
