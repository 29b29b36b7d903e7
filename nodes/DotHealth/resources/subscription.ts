import omit from 'lodash/omit';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { clientOf, records } from '../../fhir/operations/context';
import { remove } from '../../fhir/operations/delete';
import { get } from '../../fhir/operations/get';
import { found } from '../../fhir/operations/getAll';
import { outputFields, shaped } from '../../fhir/output/shape';
import { encoded } from '../../fhir/search/query';
import { FieldRefusal } from '../../shared/errors/refusal';
import { additionalFields, filters, options } from '../../shared/operation/collections';
import { choice, moment, text } from '../../shared/operation/fields';
import type { Resource, StepsOperation } from '../../shared/operation/types';
import { fhirServer } from '../api';
import { named, parameterNames } from '../requestQuery';
import { createSubscription, subscriptionOf, TOPIC } from '../subscriptions';

const INSTANT = "yyyy-MM-dd'T'HH:mm:ssZZ";

/** The values of the headers are secrets by which calls are known to be real, and no workflow needs them. */
function withoutHeaderValues(subscription: IDataObject): IDataObject {
	const { parameter } = subscription;
	if (!Array.isArray(parameter)) return subscription;
	return { ...subscription, parameter: (parameter as IDataObject[]).map((header) => omit(header, 'value')) };
}

const shapedSubscriptions: typeof shaped = async (client, values, subscriptions) =>
	await shaped(client, values, subscriptions.map(withoutHeaderValues));

const create: StepsOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create a subscription',
	description: 'Have Dot Health call an address when there is something new',
	writes: true,
	fields: [
		text('name', 'Name', {
			local: true,
			required: true,
			placeholder: 'e.g. Requests for the clinic',
			description:
				'By its name it is found again, because Dot Health answers without an ID; no two may share one',
		}),
		text('endpoint', 'Endpoint', {
			local: true,
			required: true,
			placeholder: 'e.g. https://clinic.example/hooks/requests',
			description: 'The address that is called',
			pattern: {
				// What comes there names records; http is for this machine only.
				matches: /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$))\S+$/,
				example: 'https://clinic.example/hooks/requests',
			},
		}),
		additionalFields([
			text('authorization', 'Authorization', {
				local: true,
				placeholder: 'e.g. Bearer a-long-random-text',
				description: 'The header by which the endpoint knows that the call is real',
			}),
			moment('end', 'End', INSTANT, {
				local: true,
				description: 'Until when; ten years from now if left out',
			}),
			text('reason', 'Reason', { local: true, description: 'What it is for' }),
			text('topic', 'Topic', { local: true, default: TOPIC, description: 'What is reported' }),
		]),
		options([
			choice(
				'status',
				'Status',
				{
					omitted: { name: 'Left Out', description: 'As in the sample of the documentation' },
					requested: { name: 'Requested', description: 'As FHIR R5 demands it' },
				},
				{ local: true, default: 'requested', description: 'What the new subscription says of its state' },
			),
		]),
	],
	check({ values }) {
		const { end } = values;
		if (end === undefined || DateTime.fromISO(String(end)) > DateTime.now()) return;
		throw new FieldRefusal("'End' is in the past", 'Choose a time to come, or leave it out.');
	},
	async run(step) {
		const { values } = step;
		const client = await clientOf(fhirServer, step);
		const stored = await createSubscription(client, subscriptionOf(values as IDataObject));
		return records(await shapedSubscriptions(client, { output: 'simplified' }, [stored]));
	},
};

const getAll: StepsOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many subscriptions',
	description: 'List subscriptions',
	writes: false,
	many: true,
	fields: [
		...outputFields,
		filters([
			choice(
				'status',
				'Status',
				{
					active: 'Active',
					'entered-in-error': 'Wrongly Entered',
					error: 'Not Working',
					off: 'Off',
					requested: 'Requested',
				},
				{ local: true, default: 'active', description: 'Only subscriptions in this state' },
			),
			text('topic', 'Topic', {
				local: true,
				default: TOPIC,
				description: 'Only subscriptions of this topic',
			}),
		]),
		options([parameterNames()]),
	],
	async run(step) {
		const { values } = step;
		const client = await clientOf(fhirServer, step);
		const query = ['topic', 'status'].flatMap((name) => named(values, name, values[name]));
		// A server may ignore a filter whose name it does not know.
		const isWanted = (listed: IDataObject) =>
			['topic', 'status'].every((name) => values[name] === undefined || listed[name] === values[name]);
		return records(
			await found(client, 'Subscription', encoded(query), values, { isWanted, shape: shapedSubscriptions }),
		);
	},
};

export const subscription: Resource = {
	value: 'subscription',
	name: 'Subscription',
	description: 'What Dot Health reports by itself, and where to',
	operations: [
		create,
		getAll,
		{
			...get(fhirServer, [], [], shapedSubscriptions),
			action: 'Get a subscription',
			description: 'Read one subscription',
		},
		{
			...remove(fhirServer, [], []),
			action: 'Delete a subscription',
			description: 'Have Dot Health no longer call the address',
		},
	],
};
