import { Refusal } from '../shared/refusal';
import type { Delivery } from '../shared/webhooks';
import { CREDENTIALS } from './credentials';
import { announce, changeRequest, storeRequest, type RequestChange, type RequestOptions } from './requests';
import type { Resource } from './resource';
import type { Switches } from './switches';
import type { StoredTransaction, World } from './world';

const { clientId, clientSecret } = CREDENTIALS;

/** How a test changes and watches this Dot Health, in its process or through `/_sandbox/`. */
export interface DotHealthControls {
	/** The transactions that were stored. This and the lists below: always the same array. */
	transactions: readonly StoredTransaction[];
	/** What clients created, alone or in a transaction, e.g. `Patient/900001`. */
	created: readonly string[];
	/** Every handshake, heartbeat and notification, in the order in which they were sent. */
	deliveries: readonly Delivery[];
	/** All resources of a type, as they are now. */
	resources(type: string): Resource[];
	/** Changes how it answers; see the table of switches. What is left out stays. */
	configure(changes: Partial<Switches>): void;

	/** An access token for the client credentials, without a request for it. */
	issueToken(): string;
	/** For access tokens issued from now on. */
	setTokenLifetime(seconds: number): void;
	/** Every access token has expired; refresh tokens still work. */
	expireTokens(): void;
	/** No token works any more, refresh tokens neither. */
	revokeTokens(): void;

	/** The vendor makes a CommunicationRequest: active, actionable and for us unless told. Subscribers are notified. */
	createRequest(options?: RequestOptions): Resource;
	/** Adds active, actionable requests and returns their ids; subscribers hear nothing of them. */
	seedRequests(count: number): string[];
	/** The vendor makes a new version of a request. Subscribers are notified. */
	changeRequest(id: string, change: RequestChange): Resource;
	/** The vendor deletes it. */
	removeRequest(id: string): void;
	/** Status revoked, and no longer actionable. */
	revokeRequest(id: string): Resource;

	/** Somebody has made a Subscription, which is active; its endpoint is not asked. Returns its id. */
	seedSubscription(name: string, endpoint: string): string;
	/** How long after its creation a Subscription's endpoint is called; at once unless told. */
	setHandshakeDelay(ms: number): void;
	/** To every active subscriber. */
	sendHeartbeat(): void;
	/** Notifies every active subscriber of a request as it is, as if it had changed. */
	notify(id: string): void;
	/** Sends what `delivery: 'hold'` has kept, in the order in which it happened or the other way round. */
	releaseNotifications(order?: 'asHappened' | 'reversed'): void;
	/** Sends anything to a subscriber, with these headers instead of its own; resolves to how it went. */
	send(id: string, body: unknown, headers?: Record<string, string>): Promise<Delivery | undefined>;
	/** The vendor changes the status, e.g. to error. */
	setSubscriptionStatus(id: string, status: string): void;
	/** The vendor asks the endpoint again, as after an error; resolves to the status after that. */
	reactivate(id: string): Promise<{ status: string }>;
	/** The vendor deletes it. */
	removeSubscription(id: string): void;
}

function tokenOf({ oauth }: World): string {
	const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
	return (oauth.token(form) as { access_token: string }).access_token;
}

/** In the shape of the documentation's sample. */
const storeSubscription = ({ store }: World, name: string, endpoint: string): Resource =>
	store.create({
		resourceType: 'Subscription',
		name,
		topic: 'communication-request',
		status: 'active',
		end: '2099-08-07T11:15:18Z',
		reason: 'Monitor communication requests updates for this institution',
		filterBy: [],
		channelType: { code: 'rest-hook' },
		endpoint,
		contentType: 'application/fhir+json',
		content: 'id-only',
	});

export function controlsOf(world: World): DotHealthControls {
	const request = (id: string): Resource => {
		const found = world.store.get('CommunicationRequest', id);
		if (!found) throw new Refusal(404, `CommunicationRequest/${id} is not known`);
		return found;
	};
	const subscription = (id: string): Resource => {
		const found = world.store.get('Subscription', id);
		if (!found) throw new Refusal(404, `Subscription/${id} is not known`);
		return found;
	};
	return {
		transactions: world.transactions,
		created: world.created,
		deliveries: world.webhooks.deliveries,
		resources: (type) => world.store.list(type),
		configure: (changes) => void Object.assign(world.switches, changes),
		issueToken: () => tokenOf(world),
		setTokenLifetime(seconds) {
			world.oauth.tokenLifetime = seconds;
		},
		expireTokens: () => world.oauth.expireTokens(),
		revokeTokens: () => world.oauth.revokeTokens(),
		createRequest(options) {
			const made = storeRequest(world, options);
			announce(world, made);
			return made;
		},
		seedRequests: (count) => Array.from({ length: count }, () => storeRequest(world).id),
		changeRequest: (id, change) => changeRequest(world, id, change),
		removeRequest(id) {
			request(id);
			world.store.delete('CommunicationRequest', id);
		},
		revokeRequest: (id) => changeRequest(world, id, { status: 'revoked', actionable: false }),
		seedSubscription: (name, endpoint) => storeSubscription(world, name, endpoint).id,
		setHandshakeDelay(ms) {
			world.notifier.handshakeDelayMs = ms;
		},
		sendHeartbeat: () => world.notifier.heartbeat(),
		notify: (id) => world.notifier.changed(request(id)),
		releaseNotifications: (order = 'asHappened') => world.notifier.release(order),
		send: async (id, body, headers) => await world.notifier.send(subscription(id), body, headers),
		setSubscriptionStatus(id, status) {
			world.store.update(subscription(id), { status });
		},
		async reactivate(id) {
			world.store.update(subscription(id), { status: 'requested' });
			await world.notifier.handshake(id);
			return { status: String(subscription(id).status) };
		},
		removeSubscription(id) {
			subscription(id);
			world.store.delete('Subscription', id);
			world.notifier.forget(id);
		},
	};
}
