import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { pollTrigger, stateOf, type PolledTrigger } from '../shared/trigger/polled';
import { dotHealth } from './api';
import { authentication, credentials, eventProperties } from './triggerForm';
import { clientFor, eventOf, recentRequests, requestFeed, requestJson } from './watching';

const requests: PolledTrigger<IDataObject> = {
	vendor: dotHealth,
	feed: async (api, node) => await requestFeed(await clientFor(api), eventOf(node), stateOf(node)),
	recent: recentRequests,
	json: async (event, api, node) =>
		event.kind === 'deleted'
			? { event: 'deleted', communicationRequestId: event.id }
			: await requestJson(await clientFor(api), node, event.record),
};

export class DotHealthPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dot Health Polling Trigger',
		name: 'dotHealthPollingTrigger',
		icon: { light: 'file:../../icons/dotHealth.svg', dark: 'file:../../icons/dotHealth.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		description:
			'Starts the workflow when there is a new request for health records in Dot Health, by asking regularly. Needs no address that Dot Health can reach.',
		defaults: { name: 'Dot Health Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authentication, ...eventProperties],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, requests);
	}
}
