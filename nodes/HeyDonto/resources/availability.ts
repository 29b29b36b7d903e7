import { filters, options } from '../../shared/operation/collections';
import { day, flag } from '../../shared/operation/fields';
import { recordById, textId } from '../../shared/operation/recordFields';
import type { Resource } from '../../shared/operation/types';
import { dayWindows } from '../../shared/request/paging';
import { siteOption } from '../fields';

/** No longest range is documented; a year goes in one request. */
const freeTimes = dayWindows({ start: 'startDate', end: 'endDate', maxDays: 366, openEnd: 'forward' });

export const availability: Resource = {
	value: 'availability',
	name: 'Availability',
	description: 'Free times of a site, worked out from schedules and appointments',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many availabilities',
			description: 'List free times of a site in a range of days',
			method: 'GET',
			path: '/site/{siteId}/availability',
			paging: freeTimes,
			fields: [
				day('startDate', 'Start Date', { required: true, description: 'The first day' }),
				day('endDate', 'End Date', { required: true, description: 'The last day' }),
				filters([
					recordById('practitionerId', 'Practitioner', {
						id: textId('a1b2c3d4'),
						description: 'Only free times of this practitioner, by the ID in the health record',
					}),
				]),
				options([
					flag(
						'includeLocation',
						'Include Location',
						'Whether each free time comes with its locations in full',
					),
					flag(
						'includePractitioner',
						'Include Practitioner',
						'Whether each free time comes with its practitioners in full',
					),
					flag(
						'includeSchedule',
						'Include Schedule',
						'Whether each free time comes with its schedule in full',
					),
					siteOption(),
				]),
			],
		},
	],
};
