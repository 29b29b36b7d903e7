import type { INodeProperties } from 'n8n-workflow';

import { options } from '../shared/operation/collections';
import { number, textList } from '../shared/operation/fields';
import { gathering, outputChoice } from '../shared/trigger/output';

/** For how many days a referral is followed that is none of the newest any more. */
export const DEFAULT_FOLLOW_DAYS = 30;

export const statusOptions = options([
	textList('finalStatuses', 'Final Statuses', {
		placeholder: 'e.g. Completed, Rejected',
		description:
			'Statuses after which nothing more is expected, parted by commas, as Dental Referrals writes them. Such a referral is not followed any longer.',
	}),
	number('followDays', 'Follow Days', {
		min: 1,
		max: 365,
		default: DEFAULT_FOLLOW_DAYS,
		description:
			'For how many days after its last change a referral is followed that is not among the newest 100 any more. Every poll takes a request for each of them.',
	}),
]);

export const statusProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Files Available',
				value: 'filesAvailable',
				description: 'The PDFs of a referral are there, or there are others than before',
			},
			{
				name: 'Status Changed',
				value: 'statusChanged',
				description: 'A referral has another status. A form that was just submitted has its first one.',
			},
			{
				name: 'Status Changed or Files Available',
				value: 'statusChangedOrFilesAvailable',
				description: 'Either of the two',
			},
		],
		default: 'statusChanged',
	},
	outputChoice("The referral's number, status, reason and referrer, and the names of its PDFs"),
	gathering,
	statusOptions.property,
];
