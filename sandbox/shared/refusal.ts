/** Thrown by a handler; the vendor puts the message into its own error shape. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly headers: Record<string, string> = {},
		/** Instead of the vendor's usual error shape, as OAuth's errors have. */
		readonly body?: unknown,
		/** The field of the request that is to blame, if there is one. */
		readonly field?: string,
	) {
		super(message);
	}
}

/** A refusal that names the field. */
export const fieldRefusal = (status: number, field: string, message: string) =>
	new Refusal(status, message, {}, undefined, field);
