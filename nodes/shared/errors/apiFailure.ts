import type { NodeApiError } from 'n8n-workflow';

export type Failure = NonNullable<NodeApiError['failure']>;

interface Details {
	/** What a person can do next. */
	description?: string;
	statusCode?: number;
	/** The vendor's name of the field that it does not accept. */
	field?: string;
	failure?: Failure;
	/** Whether the request may have been carried out all the same. */
	unclear?: boolean;
	/** The input item that it is about, where one request was made for several. */
	itemIndex?: number;
	/** The address on another origin that was pointed to and not asked. Never shown: it may hold a key of its own. */
	elsewhere?: string;
}

/**
 * A request that did not succeed: what the vendor answered, or why nothing came. Nothing of the
 * answer's body or headers is kept, so that nothing of a patient or a credential can leave with it.
 */
export class ApiFailure extends Error {
	readonly description?: string;

	readonly statusCode?: number;

	readonly field?: string;

	readonly failure?: Failure;

	readonly unclear: boolean;

	readonly itemIndex?: number;

	readonly elsewhere?: string;

	constructor(message: string, details: Details = {}) {
		super(message);
		this.description = details.description;
		this.statusCode = details.statusCode;
		this.field = details.field;
		this.failure = details.failure;
		this.unclear = details.unclear ?? false;
		this.itemIndex = details.itemIndex;
		this.elsewhere = details.elsewhere;
	}
}

/** The run was stopped by a person or by n8n; nothing is sent any more. */
export class RunCancelled extends Error {
	constructor() {
		super('The execution was cancelled');
	}
}
