import lowerFirst from 'lodash/lowerFirst';

import { recordOperations } from '../../fhir/operations';
import { about } from '../../fhir/operations/about';
import { download, upload } from '../../fhir/operations/binary';
import { execute } from '../../fhir/operations/execute';
import { nameOfType } from '../../fhir/typeNames';
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

/** Every FHIR resource of the documentation, under the name that people look for it by. */
export const fhirResources: Resource[] = Object.entries(fhirTypes).map(([type, description]) => {
	const name = nameOfType(type);
	const operations = (special[type] ?? common).map((operation) => about(operation, name));
	return { value: lowerFirst(type), name, description, operations };
});
