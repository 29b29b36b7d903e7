import type { OAuthServer } from '../shared/oauthServer';
import { Pauses } from '../shared/pauses';
import { WebhookSender } from '../shared/webhooks';
import { newOAuthServer } from './oauth';
import { seededResources } from './seed';
import { Store } from './store';
import { Notifier } from './subscriptions/notifier';
import { DEFAULTS, type Switches } from './switches';

export const API_PREFIX = '/api/integrations/business/fhir/R5';

/** A transaction that was stored. */
export interface StoredTransaction {
	/** What its entries have become, e.g. `Observation/900002`, in their order. */
	created: string[];
	/** The requests that it completed, e.g. `CommunicationRequest/12001`. */
	completed: string[];
}

/** All that changes while the sandbox runs. */
export class World {
	store = new Store();
	switches: Switches = { ...DEFAULTS };
	oauth: OAuthServer = newOAuthServer();
	/** This and `created`: always the same array. */
	readonly transactions: StoredTransaction[] = [];
	/** Of everything that clients created, e.g. `Patient/900001`, in the order of creation. */
	readonly created: string[] = [];
	readonly pauses = new Pauses();
	/** Whether a notification is sent again is not documented: it is not [I]. */
	readonly webhooks = new WebhookSender({
		retryAfterHours: [],
		isAccepted: (status) => status >= 200 && status < 300,
		timeoutMs: 5000,
	});
	readonly notifier = new Notifier(this);
	/** The vendor's own; known when it listens. */
	origin = () => '';
	private bundles = 0;

	constructor() {
		this.reset();
	}

	/** The address of the data API. */
	readonly base = (): string => this.origin() + API_PREFIX;

	newBundleId(): string {
		this.bundles += 1;
		return `bundle-${String(this.bundles).padStart(2, '0')}`;
	}

	reset(): void {
		this.stop();
		this.webhooks.reset();
		this.notifier.reset();
		this.store = new Store();
		for (const resource of seededResources()) this.store.put(resource);
		this.switches = { ...DEFAULTS };
		this.oauth = newOAuthServer();
		this.transactions.length = 0;
		this.created.length = 0;
		this.bundles = 0;
	}

	/** Ends what goes on by itself. */
	stop(): void {
		this.webhooks.stop();
		this.pauses.cancelAll();
	}
}
