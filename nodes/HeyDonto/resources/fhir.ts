import lowerFirst from 'lodash/lowerFirst';

import { titleOf } from '../../fhir/labels';
import { recordOperations } from '../../fhir/operations';
import { download, upload } from '../../fhir/operations/binary';
import { execute } from '../../fhir/operations/execute';
import type { Operation, Resource } from '../../shared/operation/types';
import { fhirServer } from '../fhir';
import { siteOption } from '../fields';
import { fhirTypes } from './fhirTypes';

const ownOptions = [siteOption()];

const common = recordOperations(fhirServer, ownOptions);

/** Types with operations besides those that all have. */
const special: Record<string, Operation[]> = {
	Binary: [...common, upload(fhirServer, ownOptions), download(fhirServer, ownOptions)],
	Bundle: [...common, execute(fhirServer, ownOptions)],
};

/** `Get many records` → `Get many patient records`. */
function actionFor(action: string, name: string): string {
	const article = /^[aeiou]/.test(name) ? 'an' : 'a';
	return action
		.replace('a record', `${article} ${name} record`)
		.replace('many records', `many ${name} records`);
}

/** Every FHIR resource of the documentation, under the name that people look for it by. */
export const fhirResources: Resource[] = Object.entries(fhirTypes).map(([type, [everyday, description]]) => {
	const name = everyday ? `${titleOf(type)} (${everyday})` : titleOf(type);
	const operations = (special[type] ?? common).map((operation) => ({
		...operation,
		action: actionFor(operation.action, name.toLowerCase()),
	}));
	return { value: lowerFirst(type), name, description, operations };
});
