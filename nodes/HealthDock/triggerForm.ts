import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';

import { outputChoice } from '../shared/trigger/output';
import { MAX_AGE_HOURS, SIGNATURE_HEADERS } from './events';

const TEST =
	"<b>To try it out</b>: enter the <b>Test URL</b> (under 'Webhook URLs') as webhook in the HealthDock dashboard, copy the webhook's secret from there into the credential, click the 'Execute step' button, then make the event happen, e.g. add a patient.";

const PRODUCTION =
	'enter the <b>Production URL</b> in the dashboard instead. Every event then starts an execution, which shows up in the executions list and not in the editor.';

/** What a person has to enter where. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Receive events from HealthDock',
	executionsHelp: {
		inactive: `${TEST}<br /><br /><b>To use it</b>: publish the workflow and ${PRODUCTION}`,
		active: `${TEST}<br /><br /><b>To use it</b>: the workflow is published, so ${PRODUCTION}`,
	},
	activationHint:
		'When your workflow is ready, publish it and enter the Production URL in the HealthDock dashboard.',
};

export const eventProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Any Event', value: 'any', description: 'Whatever HealthDock sends' },
			{ name: 'Events by Name', value: 'named', description: 'Only the events that you name' },
			{ name: 'Patient Created', value: 'patient.created', description: 'A patient was added' },
		],
		default: 'patient.created',
	},
	{
		displayName: 'Event Names',
		name: 'eventNames',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. patient.created, appointment.created',
		description:
			"The names as HealthDock sends them, parted by commas. Its documentation names 'patient.created' only; a test with 'Any Event' shows others.",
		displayOptions: { show: { event: ['named'] } },
	},
	outputChoice("The event's name and time with the first eight fields of its data"),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Max Age',
				name: 'maxAge',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: MAX_AGE_HOURS,
				description:
					'For how many hours after it was sent an event is taken. Older ones are refused, because somebody might be sending them a second time.',
			},
			{
				displayName: 'Signature Headers',
				name: 'signatureHeaders',
				type: 'string',
				default: SIGNATURE_HEADERS,
				description:
					'The headers in which the signature is looked for, parted by commas. When one of them is there, it must be right; otherwise the signature in the body is taken.',
			},
			{
				displayName: 'Signed Part',
				name: 'signedPart',
				type: 'options',
				options: [
					{
						name: 'Body as Sent, Without Signature',
						value: 'bodyText',
						description: 'The text of the body from which the signature was cut out',
					},
					{
						name: 'Body Written Compactly, Without Signature',
						value: 'body',
						description: 'The body as JSON without spaces',
					},
					{
						name: 'Body Written with Spaces, Without Signature',
						value: 'bodySpaced',
						description: 'The body as JSON with a space after commas and colons',
					},
					{
						name: 'Data Written Compactly',
						value: 'data',
						description:
							"The member 'data' as JSON without spaces. Name and time of the event are not signed then.",
					},
					{
						name: 'Data Written with Spaces',
						value: 'dataSpaced',
						description:
							"The member 'data' as JSON with a space after commas and colons. Name and time of the event are not signed then.",
					},
					{
						name: 'Header Over the Whole Body',
						value: 'header',
						description: 'A header holds the signature of the body, byte by byte',
					},
					{
						name: 'Not Known',
						value: 'auto',
						description:
							'The header when there is one, otherwise the body as sent, written compactly, or its data',
					},
				],
				default: 'auto',
				description:
					"What HealthDock signs. Its documentation does not say, so a test shows it under 'verification'. Choose that here before real events come: nothing else is accepted then.",
			},
		],
	},
];
