import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';

import { outputChoice } from '../shared/trigger/output';

const TEST =
	"<b>To try it out</b>: copy the <b>Test URL</b> (under 'Webhook URLs') into the option 'Files Ready Webhook URL' of Dental Referrals > Prepare or Save Draft, click the 'Execute step' button here, then prepare a referral and submit its form.";

const PRODUCTION =
	'use the <b>Production URL</b> there instead. When the PDFs of a referral are ready, an execution starts, which shows up in the executions list and not in the editor.';

const SECRET = 'Treat both addresses like passwords: whoever knows one can call it.';

/** What a person has to enter where. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Start when the PDFs of a referral are ready',
	executionsHelp: {
		inactive: `${TEST}<br /><br /><b>To use it</b>: publish the workflow and ${PRODUCTION}<br /><br />${SECRET}`,
		active: `${TEST}<br /><br /><b>To use it</b>: the workflow is published, so ${PRODUCTION}<br /><br />${SECRET}`,
	},
	activationHint:
		"When your workflow is ready, publish it and use the Production URL as 'Files Ready Webhook URL' of your referrals.",
};

export const filesReadyProperties: INodeProperties[] = [
	outputChoice("The referral's number and status, and the names of its PDFs"),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Download Files',
				name: 'downloadFiles',
				type: 'boolean',
				default: true,
				description: "Whether the PDFs come out as files (file_1, file_2, …). Never with output 'ID Only'.",
			},
			{
				displayName: 'One Item per File',
				name: 'itemPerFile',
				type: 'boolean',
				default: false,
				description: 'Whether each PDF comes out as an item of its own instead of one item per referral',
			},
		],
	},
];
