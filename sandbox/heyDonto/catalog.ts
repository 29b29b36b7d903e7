import { fieldRefusal, Refusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import { list } from './lists';
import type { Brand, Titled } from './records';
import { route, type Call, type Route } from './route';

const filled = { type: 'string', minLength: 1 };
const id = { type: 'integer', minimum: 1 };
const TITLED = ['id', 'title', 'createdAt', 'updatedAt'];

const checkType = checker<{ id?: number; title: string; isEnabled?: boolean }>({
	type: 'object',
	additionalProperties: false,
	required: ['title'],
	properties: { id, title: filled, isEnabled: { type: 'boolean' } },
});

/** Which of two places holds the id of an appointment type that is changed is not documented. */
function updateType({ world, body }: Call & { body: ReturnType<typeof checkType> }, inPath?: string): Titled {
	const found = inPath ?? (body.id === undefined ? undefined : String(body.id));
	if (found === undefined) throw fieldRefusal(400, 'id', 'id is required');
	if (inPath !== undefined && body.id !== undefined && String(body.id) !== inPath) {
		throw fieldRefusal(400, 'id', 'id must be the one in the path');
	}
	const row = world.tables.appointmentTypes.find((one) => String(one.id) === found);
	if (!row) throw new Refusal(404, 'Appointment type not found');
	return Object.assign(row, body, { updatedAt: new Date().toISOString() });
}

const checkBrand = checker<{
	title: string;
	organizationTitle?: string;
	organizationId?: number;
	isAddingNewOrganization?: boolean;
	isEnabled?: boolean;
}>({
	type: 'object',
	additionalProperties: false,
	required: ['title'],
	properties: {
		title: filled,
		organizationTitle: filled,
		organizationId: id,
		isAddingNewOrganization: { type: 'boolean' },
		isEnabled: { type: 'boolean' },
	},
});

export const catalogRoutes: Route[] = [
	list({ path: '/appointment-type', rows: 'appointmentTypes', sortable: TITLED }),
	route('POST', '/appointment-type', {
		body: checkType,
		handle({ world, body, reply }) {
			if (body.id !== undefined) throw fieldRefusal(400, 'id', 'id should not exist');
			reply.code(201);
			return world.add('appointmentTypes', { isEnabled: true, ...body });
		},
	}),
	route('PUT', '/appointment-type', {
		body: checkType,
		handle(call) {
			const { world, request } = call;
			if (world.switches.appointmentTypeId !== 'body') throw new Refusal(404, `Cannot PUT ${request.url}`);
			return updateType(call);
		},
	}),
	route('PUT', '/appointment-type/:id', {
		body: checkType,
		handle(call) {
			const { world, request } = call;
			if (world.switches.appointmentTypeId !== 'path') throw new Refusal(404, `Cannot PUT ${request.url}`);
			return updateType(call, call.param('id'));
		},
	}),
	list({
		path: '/brands',
		rows: 'brands',
		filters: { title: 'text', organizationId: 'ids', clientAccountId: 'ids' },
		sortable: [...TITLED, 'isEnabled', 'organizationId', 'clientAccountId'],
	}),
	route('POST', '/brands', {
		body: checkBrand,
		handle({ world, body, reply }) {
			const { title, organizationTitle, organizationId, isAddingNewOrganization, isEnabled = true } = body;
			const account = { id: 1, title: 'Lakeshore Dental Group' };
			const added =
				isAddingNewOrganization &&
				world.add('organizations', {
					title: organizationTitle ?? title,
					isEnabled: true,
					website: null,
					clientAccountId: account.id,
				});
			if (organizationId !== undefined) world.need('organizations', 'organizationId', organizationId);
			reply.code(201);
			const brand: Omit<Brand, 'id' | 'createdAt' | 'updatedAt'> = {
				title,
				isEnabled,
				organizationId: added ? added.id : (organizationId ?? null),
				clientAccountId: account.id,
				clientAccount: account,
			};
			return world.add('brands', brand);
		},
	}),
	list({ path: '/dental-practices', rows: 'dentalPractices', sortable: TITLED }),
	list({ path: '/dental-service', rows: 'dentalServices', filters: { title: 'text' }, sortable: TITLED }),
	// The operation is documented, its path is not [I].
	route('DELETE', '/organization/:organizationId', {
		handle({ world, param }) {
			const { tables } = world;
			const left = tables.organizations.filter(({ id: own }) => String(own) !== param('organizationId'));
			if (left.length === tables.organizations.length) throw new Refusal(404, 'Organization not found');
			tables.organizations = left;
		},
	}),
	list({
		path: '/organization',
		rows: 'organizations',
		filters: { title: 'text', isEnabled: 'boolean', clientAccountId: 'ids' },
		sortable: [...TITLED, 'isEnabled', 'clientAccountId'],
	}),
	list({
		path: '/practice-management-system',
		rows: 'practiceManagementSystems',
		filters: { title: 'text', isEnabled: 'boolean' },
		sortable: TITLED,
	}),
	list({
		path: '/code',
		rows: 'codes',
		filters: { title: 'text' },
		sortable: [...TITLED, 'code', 'category', 'categoryCode'],
	}),
];
