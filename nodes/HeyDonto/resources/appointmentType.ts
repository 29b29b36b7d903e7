import isNil from 'lodash/isNil';
import omitBy from 'lodash/omitBy';
import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../../shared/errors/apiFailure';
import { additionalFields, updateFields } from '../../shared/operation/collections';
import { record } from '../../shared/operation/recordFields';
import type { OutputRecord, Resource, Step } from '../../shared/operation/types';
import type { Api } from '../../shared/request/api';
import { corePages } from '../api';
import { changesSomething, write } from '../bodies';
import { isEnabled, title } from '../fields';

export const APPOINTMENT_TYPES = '/appointment-type';
const ONE = '/appointment-type/{appointmentTypeId}';

const PLACEHOLDER = 'e.g. 1 Filling - Returning';

const enabled = isEnabled('Whether appointments of this type can be made');

/** One type has no address for reading. */
async function currentOf(api: Api, id: unknown): Promise<IDataObject> {
	const request = { method: 'GET' as const, path: APPOINTMENT_TYPES };
	for await (const page of api.pages(request, corePages, Infinity)) {
		const found = page.find((type) => String(type.id) === String(id));
		if (found) return found;
	}
	throw new ApiFailure('HeyDonto did not find the appointment type', {
		description: 'Check the ID. Appointment Type > Get Many lists what is there.',
		statusCode: 404,
	});
}

/** A title is demanded with every update, so what is there is read first. */
async function update({ api, sendable }: Step): Promise<OutputRecord[]> {
	const { appointmentTypeId, ...changes } = sendable;
	const current = omitBy(pick(await currentOf(api, appointmentTypeId), 'title', 'isEnabled'), isNil);
	const body = { id: appointmentTypeId, ...current, ...changes };
	const stored = await write(api, { method: 'PUT', path: ONE, ids: { appointmentTypeId }, body });
	return [{ json: { ...body, ...stored } }];
}

export const appointmentType: Resource = {
	value: 'appointmentType',
	name: 'Appointment Type',
	description: 'Kinds of visits that can be booked, such as a cleaning or a filling',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create an appointment type',
			description: 'Add a kind of visit',
			method: 'POST',
			path: APPOINTMENT_TYPES,
			fields: [title({ required: true, placeholder: PLACEHOLDER }), additionalFields([enabled])],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many appointment types',
			description: 'List the kinds of visits',
			method: 'GET',
			path: APPOINTMENT_TYPES,
			paging: corePages,
			fields: [],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update an appointment type',
			description: 'Change a kind of visit. What you leave out stays as it is.',
			writes: true,
			fields: [
				record('appointmentTypeId', 'Appointment Type', 'searchAppointmentTypes', {
					required: true,
					description: 'The kind of visit to change',
				}),
				updateFields([title({ placeholder: PLACEHOLDER }), enabled]),
			],
			check: changesSomething('appointmentTypeId'),
			run: update,
		},
	],
};
