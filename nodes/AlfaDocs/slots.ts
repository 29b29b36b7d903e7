import isPlainObject from 'lodash/isPlainObject';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import { DATE_TIME } from './api';

/** A time at which an appointment can start. */
export interface Slot {
	/** `YYYY-MM-DD HH:mm:ss` on the clock of the practice. */
	start: string;
	operatorId?: number;
	chairId?: number;
}

const START_NAMES = ['start', 'startDate', 'dateStart', 'startsAt', 'dateTime', 'datetime', 'date', 'value'];
const TIME_NAMES = ['startTime', 'time', 'hour'];

const idOf = (slot: IDataObject, name: string): number | undefined => {
	const inner = slot[name];
	const id = Number(slot[`${name}Id`] ?? (isPlainObject(inner) ? (inner as IDataObject).id : inner));
	return Number.isInteger(id) && id > 0 ? id : undefined;
};

/**
 * Reads a free slot. The documentation leaves its form out, so the plausible ones are read here, in this one place [I].
 *
 * @throws ApiFailure for any other form: booking at a guessed time is worse than not booking
 */
export function readSlot(slot: IDataObject): Slot {
	const first = START_NAMES.map((name) => slot[name]).find((value) => typeof value === 'string') as
		| string
		| undefined;
	const time = TIME_NAMES.map((name) => slot[name]).find((value) => typeof value === 'string') as
		| string
		| undefined;
	const text = first && /^\d{4}-\d{2}-\d{2}$/.test(first) ? `${first} ${time ?? ''}` : (first ?? '');
	// An offset, if there is one, is left away: all times of this API are on the practice's clock.
	const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(text.trim());
	const start = parts ? DateTime.fromISO(`${parts[1]}T${parts[2]}`, { zone: 'utc' }) : undefined;
	if (!start?.isValid) {
		throw new ApiFailure('AlfaDocs answered with free slots of an unknown form', {
			description:
				'Nothing was booked. Use Free Slot > Get Many to see them and Appointment > Create to book one, and please report their form.',
		});
	}
	return {
		start: start.toFormat(DATE_TIME),
		operatorId: idOf(slot, 'operator'),
		chairId: idOf(slot, 'chair'),
	};
}

/** What a slot must fulfil. */
export interface SlotWish {
	/** `YYYY-MM-DD HH:mm:ss`; no earlier start. */
	from: string;
	/** `HH:mm`; no earlier start on any day. */
	notBefore?: string;
	/** `HH:mm`; no later end on any day. */
	notAfter?: string;
	/** Length in minutes. */
	duration: number;
}

/** The slots that fulfil a wish, the earliest first. */
export function fitting(slots: Slot[], { from, notBefore, notAfter, duration }: SlotWish): Slot[] {
	return slots
		.filter(({ start }) => {
			const begins = DateTime.fromFormat(start, DATE_TIME, { zone: 'utc' });
			const ends = begins.plus({ minutes: duration });
			return (
				start >= from &&
				(!notBefore || begins.toFormat('HH:mm') >= notBefore) &&
				(!notAfter || (ends.hasSame(begins, 'day') && ends.toFormat('HH:mm') <= notAfter))
			);
		})
		.sort((a, b) => a.start.localeCompare(b.start));
}
