import type { Operation } from '../../shared/operation/types';

/**
 * The operation as one about records of this name: `Get many records` → `Get many patient records`.
 *
 * @param name as people say it, e.g. `Condition (Diagnosis)`; what stands in brackets is for looking it up
 */
export function about(operation: Operation, name: string): Operation {
	const spoken = name.replace(/ \(.*\)$/, '').toLowerCase();
	const article = /^[aeiou]/.test(spoken) ? 'an' : 'a';
	const action = operation.action
		.replace('a record', `${article} ${spoken} record`)
		.replace('many records', `many ${spoken} records`);
	return { ...operation, action };
}
