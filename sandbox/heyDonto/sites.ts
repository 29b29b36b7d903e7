import { checker } from '../shared/schema';
import { list } from './lists';
import type { SiteDetails } from './records';
import { route, type Route } from './route';

const filled = { type: 'string', minLength: 1 };
const id = { type: 'integer', minimum: 1 };
/** Of text in the documentation's sample, unlike all other ids. */
const ids = { type: 'array', items: { type: 'string', pattern: '^[1-9]\\d*$' } };

const checkSite = checker<SiteDetails>({
	type: 'object',
	additionalProperties: false,
	required: [
		'name',
		'address',
		'googlePlaceId',
		'clientAccountId',
		'organizationId',
		'brandId',
		'practiceManagementSystemId',
		'integrationType',
		'dentalServiceIds',
		'dentalPracticeIds',
	],
	properties: {
		name: filled,
		// Only the first of its fields are known.
		address: {
			type: 'object',
			required: ['street', 'city', 'zipCode'],
			properties: { street: filled, city: filled, zipCode: filled, lat: { type: 'number' } },
			additionalProperties: { type: ['string', 'number'] },
		},
		googlePlaceId: filled,
		clientAccountId: id,
		organizationId: id,
		brandId: id,
		practiceManagementSystemId: id,
		integrationType: { enum: ['PMS', 'CUSTOM'] },
		dentalServiceIds: ids,
		dentalPracticeIds: ids,
		phoneNumber: filled,
		website: filled,
		anyDeskIp: filled,
		siteManagerUserId: id,
		cloudUserName: filled,
		cloudUserPassword: filled,
		cloudOrganizationName: filled,
		cloudLoginUrl: filled,
	},
});

export const siteRoutes: Route[] = [
	list({
		path: '/site',
		rows: 'sites',
		filters: { name: 'text', clientAccountId: 'ids', organizationId: 'ids', brandId: 'ids' },
		sortable: [
			'id',
			'name',
			'createdAt',
			'updatedAt',
			'clientAccountId',
			'organizationId',
			'brandId',
			'practiceManagementSystemId',
		],
	}),
	route('POST', '/site', {
		body: checkSite,
		handle({ world, body, reply }) {
			world.need('organizations', 'organizationId', body.organizationId);
			world.need('brands', 'brandId', body.brandId);
			world.need('practiceManagementSystems', 'practiceManagementSystemId', body.practiceManagementSystemId);
			reply.code(201);
			return world.addSite(body);
		},
	}),
];
