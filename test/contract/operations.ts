import intersection from 'lodash/intersection';
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import { nodeTypes } from '../support/engine';

/** One operation as the editor offers it. */
export interface OperationRef {
	node: INodeType;
	resource: string;
	operation: string;
	/** `resource.operation` */
	name: string;
	option: INodePropertyOptions;
}

const valuesOf = (property: INodeProperties): INodePropertyOptions[] =>
	(property.options ?? []) as INodePropertyOptions[];

const isShownFor = (property: INodeProperties, resource: string): boolean =>
	(property.displayOptions?.show?.resource ?? []).includes(resource);

/** Everything that the node can be told to do, taken from its published description. */
export function operationsOf(node: INodeType): OperationRef[] {
	const { properties } = node.description;
	const resources = properties.find(({ name }) => name === 'resource');
	if (!resources) return [];
	return valuesOf(resources).flatMap(({ value }) => {
		const resource = String(value);
		return properties
			.filter((property) => property.name === 'operation' && isShownFor(property, resource))
			.flatMap(valuesOf)
			.map((option) => {
				const operation = String(option.value);
				return { node, resource, operation, name: `${resource}.${operation}`, option };
			});
	});
}

/** The resources whose operation of that name has the very same form. */
export function resourcesWithFormOf({ node, resource, operation }: OperationRef): string[] {
	const lists = node.description.properties
		.filter((property) => isShownFor(property, resource))
		.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation))
		.map(({ displayOptions }) => (displayOptions?.show?.resource ?? []) as string[]);
	return intersection(...lists);
}

/** Nodes that start no workflow by themselves. */
export const actionNodes = Object.values(nodeTypes).filter(
	({ description }) => !description.group.includes('trigger'),
);
