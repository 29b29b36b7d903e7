import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';

import { authenticationChoice } from '../shared/credentials';
import { gathering, outputChoice } from '../shared/trigger/output';

export const authentication: INodeProperties = authenticationChoice(
	'Client ID and secret of your organization',
	'An app that acts for people who sign in',
	{ name: 'Client Credentials', value: 'clientCredentials' },
);

export const credentials = [
	{
		name: 'dotHealthApi',
		required: true,
		displayOptions: { show: { authentication: ['clientCredentials'] } },
	},
	{ name: 'dotHealthOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
];

export const eventProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Changed Request',
				value: 'changedRequest',
				description: 'Any change of a request for records, e.g. that it was revoked or completed',
			},
			{
				name: 'New Request',
				value: 'newRequest',
				description: 'A request for records that waits for an answer; each is reported once',
			},
		],
		default: 'newRequest',
	},
	outputChoice('A flat row: status, priority, dates and references in plain words'),
	gathering,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Look Up People',
				name: 'resolvePeople',
				type: 'boolean',
				default: true,
				description:
					'Whether to fetch the patient and who asks, so that they are named; at most two requests more for each event',
			},
		],
	},
];

const TEST =
	"<b>To try it out</b>: click the 'Execute step' button, then have somebody make a request for health records at Dot Health. This n8n must be reachable from outside (its WEBHOOK_URL).";

const PRODUCTION =
	'Dot Health is told by itself whom to call, and told to stop when you unpublish. Every request then starts an execution, which shows up in the executions list and not in the editor.';

/** There is nothing to paste: the trigger registers itself. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Receive requests for health records from Dot Health',
	executionsHelp: {
		inactive: `${TEST}<br /><br /><b>To use it</b>: publish the workflow. ${PRODUCTION}`,
		active: `${TEST}<br /><br /><b>To use it</b>: the workflow is published. ${PRODUCTION}`,
	},
	activationHint: 'When your workflow is ready, publish it: Dot Health is then told to call it.',
};
