import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { pollTrigger } from '../shared/trigger/polled';
import { statusProperties } from './statusForm';
import { watchingStatuses } from './statusWatching';

export class DentalReferralsStatusTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dental Referrals Status Trigger',
		name: 'dentalReferralsStatusTrigger',
		icon: {
			light: 'file:../../icons/dentalReferrals.svg',
			dark: 'file:../../icons/dentalReferrals.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Starts the workflow when the status of a referral has changed or its PDFs are there, by asking regularly. Needs no address that Dental Referrals can reach.',
		activationMessage:
			"Dental Referrals is asked at the 'Poll Times' of the trigger from now on. What is there already starts nothing.",
		defaults: { name: 'Dental Referrals Status Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dentalReferralsApi', required: true }],
		properties: statusProperties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, watchingStatuses);
	}
}
