import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { clientOf, records } from '../../fhir/operations/context';
import { remove } from '../../fhir/operations/delete';
import { get } from '../../fhir/operations/get';
import { outputFields, shaped, viewOf } from '../../fhir/output/shape';
import { encoded, type Pair } from '../../fhir/search/query';
import { FieldRefusal } from '../../shared/errors/refusal';
import { additionalFields, filters, options } from '../../shared/operation/collections';
import { DEFAULT_LIMIT } from '../../shared/operation/description';
import { choice, moment, text } from '../../shared/operation/fields';
import type { Resource, StepsOperation } from '../../shared/operation/types';
import { fhirServer } from '../api';
import { createSubscription, subscriptionOf, TOPIC } from '../subscriptions';

const END = "yyyy-MM-dd'T'HH:mm:ss'Z'";

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
			pattern: { matches: /^https?:\/\/\S+$/, example: 'https://clinic.example/hooks/requests' },
		}),
		additionalFields([
			text('authorization', 'Authorization', {
				local: true,
				placeholder: 'e.g. Bearer a-long-random-text',
				description: 'The header by which the endpoint knows that the call is real',
			}),
			moment('end', 'End', END, { local: true, description: 'Until when; ten years from now if left out' }),
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
		return records([viewOf(client, { output: 'simplified' }, stored)]);
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
					'entered-in-error': 'Entered in Error',
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
		options([]),
	],
	async run(step) {
		const { values } = step;
		const client = await clientOf(fhirServer, step);
		const limit =
			values.returnAll === true ? Infinity : ((values.limit as number | undefined) ?? DEFAULT_LIMIT);
		const query = ['topic', 'status'].flatMap((name): Pair[] =>
			values[name] === undefined ? [] : [[name, String(values[name])]],
		);
		const found: IDataObject[] = [];
		for await (const { matches } of client.search('Subscription', encoded(query))) {
			const wanted = matches.flatMap(({ resource }) =>
				resource && (values.status === undefined || resource.status === values.status) ? [resource] : [],
			);
			found.push(...(await shaped(client, values, wanted.slice(0, limit - found.length))));
			if (found.length >= limit) break;
		}
		return records(found);
	},
};

export const subscription: Resource = {
	value: 'subscription',
	name: 'Subscription',
	description: 'What Dot Health reports by itself, and where to',
	operations: [create, getAll, get(fhirServer, [], []), remove(fhirServer, [], [])],
};
