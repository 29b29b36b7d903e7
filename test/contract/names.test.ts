import type { INodeType } from 'n8n-workflow';

import { credentialTypes, nodeTypes } from '../support/engine';
import { operationsOf, type OperationRef } from './operations';
import { choicesOf, flatten, modesOf, type Placed } from './published';

/** `name`, and what else of a parameter is stored with a workflow: what was chosen, and the mode of a locator. */
function storedNames({ path, property }: Placed): string[] {
	const choices = choicesOf(property).map(({ value }) => `${path} = ${String(value)}`);
	const modes = modesOf(property).map(({ name }) => `${path} by ${name}`);
	return [path, ...choices, ...modes];
}

const isOf =
	({ resource, operation }: Pick<OperationRef, 'resource' | 'operation'>) =>
	({ property: { displayOptions } }: Placed): boolean => {
		const { show } = displayOptions ?? {};
		return Boolean(show?.resource?.includes(resource) && show.operation?.includes(operation));
	};

/** The names of one form; where resources share it, they stand with the first of them only. */
function formNames({ node, resource, operation }: OperationRef): string[] | string {
	const form = node.description.properties
		.map((property): Placed => ({ path: property.name, property }))
		.filter(isOf({ resource, operation }));
	const first = form.map(({ property }) => String(property.displayOptions?.show?.resource?.[0]));
	if (first.every((other) => other === first[0] && other !== resource)) return `as ${first[0]}.${operation}`;
	return form.flatMap(({ property }) => flatten([property]).flatMap(storedNames)).sort();
}

function namesOf(node: INodeType) {
	const { properties, credentials, version, name } = node.description;
	const general = properties.filter(
		({ name: own, displayOptions }) => own !== 'resource' && !displayOptions?.show?.resource,
	);
	return {
		name,
		version,
		credentials: credentials?.map((credential) => credential.name).sort(),
		parameters: flatten(general).flatMap(storedNames).sort(),
		operations: Object.fromEntries(
			operationsOf(node)
				.sort((a, b) => a.name.localeCompare(b.name, 'en'))
				.map((operation) => [operation.name, formNames(operation)]),
		),
	};
}

describe('Workflows store these strings, so they never change once released', () => {
	test.each(Object.keys(nodeTypes))('node %s', (name) => {
		expect(namesOf(nodeTypes[name])).toMatchSnapshot();
	});

	test.each(Object.keys(credentialTypes))('credential %s', (name) => {
		const { properties, extends: parents } = credentialTypes[name];
		expect({
			name: credentialTypes[name].name,
			extends: parents,
			properties: flatten(properties).flatMap(storedNames).sort(),
		}).toMatchSnapshot();
	});
});
