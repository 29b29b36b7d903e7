import type { Delivery } from '../../shared/webhooks';
import type { Resource } from '../resource';
import type { World } from '../world';
import { bodyOf, type Notice } from './notifications';

interface State {
	events: number;
	/** Ends with the last delivery: one waits for the one before. */
	queue: Promise<unknown>;
}

type Parameters = Array<{ name: string; value: string }>;

/** Tells subscribers what happens, as FHIR R5 describes it. */
export class Notifier {
	handshakeDelayMs = 0;
	private readonly states = new Map<string, State>();
	private held: Array<() => void> = [];

	constructor(private readonly world: World) {}

	reset(): void {
		this.handshakeDelayMs = 0;
		this.states.clear();
		this.held = [];
	}

	/** A Subscription whose time is up is off. */
	expire(): void {
		const { store } = this.world;
		for (const subscription of store.list('Subscription')) {
			const over = Date.parse(String(subscription.end)) <= Date.now();
			if (over && ['requested', 'active'].includes(String(subscription.status))) {
				store.update(subscription, { status: 'off' });
			}
		}
	}

	/** Asks the endpoint whether it is there: with a 2xx the Subscription is active, else in error. */
	async handshake(id: string): Promise<void> {
		const { store, pauses } = this.world;
		if (this.handshakeDelayMs > 0 && !(await pauses.wait(this.handshakeDelayMs))) return;
		const subscription = store.get('Subscription', id);
		if (!subscription) return;
		const delivery = await this.send(subscription, this.body(subscription, 'handshake'));
		const now = store.get('Subscription', id);
		if (!delivery || !now) return;
		const accepted = delivery.status >= 200 && delivery.status < 300;
		store.update(now, { status: accepted ? 'active' : 'error' });
	}

	/** Nothing has happened, and the server is still there. */
	heartbeat(): void {
		for (const one of this.active()) void this.send(one, this.body(one, 'heartbeat'));
	}

	/** Tells every active subscriber of a change, as far as `delivery` lets it. */
	changed(focus: Resource): void {
		const { delivery } = this.world.switches;
		for (const subscription of this.active()) {
			this.stateOf(subscription).events += 1;
			const body = this.body(subscription, 'event-notification', focus);
			const send = () => void this.send(subscription, body);
			if (delivery === 'hold') this.held.push(send);
			else for (let left = { deliver: 1, repeat: 2, drop: 0 }[delivery]; left > 0; left -= 1) send();
		}
	}

	/** Sends what was held. */
	release(order: 'asHappened' | 'reversed'): void {
		const held = order === 'reversed' ? this.held.reverse() : this.held;
		this.held = [];
		for (const send of held) send();
	}

	/** Delivers after what is under way; undefined when the Subscription was deleted in the meantime. */
	async send(
		subscription: Resource,
		body: unknown,
		headers: Record<string, string> = {},
	): Promise<Delivery | undefined> {
		const { store, webhooks } = this.world;
		if (!store.get('Subscription', subscription.id)) return undefined;
		const { id, endpoint, contentType = 'application/fhir+json', parameter = [] } = subscription;
		const state = this.stateOf(subscription);
		const sent = Object.fromEntries((parameter as Parameters).map(({ name, value }) => [name, value]));
		const delivery = state.queue.then(async () =>
			this.states.get(id) === state
				? await webhooks.deliver(String(endpoint), body, {
						'Content-Type': String(contentType),
						...sent,
						...headers,
					})
				: undefined,
		);
		state.queue = delivery;
		return await delivery;
	}

	forget(id: string): void {
		this.states.delete(id);
	}

	private active(): Resource[] {
		this.expire();
		return this.world.store.list('Subscription').filter(({ status }) => status === 'active');
	}

	private stateOf({ id }: Resource): State {
		const known = this.states.get(id);
		if (known) return known;
		const fresh = { events: 0, queue: Promise.resolve() };
		this.states.set(id, fresh);
		return fresh;
	}

	private body(subscription: Resource, kind: Notice['kind'], focus?: Resource): unknown {
		const { switches, base } = this.world;
		const eventsSinceStart = this.stateOf(subscription).events;
		return bodyOf(switches.notificationShape, {
			kind,
			subscription,
			base: base(),
			eventsSinceStart,
			focus,
		});
	}
}
