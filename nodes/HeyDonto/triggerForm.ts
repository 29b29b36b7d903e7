import type { INodeProperties } from 'n8n-workflow';

import { searchFields } from '../fhir/search/form';
import { nameOfType } from '../fhir/typeNames';
import { gathering, outputChoice } from '../shared/trigger/output';
import { siteOption } from './fields';
import { fhirTypes } from './resources/fhirTypes';

const types: INodeProperties = {
	displayName: 'Resource Type',
	name: 'resourceType',
	type: 'options',
	noDataExpression: true,
	options: Object.entries(fhirTypes).map(([type, description]) => ({
		name: nameOfType(type),
		value: type,
		description,
	})),
	default: 'Appointment',
	description: 'The kind of record to watch',
};

export const triggerProperties: INodeProperties[] = [
	types,
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Created',
				value: 'created',
				description: 'Costs one request more for each change: the history tells',
			},
			{ name: 'Created or Updated', value: 'createdOrUpdated', description: 'Any change of a record' },
			{
				name: 'Deleted',
				value: 'deleted',
				description:
					'Every poll lists the IDs of all records that match, 100 per request, because HeyDonto does not tell what was deleted',
			},
			{
				name: 'Updated',
				value: 'updated',
				description: 'Costs one request more for each change: the history tells',
			},
		],
		default: 'createdOrUpdated',
	},
	{
		...searchFields[0].property,
		description: 'Which records to watch. All filters have to be met.',
	},
	outputChoice('A flat row: names, dates, codes and references in plain words'),
	gathering,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Raw Query',
				name: 'rawQuery',
				type: 'string',
				default: '',
				placeholder: 'e.g. status=booked&_has:Coverage:patient:status=active',
				description: 'Anything else that FHIR can search by, as it stands behind the ? of an address',
			},
			siteOption().property,
		],
	},
];
