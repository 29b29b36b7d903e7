import { ExecuteContext } from 'n8n-core';

import { startAlfaDocsBench, type AlfaDocsBench } from '../support/alfaDocs';
import { byId, itemsOf } from '../support/bench';
import { nodeTypes } from '../support/engine';

let bench: AlfaDocsBench;
beforeAll(async () => {
	bench = await startAlfaDocsBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

/** Names of the parameters that n8n evaluated, once for each time. */
async function evaluated(run: () => Promise<unknown>): Promise<string[]> {
	const read = jest.spyOn(
		ExecuteContext.prototype as unknown as { _getNodeParameter(): unknown },
		'_getNodeParameter',
	);
	await run();
	const calls = read.mock.calls as unknown as Array<[string, number, unknown, { rawExpressions?: boolean }?]>;
	const names = calls.filter(([, , , options]) => !options?.rawExpressions).map(([name]) => name);
	read.mockRestore();
	return names;
}

it('reads an expression once an item, and what is no expression once a run', async () => {
	const input = itemsOf(1001, 1002, 1003, 1004, 1005);
	const parameters = { patientId: byId('={{ $json.value }}'), simplify: true };
	const names = await evaluated(async () => await bench.run('patient.get', parameters, { input }));
	expect(names.filter((name) => name === 'patientId')).toHaveLength(5);
	expect(names.filter((name) => name === 'simplify')).toHaveLength(1);
});

describe('for an AI agent', () => {
	beforeAll(() => {
		// n8n offers every node a second time, under the name of its tool.
		const tool = new (nodeTypes.alfaDocs.constructor as new () => typeof nodeTypes.alfaDocs)();
		nodeTypes.alfaDocsTool = {
			...tool,
			execute: tool.execute,
			description: { ...tool.description, name: 'alfaDocsTool' },
		};
	});
	afterAll(() => {
		delete nodeTypes.alfaDocsTool;
	});
	const get = async (more: object) =>
		(await bench.run('patient.get', { patientId: byId(1001), ...more }, { node: 'alfaDocsTool' })).items[0]
			.json;

	it('gives the fields that are needed most unless told otherwise', async () => {
		expect(Object.keys(await get({}))).toHaveLength(10);
		expect(Object.keys(await get({ output: 'raw' })).length).toBeGreaterThan(20);
	});

	it('gives the fields that are named, and no others', async () => {
		expect(await get({ output: 'selected', outputFields: 'id, city' })).toEqual({ id: 1001, city: 'Milano' });
	});
});
