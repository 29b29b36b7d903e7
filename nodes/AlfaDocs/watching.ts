import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import orderBy from 'lodash/orderBy';
import pick from 'lodash/pick';
import pickBy from 'lodash/pickBy';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { labelsOf } from '../shared/operation/collections';
import { addDays, today } from '../shared/operation/dates';
import type { PollEvent, SnapshotFeed } from '../shared/polling/feeds';
import type { Api } from '../shared/request/api';
import { filledIn } from '../shared/trigger/filledIn';
import type { Output } from '../shared/trigger/output';
import type { PolledTrigger } from '../shared/trigger/polled';
import { ACCOUNTING_DAYS, alfaDocs, APPOINTMENT_DAYS } from './api';
import * as appointments from './resources/appointment';
import { BILLS } from './resources/bill';
import { DOCUMENTS } from './resources/document';
import * as patients from './resources/patient';
import { TRANSACTIONS } from './resources/transaction';
import {
	chosenPatient,
	DEFAULT_DAYS,
	watchedDays,
	watchedFor,
	type EventName,
	type Watched,
} from './triggerForm';
import {
	appointmentDays,
	everythingIn,
	lastPatients,
	patientsFrom,
	stretch,
	wholeListOf,
} from './watchedLists';

type Feed = SnapshotFeed<IDataObject>;

/** What is particular to one kind of record; `identity` beside the kind itself and the archive. */
type Particulars = Pick<Feed, 'kinds' | 'list' | 'days'> & { identity?: unknown };

const chosenIn = (node: IPollFunctions): EventName => node.getNodeParameter('event') as EventName;

const isCancelled = ({ state }: IDataObject): boolean => state === 'cancelled';

const phoneNumberIn = (number: unknown): unknown =>
	isPlainObject(number) ? pick(number, 'prefix', 'number', 'label', 'smsEnabled') : number;

/**
 * What counts as a change: what can be written, so that a workflow that writes the same once more does not start itself.
 * AlfaDocs' own note of the last change is left out for the same reason.
 */
const CONTENTS: Partial<Record<Watched, Feed['content']>> = {
	// Once cancelled, nothing else of an appointment matters, so a change of it to this is always its cancellation.
	appointment: (record) =>
		isCancelled(record) ? 'cancelled' : pick(record, Object.keys(labelsOf(appointments.UPDATABLE.writable))),
	patient: ({ phoneNumbers, ...record }) => ({
		...omit(pick(record, Object.keys(labelsOf(patients.UPDATABLE.writable))), 'createdAt', 'lastModifiedAt'),
		...pickBy(record, (_, name) => name.startsWith('_')),
		phoneNumbers: Array.isArray(phoneNumbers)
			? orderBy(phoneNumbers.map(phoneNumberIn), ['prefix', 'number'])
			: phoneNumbers,
	}),
};

const daysIn = (api: Api, node: IPollFunctions): typeof DEFAULT_DAYS => ({
	...DEFAULT_DAYS,
	...filledIn(node, [watchedDays], api.zone),
});

/** Of the last days until today. What is dated later is new on its day. */
const accounting =
	(path: string) =>
	(api: Api, node: IPollFunctions): Particulars => {
		const { accountingDaysBack: daysBack } = daysIn(api, node);
		return {
			// Otherwise days that a longer range adds would be full of new records.
			identity: daysBack,
			kinds: ['new'],
			async list({ page }) {
				const now = today(api.zone);
				const range = { start: page ?? addDays(now, -daysBack), end: now };
				return await stretch(api, path, ACCOUNTING_DAYS, range);
			},
		};
	};

