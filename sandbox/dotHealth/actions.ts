import mapValues from 'lodash/mapValues';

import type { Actions, Views } from '../shared/control';
import { only } from '../shared/only';
import { checker } from '../shared/schema';
import type { DotHealthControls } from './controls';
import type { RequestChange, RequestOptions } from './requests';
import { readSwitches } from './switches';
import type { World } from './world';

const text = { type: 'string' };
const instant = { type: 'string', format: 'ISO 8601 with offset' };
const status = {
	enum: ['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown'],
};
const priority = { enum: ['routine', 'urgent', 'asap', 'stat'] };
const actionable = { type: 'boolean' };

const object = <T>(properties: object, required: string[] = []) =>
	checker<T>({ type: 'object', additionalProperties: false, properties, required });

const checkRequest = object<RequestOptions>({
	patient: text,
	requester: text,
	recipient: text,
	text,
	status,
	priority,
	actionable,
	lastUpdated: instant,
});

const checkChange = object<RequestChange & { id: string }>(
	{ id: text, status, priority, actionable, lastUpdated: instant },
	['id'],
);

const checkStatus = object<{ id: string; status: string }>(
	{ id: text, status: { enum: ['requested', 'active', 'error', 'off', 'entered-in-error'] } },
	['id', 'status'],
);

const checkSend = object<{ id: string; body: unknown; headers?: Record<string, string> }>(
	{ id: text, body: {}, headers: { type: 'object', additionalProperties: text } },
	['id', 'body'],
);

const checkRelease = object<{ order?: 'asHappened' | 'reversed' }>({
	order: { enum: ['asHappened', 'reversed'] },
});

const IDS = ['id', 'patient', 'requester', 'recipient'];

/** The command line reads what looks like a number as one, and ids do. */
const withTextIds = (body: unknown): unknown =>
	mapValues(body as object, (value: unknown, name) =>
		IDS.includes(name) && typeof value === 'number' ? String(value) : value,
	);

/** The same as control routes. */
export function actionsOf(controls: DotHealthControls): Actions {
	const id = only<string>('id', text);
	const seconds = only<number>('seconds', { type: 'number' });
	const ms = only<number>('ms', { type: 'integer', minimum: 0 });
	const count = only<number>('count', { type: 'integer', minimum: 0, maximum: 100_000 });
	const actions: Actions = {
		configure: (body) => controls.configure(readSwitches(body)),
		'token-lifetime': (body) => controls.setTokenLifetime(seconds(body)),
		'expire-tokens': () => controls.expireTokens(),
		'revoke-tokens': () => controls.revokeTokens(),
		'create-request': (body) => controls.createRequest(checkRequest(body)),
		'seed-requests': (body) => ({ ids: controls.seedRequests(count(body)) }),
		'change-request'(body) {
			const { id: which, ...change } = checkChange(body);
			return controls.changeRequest(which, change);
		},
		'revoke-request': (body) => controls.revokeRequest(id(body)),
		'remove-request': (body) => controls.removeRequest(id(body)),
		'handshake-delay': (body) => controls.setHandshakeDelay(ms(body)),
		heartbeat: () => controls.sendHeartbeat(),
		notify: (body) => controls.notify(id(body)),
		'release-notifications': (body) => controls.releaseNotifications(checkRelease(body).order),
		async send(body) {
			const sent = checkSend(body);
			return await controls.send(sent.id, sent.body, sent.headers);
		},
		'subscription-status'(body) {
			const sent = checkStatus(body);
			controls.setSubscriptionStatus(sent.id, sent.status);
		},
		reactivate: async (body) => await controls.reactivate(id(body)),
		'remove-subscription': (body) => controls.removeSubscription(id(body)),
	};
	return mapValues(actions, (act) => (body: unknown) => act(withTextIds(body)));
}

/** What can be looked at. */
export const viewsOf = (world: World): Views => ({
	switches: () => world.switches,
	transactions: () => world.transactions,
	created: () =>
		world.created.map((reference) => {
			const [type, id] = reference.split('/');
			return world.store.get(type, id);
		}),
	'communication-requests': () => world.store.list('CommunicationRequest'),
	subscriptions: () => world.store.list('Subscription'),
	deliveries: () => world.webhooks.deliveries,
});
