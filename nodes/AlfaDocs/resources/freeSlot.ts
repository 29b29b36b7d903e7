import omit from 'lodash/omit';
import pick from 'lodash/pick';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { addDays } from '../../shared/operation/dates';
import { additionalFields, filters } from '../../shared/operation/collections';
import { choice, day, number, timeOfDay, onlyWhen } from '../../shared/operation/fields';
import { record } from '../../shared/operation/recordFields';
import type { OutputRecord, Resource, Step, Values } from '../../shared/operation/types';
import type { Api } from '../../shared/request/api';
import { wholeList } from '../../shared/request/paging';
import { DATE_TIME, inArchive } from '../api';
import { colorId, operatorIds, patientId } from '../fields';
import { fitting, readSlot, type Slot, type SlotWish } from '../slots';
import { appointmentDetails, APPOINTMENTS } from './appointment';
import { BOOKING_REASONS } from './appointmentBookingReason';

const FREE_SLOTS = inArchive('/free-slots/{startDate}');

/** How far 'Book' looks when no last day is given. */
const DAYS_AHEAD = 14;

/** So often a slot may be gone when it is to be booked before the item fails. */
const MAX_TRIES = 10;

const startDate = (description: string) => day('startDate', 'Start Date', { required: true, description });

const minutes = number('duration', 'Duration', {
	required: true,
	min: 1,
	default: 30,
	description: 'How long the appointment takes, in minutes',
});

const endDate = (description: string) => day('endDate', 'End Date', { description });

/** The minutes that were entered, or those of the booking reason. */
async function durationOf(api: Api, { duration, bookingReasonId }: Values): Promise<number> {
	if (bookingReasonId === undefined) return duration as number;
	const reasons = await api.once(
		'booking reasons',
		async () => await api.all({ method: 'GET', path: BOOKING_REASONS }, wholeList),
	);
	const found = reasons.find(({ id }) => id === bookingReasonId);
	if (typeof found?.duration === 'number' && found.duration > 0) return found.duration;
	throw new FieldRefusal(
		found ? "'Booking Reason' has no duration in AlfaDocs" : "'Booking Reason' does not exist",
		"Choose another one, or set 'Duration From' to 'Minutes'.",
	);
}

function inOrder({ values: { startDate: start, endDate: end } }: Pick<Step, 'values'>): void {
	if (end === undefined || (end as string) >= (start as string)) return;
	throw new FieldRefusal("'End Date' is before 'Start Date'", 'Swap the two dates.');
}

async function book({ api, values, sendable }: Step): Promise<OutputRecord[]> {
	const duration = await durationOf(api, values);
	const start = values.startDate as string;
	const end = (values.endDate as string | undefined) ?? addDays(start, DAYS_AHEAD - 1);
	const operators = values.operatorIds as number[] | undefined;
	const query = {
		startDate: start,
		endDate: end,
		duration,
		...(operators?.length ? { operatorIds: operators } : {}),
	};
	const wish = {
		...(pick(values, 'notBefore', 'notAfter') as Pick<SlotWish, 'notBefore' | 'notAfter'>),
		duration,
		from: DateTime.now().setZone(api.zone).toFormat(DATE_TIME),
	};
	const freeSlots = async () =>
		fitting(
			(await api.all({ method: 'GET', path: FREE_SLOTS, values: query }, wholeList)).map(readSlot),
			wish,
		);

	const details = omit(sendable, 'startDate', 'endDate', 'duration', 'operatorIds');
	const refused = new Set<string>();
	let slots = await freeSlots();
	while (refused.size < MAX_TRIES) {
		const slot = slots.find((candidate) => !refused.has(keyOf(candidate)));
		if (!slot) break;
		const appointment = appointmentIn(slot, duration, operators, details);
		const answer = await api.attempt({ method: 'POST', path: APPOINTMENTS, values: appointment });
		if (!(answer instanceof Error)) {
			return [{ json: { ...appointment, ...(api.vendor.unwrap(answer.body) as IDataObject) } }];
		}
		if (answer.unclear) {
			// If looking fails as well, what matters is still that it may be booked.
			const stored = await bookedAnyway(api, appointment).catch(() => undefined);
			if (stored) return [{ json: stored }];
			throw answer;
		}
		if (![400, 409, 422].includes(answer.statusCode ?? 0)) throw answer;
		slots = await freeSlots();
		// A slot that is no longer offered was taken meanwhile; one that still is was refused for another reason.
		if (answer.statusCode !== 409 && slots.some((still) => keyOf(still) === keyOf(slot))) throw answer;
		refused.add(keyOf(slot));
	}
	throw new FieldRefusal(
		refused.size === 0 ? 'No free slot fits' : 'Every free slot that fits was taken meanwhile',
		"Look further ahead with 'End Date', allow more operators or other times of day, or shorten the duration.",
	);
}

