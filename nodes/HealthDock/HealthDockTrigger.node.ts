import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { authenticationChoice } from '../shared/credentials';
import { receive } from '../shared/webhook/gate';
import { enteredByHand } from '../shared/webhook/lifecycle';
import { eventsDoor, secretsOf } from './events';
import { eventProperties, triggerPanel } from './triggerForm';

/** Without a secret no call could be verified, so none would ever be let in. */
async function checkSecret(hook: IHookFunctions): Promise<void> {
	if ((await secretsOf(hook)).length > 0) return;
	throw new NodeOperationError(hook.getNode(), "'Webhook Secret' of the credential is empty", {
		description:
			'HealthDock signs its events with it. Copy it from the webhook in the HealthDock dashboard into the credential.',
	});
}

export class HealthDockTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HealthDock Trigger',
		name: 'healthDockTrigger',
		icon: { light: 'file:../../icons/healthDock.svg', dark: 'file:../../icons/healthDock.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ { any: "any event", named: $parameter["eventNames"] }[$parameter["event"]] ?? $parameter["event"] }}',
		description: 'Starts the workflow when something happens in HealthDock, such as a new patient',
		eventTriggerDescription: 'Waiting for an event. Make it happen in HealthDock.',
		activationMessage:
			'HealthDock starts this workflow from now on, if its dashboard has the Production URL of the trigger.',
		defaults: { name: 'HealthDock Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'healthDockApi', required: true, displayOptions: { show: { authentication: ['apiKey'] } } },
			{
				name: 'healthDockOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'events' }],
		triggerPanel,
		properties: [
			authenticationChoice('The key of a clinic', 'An app that works for several clinics'),
			...eventProperties,
		],
	};

	webhookMethods = enteredByHand(checkSecret);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, async () => await eventsDoor(this));
	}
}
