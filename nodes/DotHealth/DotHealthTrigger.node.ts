import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { receive } from '../shared/webhook/gate';
import { requestsDoor } from './requestsDoor';
import { subscription } from './subscribing';
import { authentication, credentials, eventProperties, triggerPanel } from './triggerForm';

export class DotHealthTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dot Health Trigger',
		name: 'dotHealthTrigger',
		icon: { light: 'file:../../icons/dotHealth.svg', dark: 'file:../../icons/dotHealth.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		description: 'Starts the workflow as soon as there is a new request for health records in Dot Health',
		eventTriggerDescription: 'Waiting for Dot Health to call. A new request starts the test.',
		activationMessage: 'Dot Health was told to call this workflow from now on.',
		defaults: { name: 'Dot Health Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'requests' }],
		triggerPanel,
		properties: [authentication, ...eventProperties],
	};

	webhookMethods = subscription;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, async () => await requestsDoor(this));
	}
}