/** The appointment, when it was stored although the answer was lost: then there is nothing to be done again. */
async function bookedAnyway(
	api: Api,
	{ date, operatorId, patientId: who }: IDataObject,
): Promise<IDataObject | undefined> {
	const dateStart = String(date).slice(0, 10);
	const query = { dateStart, dateEnd: dateStart, patientId: who };
	const there = await api.all({ method: 'GET', path: APPOINTMENTS, values: query }, wholeList);
	return there.find(
		(found) =>
			found.date === date &&
			found.patientId === who &&
			found.state !== 'cancelled' &&
			(operatorId === undefined || found.operatorId === operatorId),
	);
}

const keyOf = ({ start, operatorId, chairId }: Slot): string =>
	`${start} ${operatorId ?? ''} ${chairId ?? ''}`;

function appointmentIn(
	slot: Slot,
	duration: number,
	operators: number[] | undefined,
	details: IDataObject,
): IDataObject {
	const operatorId = slot.operatorId ?? (operators?.length === 1 ? operators[0] : undefined);
	return {
		date: slot.start,
		duration,
		...(operatorId !== undefined && { operatorId }),
		...(slot.chairId !== undefined && { chairId: slot.chairId }),
		...details,
	};
}

export const freeSlot: Resource = {
	value: 'freeSlot',
	name: 'Free Slot',
	description: 'Free times in the agenda: look them up, or book the first that fits',
	operations: [
		{
			value: 'book',
			name: 'Book',
			action: 'Book the first free slot',
			description:
				'Book an appointment in the first free slot that fits. When a slot was taken meanwhile, the next one is tried.',
			writes: true,
			fields: [
				patientId({ required: true, description: 'Who the appointment is for' }),
				startDate('First day to look at. Times that have passed are left out.'),
				choice(
					'durationFrom',
					'Duration From',
					{
						minutes: { name: 'Minutes', description: 'Enter how long it takes' },
						bookingReason: { name: 'Booking Reason', description: 'As long as the booking reason takes' },
					},
					{ local: true, description: 'Where the duration comes from' },
				),
				onlyWhen({ durationFrom: ['minutes'] }, minutes),
				record('bookingReasonId', 'Booking Reason', 'searchBookingReasons', {
					required: true,
					local: true,
					description: 'What the appointment is for; its duration in AlfaDocs is used',
					displayOptions: { show: { durationFrom: ['bookingReason'] } },
				}),
				colorId({ required: true }),
				additionalFields(
					appointmentDetails.filter(
						({ property }) => !['patientId', 'operatorId', 'allDay'].includes(property.name),
					),
				),
				filters([
					endDate(`Last day to look at. Without it, ${DAYS_AHEAD} days are looked at.`),
					timeOfDay('notBefore', 'Not Before', { local: true, description: 'Earliest time of day to start' }),
					timeOfDay('notAfter', 'Not After', { local: true, description: 'Latest time of day to end' }),
					operatorIds(),
				]),
			],
			check: inOrder,
			run: book,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many free slots',
			description: 'List free times that are long enough, without booking one',
			method: 'GET',
			path: FREE_SLOTS,
			paging: wholeList,
			fields: [
				startDate('First day to look at'),
				minutes,
				filters([endDate('Last day to look at'), operatorIds()]),
			],
		},
	],
};
