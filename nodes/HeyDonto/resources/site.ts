import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import pick from 'lodash/pick';
import { jsonParse, type IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { additionalFields, filters, options } from '../../shared/operation/collections';
import { choice, field, text } from '../../shared/operation/fields';
import { record, recordById, recordIds } from '../../shared/operation/recordFields';
import type { Field, OutputRecord, Resource, Step } from '../../shared/operation/types';
import { corePages } from '../api';
import { brandId, clientAccountId, organizationId, sorting, TIMES } from '../fields';

export const SITES = '/site';

const SIMPLIFIED = [
	'id',
	'name',
	'address',
	'clientAccountId',
	'organizationId',
	'brandId',
	'practiceManagementSystemId',
	'integrationType',
	'isSyncActive',
	'deletedAt',
];

/** Parts of the address that the documentation's sample has. */
const ADDRESS_PARTS = ['street', 'city', 'zipCode'];

/** The documentation's sample has these IDs as text, unlike all others. */
function idsAsText(ids: Field): Field {
	return {
		...ids,
		convert: (value, surroundings) => (ids.convert(value, surroundings) as number[]).map(String),
	};
}

/** n8n hides what is typed. */
function hidden(secret: Field): Field {
	return { ...secret, property: { ...secret.property, typeOptions: { password: true } } };
}

/** @throws FieldRefusal for anything but an object */
function readObject(value: unknown, label: string): IDataObject {
	const read: unknown = typeof value === 'string' ? jsonParse(value, { fallbackValue: null }) : value;
	if (isPlainObject(read)) return read as IDataObject;
	throw new FieldRefusal(`'${label}' is not a JSON object`, 'Write it like { "lat": 40.7128 }.');
}

const moreAddress = field(
	{ displayName: 'More of the Address (JSON)', name: 'address', type: 'json', default: '{}' },
	{
		description:
			'Members of the address beside street, city and ZIP code, as a JSON object, e.g. { "lat": 40.7128 }',
	},
	(value) => readObject(value, 'More of the Address (JSON)'),
);

async function create({ api, sendable }: Step): Promise<OutputRecord[]> {
	const address = { ...(sendable.address as IDataObject | undefined), ...pick(sendable, ADDRESS_PARTS) };
	const values = { ...omit(sendable, ADDRESS_PARTS), address };
	const stored = await api.request({ method: 'POST', path: SITES, values });
	return [{ json: isPlainObject(stored) ? (stored as IDataObject) : { success: true } }];
}

export const site: Resource = {
	value: 'site',
	name: 'Site',
	description: 'Offices of a practice, each with its own records and its own connection to software',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create a site',
			description: 'Add an office of a practice',
			writes: true,
			fields: [
				text('name', 'Name', { required: true, placeholder: 'e.g. Downtown Clinic' }),
				text('street', 'Street', { required: true, placeholder: 'e.g. 123 Main St' }),
				text('city', 'City', { required: true, placeholder: 'e.g. New York' }),
				text('zipCode', 'ZIP Code', { required: true, placeholder: 'e.g. 10001' }),
				text('googlePlaceId', 'Google Place ID', {
					required: true,
					placeholder: 'e.g. ChIJN1t_tDeuEmsRUsoyG83frY4',
					description: 'ID of the place in Google Maps',
				}),
				clientAccountId({ required: true }),
				organizationId({ required: true }),
				brandId({ required: true }),
				record(
					'practiceManagementSystemId',
					'Practice Management System',
					'searchPracticeManagementSystems',
					{ required: true, description: 'The software that the site works with' },
				),
				choice(
					'integrationType',
					'Integration Type',
					{
						PMS: { name: 'PMS', description: 'Through the practice management system' },
						CUSTOM: { name: 'Custom', description: 'In another way' },
					},
					{ required: true, description: 'How HeyDonto connects to the site' },
				),
				idsAsText(recordIds('dentalServiceIds', 'Dental Service', 'getDentalServices', { required: true })),
				idsAsText(
					recordIds('dentalPracticeIds', 'Dental Practice', 'getDentalPractices', { required: true }),
				),
				additionalFields([
					moreAddress,
					text('anyDeskIp', 'AnyDesk IP', {
						placeholder: 'e.g. 192.168.1.1',
						description: 'Address for remote access',
					}),
					text('cloudLoginUrl', 'Cloud Login URL', { placeholder: 'e.g. https://login.example.com' }),
					text('cloudOrganizationName', 'Cloud Organization Name', {
						description: 'Name of the practice in its cloud software',
					}),
					text('cloudUserName', 'Cloud User Name', {
						description: 'Name with which HeyDonto signs in to the cloud software',
					}),
					hidden(
						text('cloudUserPassword', 'Cloud User Password', {
							description:
								'Password with which HeyDonto signs in to the cloud software. It is stored with the workflow, so take it from an expression where you can.',
						}),
					),
					text('phoneNumber', 'Phone Number', { placeholder: 'e.g. +1-555-555-5555' }),
					recordById('siteManagerUserId', 'Site Manager', {
						description: 'The user who manages the site, by ID',
					}),
					text('website', 'Website', { placeholder: 'e.g. https://www.example.com' }),
				]),
			],
			run: create,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many sites',
			description: 'List sites',
			method: 'GET',
			path: SITES,
			paging: corePages,
			simplified: SIMPLIFIED,
			fields: [
				filters([
					brandId({ description: 'Only sites of this brand' }),
					clientAccountId({ description: "Only sites of this customer's account" }),
					text('name', 'Name', {
						placeholder: 'e.g. Downtown Clinic',
						description: 'Only sites with this name',
					}),
					organizationId({ description: 'Only sites of this organization' }),
				]),
				options(
					sorting({
						id: 'ID',
						name: 'Name',
						...TIMES,
						clientAccountId: 'Client Account',
						organizationId: 'Organization',
						brandId: 'Brand',
						practiceManagementSystemId: 'Practice Management System',
					}),
				),
			],
		},
	],
};
