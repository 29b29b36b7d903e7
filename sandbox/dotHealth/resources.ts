import { Refusal } from '../shared/refusal';
import { ALL_OK, refuseIf } from './outcomes';
import { referenceIssues } from './references';
import { announce } from './requests';
import { noQuery, readResource, route, type Call, type Route } from './route';
import { searchset } from './search/searchset';
import { COMMUNICATION_REQUEST, ORGANIZATION, PATIENT } from './search/types';
import { HEALTH_RESOURCES } from './types';

/** The documentation's table has a DeviceDispense's path misspelt. */
const DISPENSE_PATHS = ['DeviceDispense', 'DeviceDispence'];

function create(call: Call, type: string): unknown {
	const { world, reply } = call;
	noQuery(call);
	const sent = readResource(call, type);
	const { store, switches } = world;
	const base = world.base();
	if (switches.references === 'checked') refuseIf(referenceIssues(sent, type, { store, base }));
	const resource = store.create(sent);
	world.created.push(`${type}/${resource.id}`);
	announce(world, resource);
	reply.code(201).header('location', `${base}/${type}/${resource.id}/_history/1`);
	return { resource, outcome: ALL_OK, location: undefined }[switches.createAnswer];
}

const createRoutes = HEALTH_RESOURCES.filter((type) => !DISPENSE_PATHS.includes(type)).map((type) =>
	route('POST', `/${type}`, (call) => create(call, type)),
);

const dispenseRoutes = DISPENSE_PATHS.map((path) =>
	route('POST', `/${path}`, (call) => {
		if (call.world.switches.deviceDispensePath !== path) throw new Refusal(404, 'Not found');
		return create(call, 'DeviceDispense');
	}),
);

/** That a resource can be read by its address is said of `fullUrl`. */
const readRoutes = [...HEALTH_RESOURCES, 'Subscription'].map((type) =>
	route('GET', `/${type}/:id`, (call) => {
		const { world, param } = call;
		noQuery(call);
		world.notifier.expire();
		const resource = world.store.get(type, param('id'));
		if (!resource) throw new Refusal(404, `${type}/${param('id')} is not known`);
		return resource;
	}),
);

const searchRoutes = [COMMUNICATION_REQUEST, PATIENT, ORGANIZATION].map((searchable) =>
	route('GET', `/${searchable.type}`, ({ world, query }) => searchset(world, searchable, query)),
);

export const resourceRoutes: Route[] = [...createRoutes, ...dispenseRoutes, ...readRoutes, ...searchRoutes];
