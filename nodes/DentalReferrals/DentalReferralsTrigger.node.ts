import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { receive } from '../shared/webhook/gate';
import { enteredByHand } from '../shared/webhook/lifecycle';
import { filesReadyDoor, tokenOf } from './filesReadyEvents';
import { filesReadyProperties, triggerPanel } from './triggerForm';

/** Without an address that nobody can guess, anybody could call. */
async function checkAddress(hook: IHookFunctions): Promise<void> {
	if (tokenOf(hook) !== undefined) return;
	throw new NodeOperationError(hook.getNode(), 'The address of this trigger could be guessed', {
		description:
			'n8n makes an address by chance when a trigger is added in the editor. Remove this one and add it again.',
	});
}

export class DentalReferralsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dental Referrals Trigger',
		name: 'dentalReferralsTrigger',
		icon: {
			light: 'file:../../icons/dentalReferrals.svg',
			dark: 'file:../../icons/dentalReferrals.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '=files ready',
		description: 'Starts the workflow when the PDFs of a referral are ready, and fetches them',
		eventTriggerDescription: 'Waiting for the PDFs of a referral. Submit the form of one.',
		activationMessage:
			"Referrals start this workflow from now on, if they were prepared with its Production URL as 'Files Ready Webhook URL'.",
		defaults: { name: 'Dental Referrals Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dentalReferralsApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'files-ready' }],
		triggerPanel,
		properties: filesReadyProperties,
	};

	webhookMethods = enteredByHand(checkAddress);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, async () => await filesReadyDoor(this));
	}
}
