import upperFirst from 'lodash/upperFirst';

import { definitionsOf } from '../../nodes/fhir/definitions';
import { mapperFields } from '../../nodes/fhir/forms';
import type { Workflow, WorkflowNode } from '../../scripts/host';

/** What n8n's resource mapper stores. */
interface Form {
	value: Record<string, unknown>;
	schema: unknown[];
}

const isForm = (fields: unknown): fields is Form =>
	typeof fields === 'object' && fields !== null && 'schema' in fields;

/**
 * A workflow whose HeyDonto forms list their fields as the editor would store them: it takes what is listed for what
 * there is, and does not ask.
 */
export async function withListedFields(workflow: Workflow): Promise<Workflow> {
	const definitions = await definitionsOf('R4');
	const listed = (node: WorkflowNode): WorkflowNode => {
		const { fields, resource, resourceType, operation } = node.parameters;
		if (!node.type.endsWith('.heyDonto') || !isForm(fields)) return node;
		const type = String(resourceType ?? upperFirst(String(resource)));
		const schema = mapperFields(definitions, type, operation !== 'update').map((field) => ({
			...field,
			removed: !(field.id in fields.value),
		}));
		return { ...node, parameters: { ...node.parameters, fields: { ...fields, schema } } };
	};
	return { ...workflow, nodes: workflow.nodes.map(listed) };
}
