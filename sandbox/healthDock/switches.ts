import type { Actions, Views } from '../shared/control';
import { only } from '../shared/only';
import { checker } from '../shared/schema';
import { eventActions, eventSwitches, type EventSwitches } from './eventSwitches';
import { RATE_LIMIT, type Switches, type World } from './world';

/** How a test changes this HealthDock, in its process or through `/_sandbox/`. */
export interface HealthDockSwitches extends EventSwitches {
	/** `missing`: lists come without the pagination member. */
	setPagination(mode: Switches['pagination']): void;
	/** Appointments as `data.appointments` (wrapped), as a list in `data` (array), or as a bare list. */
	setListShape(shape: Switches['listShape']): void;
	/** Where patients who are created later stand in the list. */
	setPatientOrder(order: Switches['patientOrder']): void;
	/** Adds that many invented patients and returns their ids. */
	seedPatients(count: number): string[];
	/** Each of the next so many patient lists is followed by one new patient, before the next page is asked for. */
	addPatientsWhilePaging(count: number): void;
	/** The limit of each key and the length of its window; counting starts afresh. What is left out is the default. */
	setRateLimitWindow(window: { limit?: number; windowMs?: number }): void;
	/** For access tokens issued from now on. */
	setTokenLifetime(seconds: number): void;
}

export const switchesOf = (world: World): HealthDockSwitches => ({
	setPagination(mode) {
		world.switches.pagination = mode;
	},
	setListShape(shape) {
		world.switches.listShape = shape;
	},
	setPatientOrder(order) {
		world.switches.patientOrder = order;
	},
	seedPatients: (count) => world.inventPatients(count),
	addPatientsWhilePaging(count) {
		world.switches.arrivals = count;
	},
	setRateLimitWindow({ limit = RATE_LIMIT.limit, windowMs = RATE_LIMIT.windowMs }) {
		world.limiter.configure(limit, windowMs);
	},
	setTokenLifetime(seconds) {
		world.oauth.tokenLifetime = seconds;
	},
	...eventSwitches(world),
});

const checkWindow = checker<{ limit?: number; windowMs?: number }>({
	type: 'object',
	additionalProperties: false,
	properties: { limit: { type: 'integer', minimum: 0 }, windowMs: { type: 'integer', minimum: 1 } },
});

/** The same as control routes. */
export function actionsOf(switches: HealthDockSwitches): Actions {
	const mode = only<Switches['pagination']>('mode', { enum: ['documented', 'missing'] });
	const shape = only<Switches['listShape']>('shape', { enum: ['wrapped', 'array', 'bare'] });
	const order = only<Switches['patientOrder']>('order', { enum: ['newestLast', 'newestFirst'] });
	const seconds = only<number>('seconds', { type: 'number' });
	const count = only<number>('count', { type: 'integer', minimum: 0, maximum: 100_000 });
	return {
		pagination: (body) => switches.setPagination(mode(body)),
		'list-shape': (body) => switches.setListShape(shape(body)),
		'patient-order': (body) => switches.setPatientOrder(order(body)),
		'seed-patients': (body) => ({ ids: switches.seedPatients(count(body)) }),
		'add-patients-while-paging': (body) => switches.addPatientsWhilePaging(count(body)),
		'rate-limit-window': (body) => switches.setRateLimitWindow(checkWindow(body)),
		'token-lifetime': (body) => switches.setTokenLifetime(seconds(body)),
		...eventActions(switches),
	};
}

/** The lists as control routes. */
export const viewsOf = ({ deliveries }: HealthDockSwitches): Views => ({ deliveries: () => deliveries });
