/**
 * A value that a person wrote and that cannot be meant. The message names the field by its label and never repeats
 * the value, which may be a patient's.
 */
export class FieldRefusal extends Error {
	constructor(
		message: string,
		readonly description?: string,
	) {
		super(message);
	}
}
