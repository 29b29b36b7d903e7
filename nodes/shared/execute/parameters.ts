import type { IExecuteFunctions } from 'n8n-workflow';

import type { Field, Values } from '../operation/types';

/** A parameter that the form does not show for the chosen operation has no value; n8n needs one to fall back on. */
const HIDDEN = null;

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
}

/**
 * Reads what was filled in, item by item. An expression costs n8n most of a millisecond each time it is read, so each
 * parameter is read once per item, and once per run when it holds no expression.
 */
export class ParameterReader {
	private readonly constants: Values = {};

	private readonly varying: string[] = [];

	constructor(
		private readonly node: IExecuteFunctions,
		fields: Field[],
	) {
		for (const { property } of fields) {
			const { name } = property;
			const raw: unknown = node.getNodeParameter(name, 0, HIDDEN, { rawExpressions: true });
			if (raw === HIDDEN) continue;
			if (holdsExpression(raw)) this.varying.push(name);
			else this.constants[name] = node.getNodeParameter(name, 0);
		}
	}

	/** Parameter values of one item by name; hidden ones are left out. */
	read(itemIndex: number): Values {
		const values = { ...this.constants };
		for (const name of this.varying) values[name] = this.node.getNodeParameter(name, itemIndex);
		return values;
	}
}