const LISTS: Record<Watched, (api: Api, node: IPollFunctions) => Particulars> = {
	appointment(api, node) {
		const { reported, listed } = appointmentDays(api.zone, daysIn(api, node));
		return {
			kinds: ['new', 'changed'],
			days: {
				of: ({ date }) => (typeof date === 'string' ? date.slice(0, 10) : undefined),
				reported,
				listed,
			},
			list: async ({ page, days = listed }) =>
				await stretch(api, appointments.APPOINTMENTS, APPOINTMENT_DAYS, {
					...days,
					...(page !== undefined && { start: page }),
				}),
		};
	},
	bill: accounting(BILLS),
	document(api, node) {
		const { patientId } = filledIn(node, [chosenPatient], api.zone) as { patientId: number };
		return {
			identity: patientId,
			kinds: ['new'],
			list: async () => await wholeListOf(api, DOCUMENTS, { patientId }),
		};
	},
	patient: (api, node) => ({
		kinds: chosenIn(node) === 'patientCreated' ? ['new'] : ['new', 'changed'],
		list: async ({ page = '0' }) => await patientsFrom(api, Number(page)),
	}),
	transaction: accounting(TRANSACTIONS),
};

async function feed(api: Api, node: IPollFunctions): Promise<Feed> {
	const watched = watchedFor(chosenIn(node));
	const { identity, ...particulars } = LISTS[watched](api, node);
	// The same question that fills the paths; asked once.
	const where = await api.once('path values', async () => await alfaDocs.pathValues!(api));
	return {
		type: 'snapshot',
		identity: [api.baseUrl, String(where.practiceId), String(where.archiveId), watched, identity],
		id: ({ id }) => String(id),
		content: CONTENTS[watched] ?? (() => undefined),
		...particulars,
	};
}

type Happened = Exclude<PollEvent<IDataObject>, { kind: 'deleted' }>;

/** The name of what happened, as if it had been chosen. Nothing is watched for deletions. */
function nameOf(watched: Watched, event: PollEvent<IDataObject>): string {
	const { kind, record } = event as Happened;
	if (watched === 'appointment' && isCancelled(record)) return 'appointmentCancelled';
	return `${watched}${kind === 'new' ? 'Created' : 'Updated'}`;
}

/** As many members as the simplified form has where the fields of a record are not documented. */
const MAX_MEMBERS = 9;

const plain = (record: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(record)
			.filter(([, value]) => typeof value !== 'object' || value === null)
			.slice(0, MAX_MEMBERS),
	);

const SIMPLIFIED: Record<Watched, (record: IDataObject) => IDataObject> = {
	appointment: (record) => pick(record, appointments.SIMPLIFIED),
	bill: plain,
	document: (record) => pick(record, 'id', 'name', 'type', 'folderName', 'createdAt'),
	patient: (record) => pick(record, patients.SIMPLIFIED),
	transaction: plain,
};

function json(event: PollEvent<IDataObject>, api: Api, node: IPollFunctions): IDataObject {
	const { record } = event as Happened;
	const chosen = chosenIn(node);
	const watched = watchedFor(chosen);
	const about = {
		event: chosen.endsWith('AnyChange') ? nameOf(watched, event) : chosen,
		// Not in the record, and a document cannot be fetched without it.
		...(watched === 'document' && filledIn(node, [chosenPatient], api.zone)),
	} as IDataObject;
	const output = node.getNodeParameter('output') as Output;
	if (output === 'raw') return { ...about, record };
	return { ...about, ...(output === 'id' ? pick(record, 'id') : SIMPLIFIED[watched](record)) };
}

export const watching: PolledTrigger<IDataObject> = {
	vendor: alfaDocs,
	feed,
	json,
	isWanted(event, node) {
		const chosen = chosenIn(node);
		const watched = watchedFor(chosen);
		return [nameOf(watched, event), `${watched}AnyChange`].includes(chosen);
	},
	async recent(feed, api, node) {
		const all =
			watchedFor(chosenIn(node)) === 'patient' ? await lastPatients(api) : await everythingIn(feed as Feed);
		return orderBy(all, ({ id }) => Number(id), 'desc');
	},
};
