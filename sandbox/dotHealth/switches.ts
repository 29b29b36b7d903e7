import { checker } from '../shared/schema';

/**
 * How this Dot Health answers where its documentation leaves it open or contradicts itself.
 * The first value of each is the default.
 */
const SWITCHES = {
	/** Where tokens come from: `/auth/api/integrations/token` (api) or `/auth/integrations/token` (plain); the other is 404. */
	tokenPath: ['api', 'plain'],
	/** What a request for client credentials must be. */
	tokenBody: ['json', 'form'],
	/** The status that refuses a token request of another content type. */
	tokenRefusal: [415, 400],
	/** `application/json`, `application/fhir+json` or both, sent and accepted; else 415 and 406. */
	mediaTypes: ['both', 'json', 'fhir'],
	/** Whether a type's own search parameters are named `status` (the samples) or `_status` (the tables). */
	paramStyle: ['plain', 'underscore', 'both'],
	/** Ignored parameters are missing in the self link. */
	unknownParams: ['refused', 'ignored'],
	/** `Organization:requestor` (documented) or `CommunicationRequest:requester` (fhir). */
	includeStyle: ['documented', 'fhir', 'both'],
	/** Whether entries say `search.mode`. */
	searchMode: [false, true],
	/** Lists as `link[0]`, `entry[0]`, as in a sample. */
	flattenedLists: [false, true],
	/** The number of the first page. */
	firstPage: [1, 0],
	/** The only path for a DeviceDispense. */
	deviceDispensePath: ['DeviceDispense', 'DeviceDispence'],
	/** What answers the creation of one resource; all have a Location, `location` has no body. */
	createAnswer: ['resource', 'outcome', 'location'],
	/** The header in which the creation of a Subscription tells the id. */
	subscriptionLocation: ['none', 'location', 'contentLocation'],
	/** Whether listed Subscriptions carry `id` and `meta`; the sample's do not. */
	subscriptionIds: [false, true],
	/** Whether what the vendor's samples have beyond R5 is accepted. */
	deviations: ['accepted', 'refused'],
	/** `entry.request` of a transaction; the sample has none. */
	entryRequest: ['optional', 'required'],
	/** Whether what comes with an answer must name the request in `basedOn`, where its type has that. */
	basedOn: ['required', 'optional'],
	/** Whether references to resources of this server must lead somewhere. */
	references: ['checked', 'unchecked'],
	/** Whether a request that is not active may be answered. */
	closedRequests: ['refused', 'answerable'],
	/** When a new Subscription's endpoint is called. */
	handshake: ['afterAnswer', 'beforeAnswer', 'never'],
	/** What a notification looks like; a handshake or heartbeat is an R5 Bundle wherever the shape has none. */
	notificationShape: ['r5', 'r4b', 'backport', 'resource', 'identity', 'reference', 'empty'],
	/** What becomes of events: `hold` keeps them until they are released. */
	delivery: ['deliver', 'drop', 'repeat', 'hold'],
} as const;

type Table = typeof SWITCHES;

export type Switches = { -readonly [Name in keyof Table]: Table[Name][number] };

export const DEFAULTS = Object.fromEntries(
	Object.entries(SWITCHES).map(([name, [first]]) => [name, first]),
) as Switches;

/** Reads a change of some switches. */
export const readSwitches = checker<Partial<Switches>>({
	type: 'object',
	additionalProperties: false,
	properties: Object.fromEntries(
		Object.entries(SWITCHES).map(([name, values]) => [name, { enum: [...values] }]),
	),
});
