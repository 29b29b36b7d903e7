import { filters } from '../../shared/operation/collections';
import { flag } from '../../shared/operation/fields';
import { record } from '../../shared/operation/recordFields';
import type { Resource } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';

export const BOOKING_REASONS = inArchive('/appointment-booking-reasons');

export const appointmentBookingReason: Resource = {
	value: 'appointmentBookingReason',
	name: 'Appointment Booking Reason',
	description: 'What patients can book an appointment for, with its duration and price',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many appointment booking reasons',
			description: 'List what patients can book an appointment for, with duration and price',
			method: 'GET',
			path: BOOKING_REASONS,
			paging: wholeList,
			// The API has no filters here, so the node applies them.
			keep:
				({ ignoreDeleted, specialtyId }) =>
				(reason) =>
					!(ignoreDeleted === true && reason.deleted === true) &&
					(specialtyId === undefined || reason.specialtyId === specialtyId),
			fields: [
				filters([
					flag('ignoreDeleted', 'Ignore Deleted', 'Whether to leave out booking reasons that were deleted', {
						default: true,
						local: true,
					}),
					record('specialtyId', 'Specialty', 'searchSpecialties', {
						description: 'Only booking reasons of this specialty',
						local: true,
					}),
				]),
			],
		},
	],
};
