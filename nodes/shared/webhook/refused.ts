/** A call that is turned away. The words go back to whoever called, so they say nothing that would help to forge one. */
export class Refused extends Error {
	constructor(
		readonly status: 400 | 401 | 413 | 415 | 503,
		message: string,
	) {
		super(message);
	}
}
