/** What the documentation says that an operation asks for. */
export interface Endpoint {
	/** `METHOD /path/{field}` below the base URL, in order. */
	requests: string[];
	/** Names of what the vendor gets although nobody filled it in: paging, and fields that it demands. */
	adds?: string[];
	/** Names of fields that the vendor knows nothing of: what they mean is done by the node. */
	keeps?: string[];
	/** Names of fields that the node reads itself and whose content reaches the vendor all the same, as the example has it. */
	sends?: string[];
	/** Headers that the documentation demands beside those of every request, in the order of the requests. */
	headers?: Array<Record<string, string | RegExp>>;
	/** Whether it takes one input item only. */
	single?: boolean;
	/** Whether one request is made for all input items, which then go through or fail as one. */
	together?: boolean;
	/** Statuses after which something else is asked before it counts as refused. */
	asksOn?: number[];
	/** Statuses that mean “not yet”: the execution sleeps in place of a failure. */
	notYet?: number[];
}

/**
 * By `resource.operation`; `resource.operation, field = value` goes before it where a choice changes the requests, and
 * either with `, everything` behind it where the optional fields do.
 */
export type Endpoints = Record<string, Endpoint>;
