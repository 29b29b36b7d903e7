import { Refusal } from '../shared/refusal';
import { ACTIONABLE, withoutActionable, type Coding, type Resource } from './resource';
import { newRequest, type RequestDetails } from './seed/requests';
import { SEED } from './seed/ids';
import type { World } from './world';

/** Tells the subscribers, if it is something that they subscribed to. */
export function announce(world: World, resource: Resource): void {
	if (resource.resourceType === 'CommunicationRequest') world.notifier.changed(resource);
}

const inUtc = (instant: string | undefined) => instant && new Date(instant).toISOString();

export interface RequestOptions extends Partial<RequestDetails> {
	/** An instant; now unless told. */
	lastUpdated?: string;
}

/** A request that the vendor makes. Ids that are left out are the seed's: a patient's, an insurer's, the own clinic's. */
export function storeRequest({ store }: World, { lastUpdated, ...details }: RequestOptions = {}): Resource {
	const { patients, organizations } = SEED;
	const request = newRequest({
		patient: patients.emma.id,
		requester: organizations.insurer.id,
		recipient: organizations.us.id,
		status: 'active',
		priority: 'routine',
		actionable: true,
		...details,
	});
	return store.create(request, { lastUpdated: inUtc(lastUpdated) });
}

export interface RequestChange extends Partial<Pick<RequestDetails, 'status' | 'priority' | 'actionable'>> {
	lastUpdated?: string;
}

const tagged = (tags: Coding[] | undefined, actionable: boolean): Coding[] | undefined => {
	const others = withoutActionable(tags);
	const now = actionable ? [...others, ACTIONABLE] : others;
	return now.length > 0 ? now : undefined;
};

/** A new version of a request. */
export function changeRequest(world: World, id: string, change: RequestChange): Resource {
	const request = world.store.get('CommunicationRequest', id);
	if (!request) throw new Refusal(404, `CommunicationRequest/${id} is not known`);
	const { lastUpdated, actionable, ...elements } = change;
	const meta = actionable === undefined ? {} : { meta: { tag: tagged(request.meta.tag, actionable) } };
	const changed = world.store.update(request, { ...elements, ...meta }, inUtc(lastUpdated));
	announce(world, changed);
	return changed;
}
