import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** How much of a record comes out of a trigger. */
export type Output = 'simplified' | 'raw' | 'id';

/** @param simplified says which fields the simplified form has */
export const outputChoice = (simplified: string): INodeProperties => ({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Simplified', value: 'simplified', description: simplified },
		{ name: 'Raw', value: 'raw', description: 'Everything that is known of it' },
		{
			name: 'ID Only',
			value: 'id',
			description: 'Nothing of a person, so that executions store no more than the ID',
		},
	],
	default: 'simplified',
	description: 'How much of each record comes out',
});

/** Whether several events that are found at once are items of their own. */
export const gathering: INodeProperties = {
	displayName: 'Several Events',
	name: 'severalEvents',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'One Item for All', value: 'oneItem', description: "A list under 'events'" },
		{ name: 'One Item per Event', value: 'itemPerEvent' },
	],
	default: 'itemPerEvent',
	description: 'How events come out that are found at the same time. They are one execution in any case.',
};

/** The items of one execution. */
export function gathered(
	node: IPollFunctions | IWebhookFunctions,
	records: IDataObject[],
): INodeExecutionData[] {
	const together = node.getNodeParameter('severalEvents', 'itemPerEvent') === 'oneItem';
	if (records.length === 0) return [];
	return together ? [{ json: { events: records } }] : records.map((json) => ({ json }));
}
