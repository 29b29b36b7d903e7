import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import type { PollEvent, SnapshotFeed } from '../shared/polling/feeds';
import type { Api } from '../shared/request/api';
import { wholeList } from '../shared/request/paging';
import { filledIn } from '../shared/trigger/filledIn';
import type { Output } from '../shared/trigger/output';
import type { PolledTrigger } from '../shared/trigger/polled';
import { dentalReferrals } from './api';
import { statusOf } from './status';
import { DEFAULT_FOLLOW_DAYS, statusOptions } from './statusForm';

type Feed = SnapshotFeed<IDataObject>;
type StatusEvent = 'filesAvailable' | 'statusChanged' | 'statusChangedOrFilesAvailable';

/** "Up to 100 referrals most recently submitted". */
const NEWEST = 100;

const eventOf = (node: IPollFunctions): StatusEvent => node.getNodeParameter('event') as StatusEvent;

const filesOf = ({ referral_files: files }: IDataObject): string[] => files as string[];

/** Without host and query, which may differ each time although the file is the same. */
const pathOf = (address: string): string => {
	const url = URL.canParse(address, 'https://any') ? new URL(address, 'https://any') : undefined;
	return url?.pathname ?? address;
};

const nameOf = (address: string): string => pathOf(address).split('/').at(-1)!;

const statusIn = ({ referral_status: status }: IDataObject): string =>
	typeof status === 'string' ? status.trim() : '';

/** A form that nobody has submitted yet is not a referral, however the vendor shows it. */
const isSubmitted = (referral: IDataObject): boolean =>
	Boolean(referral.referral_urn) && statusIn(referral) !== '';

const CONTENTS: Record<StatusEvent, (referral: IDataObject) => unknown> = {
	filesAvailable: (referral) => filesOf(referral).map(pathOf).sort(),
	statusChanged: statusIn,
	statusChangedOrFilesAvailable: (referral) => [statusIn(referral), filesOf(referral).map(pathOf).sort()],
};

/** A referral that is followed; undefined when there is nothing to say of it, as when the practice of the key has changed. */
async function followed(api: Api, urn: string): Promise<IDataObject | undefined> {
	const referral = await statusOf(api, urn).catch((error: unknown) =>
		error instanceof ApiFailure && error.failure?.cause === 'configuration-invalid'
			? undefined
			: Promise.reject(error),
	);
	return referral && isSubmitted(referral) ? referral : undefined;
}

function feed(api: Api, node: IPollFunctions): Feed {
	const event = eventOf(node);
	const { followDays = DEFAULT_FOLLOW_DAYS, finalStatuses = [] } = filledIn(
		node,
		[statusOptions],
		api.zone,
	) as { followDays?: number; finalStatuses?: string[] };
	const final = finalStatuses.map((status) => status.toLowerCase());
	// A key says nothing of the practice that it belongs to; the credential stands for it.
	const credential = node.getNode().credentials?.dentalReferralsApi?.id;
	return {
		type: 'snapshot',
		identity: [api.baseUrl, credential, event],
		kinds: ['new', 'changed'],
		id: ({ referral_urn: urn }) => String(urn),
		content: CONTENTS[event],
		async list() {
			const request = { method: 'GET' as const, path: '/batch_referral_status', values: { count: NEWEST } };
			return { records: (await api.all(request, wholeList)).filter(isSubmitted) };
		},
		follow: {
			days: followDays,
			one: async (urn) => await followed(api, urn),
			settled: (referral) =>
				final.includes(statusIn(referral).toLowerCase()) ||
				(event === 'filesAvailable' && filesOf(referral).length > 0),
		},
	};
}

const SHAPES: Record<Output, (referral: IDataObject) => IDataObject> = {
	simplified: (referral) => ({
		referral_urn: referral.referral_urn,
		referral_status: referral.referral_status,
		referral_reason: referral.referral_reason,
		referrer_name: referral.referrer_name,
		files: filesOf(referral).map(nameOf),
	}),
	raw: (referral) => referral,
	id: ({ referral_urn }) => ({ referral_urn }),
};

/** Nothing is watched for deletions. */
const referralIn = (event: PollEvent<IDataObject>): IDataObject =>
	(event as Exclude<typeof event, { kind: 'deleted' }>).record;

export const watchingStatuses: PolledTrigger<IDataObject> = {
	vendor: dentalReferrals,
	feed,
	json: (event, _api, node) => ({
		event: eventOf(node),
		...SHAPES[node.getNodeParameter('output') as Output](referralIn(event)),
	}),
	isWanted: (event, node) => eventOf(node) !== 'filesAvailable' || filesOf(referralIn(event)).length > 0,
};
