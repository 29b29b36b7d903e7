import { FieldRefusal } from '../../nodes/shared/errors/refusal';

/** The refusal of what was written; fails where it was taken, and for anything thrown that is no refusal. */
export function refusalOf(action: () => unknown): FieldRefusal {
	let thrown: unknown = new Error('It was not refused');
	try {
		action();
	} catch (error) {
		thrown = error;
	}
	if (thrown instanceof FieldRefusal) return thrown;
	throw thrown;
}
