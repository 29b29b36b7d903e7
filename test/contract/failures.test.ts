/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { inspect } from 'node:util';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NodeResult } from '../support/engine';
import { everyOperation, everythingIn, IN_TURN, requiredIn, useBenches, type Bench } from './bench';
import { inputFor, inputName, takesExpression, type Case } from './parameters';
import { endpointOf, isText } from './requests';

/** What happens when the second of three items does not go through: in every operation, in each of n8n's three ways. */
const benches = useBenches();
const operations = everyOperation(benches);

beforeEach(() => benches.forEach((bench) => bench.reset()));

const FAILED = 1;

/** Everything of an outcome that n8n stores or shows. */
const shownIn = ({ error }: NodeResult): string => JSON.stringify(error) + inspect(error, { depth: 8 });

function expectRefusal({ error, items }: NodeResult, what = 'the request'): void {
	expect({
		what,
		name: error?.name,
		message: error?.message,
		description: error?.description,
		itemIndex: error?.context.itemIndex as unknown,
		items,
	}).toEqual({
		what,
		name: expect.stringMatching(/^Node(Api|Operation)Error$/),
		message: expect.stringMatching(/ \[item 1\]$/),
		description: expect.stringMatching(/\w/),
		itemIndex: FAILED,
		items: [],
	});
}

const linksOf = (items: INodeExecutionData[]) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

const unique = (numbers: number[]) => [...new Set(numbers)];

/** Runs the three items with *Continue* and *Continue (using error output)*, and looks at where each one comes out. */
async function expectOthersGoThrough(
	bench: Bench,
	run: (onError: 'continueRegularOutput' | 'continueErrorOutput') => Promise<NodeResult>,
): Promise<void> {
	bench.reset();
	const regular = await run('continueRegularOutput');
	expect(regular.error?.message).toBeUndefined();
	expect(unique(linksOf(regular.items))).toEqual([0, 1, 2]);
	const failed = regular.items.filter(({ json }) => json.error !== undefined);
	expect(linksOf(failed)).toEqual([FAILED]);
	expect(failed[0].json.error).toMatch(/ \[item 1\]$/);

	bench.reset();
	const split = await run('continueErrorOutput');
	expect(split.error?.message).toBeUndefined();
	expect(unique(linksOf(split.items))).toEqual([0, 2]);
	expect(linksOf(split.errorItems)).toEqual([FAILED]);
	expect(split.errorItems[0].json.error).toMatch(/ \[item 1\]$/);
}

/** The fields that must not be empty and that can differ between items. */
const required = (filled: Case) =>
	filled.leaves.filter((leaf) => leaf.property.required && takesExpression(leaf));

interface BadInput {
	what: string;
	input: INodeExecutionData[];
	parameters: IDataObject;
}

function without(filled: Case, name: string): INodeExecutionData[] {
	const input = inputFor(filled, 3);
	input[FAILED].json[name] = '';
	return input;
}

/** Each required field left empty in the second item; for a form without any, an option that is not a number. */
function badInputs(filled: Case): BadInput[] {
	const empty = required(filled).map((leaf) => ({
		what: leaf.property.name,
		input: without(filled, inputName(leaf)),
		parameters: {},
	}));
	const fileless = inputFor(filled, 3);
	delete fileless[FAILED].binary;
	const file = filled.leaves
		.filter(({ property }) => property.name === 'binaryPropertyName')
		.map(({ property }) => ({ what: property.name, input: fileless, parameters: {} }));
	const timeout = `={{ $itemIndex === ${FAILED} ? 'soon' : 60 }}`;
	const option = {
		what: 'timeout',
		input: inputFor(filled, 3),
		parameters: { options: { ...IN_TURN, timeout } },
	};
	return empty.length > 0 ? [...empty, ...file] : [option];
}

describe('bad input', () => {
	test.each(operations)('%s stops before anything was sent', async (_, bench, operation) => {
		const filled = bench.fill(operation, requiredIn(operation));
		for (const { what, input, parameters } of badInputs(filled)) {
			bench.reset();
			expectRefusal(await bench.runMapped(filled, input, {}, parameters), what);
			expect(bench.requests).toEqual([]);
		}
	});

	test.each(operations)('%s goes on with the other items', async (_, bench, operation) => {
		const filled = bench.fill(operation, requiredIn(operation));
		const [{ input, parameters }] = badInputs(filled);
		await expectOthersGoThrough(
			bench,
			async (onError) => await bench.runMapped(filled, input, { onError }, parameters),
		);
	});

	const updates = operations.filter(([, , { operation }]) => operation === 'update');
	test.each(updates)(
		'%s stops before anything was written when there is nothing to change',
		async (_, bench, operation) => {
			const filled = bench.fill(operation, requiredIn(operation));
			const [change] = filled.leaves.filter(({ path }) => path.length > 1);
			expectRefusal(await bench.runMapped(filled, without(filled, inputName(change))));
			const sent = bench.requests.map(({ method, path }) => `${method} ${path}`);
			expect(sent.filter((request) => !request.startsWith('GET'))).toEqual([]);
		},
	);
});

describe('a refusal by the vendor', () => {
	const FAULTS = [404, 500];
	const cases = operations.flatMap(([label, bench, operation]) =>
		FAULTS.map((status) => [`${label}: ${status}`, bench, operation, status] as const),
	);

	/** The first request of the second item meets a fault; those of the first item pass. */
	function arm(bench: Bench, filled: Case, status: number): number {
		const before = endpointOf(bench.contract, filled).requests.length;
		bench.vendor.fault({ kind: 'slowBody', ms: 0, chunks: 1, times: before });
		bench.vendor.fault({ kind: 'status', status, times: 1 });
		return before;
	}

	test.each(cases)('%s', async (_, bench, operation, status) => {
		const filled = bench.fill(operation, requiredIn(operation));
		const input = inputFor(filled, 3);
		const before = arm(bench, filled, status);
		const stopped = await bench.runMapped(filled, input);

		expectRefusal(stopped);
		expect(stopped.error?.name).toBe('NodeApiError');
		expect((stopped.error as { httpCode?: string }).httpCode).toBe(String(status));
		expect(bench.requests[before].status).toBe(status);
		const refused = bench.requests.filter((request) => request.status >= 300);
		expect(refused.length).toBe(bench.requests.length - before);

		await expectOthersGoThrough(bench, async (onError) => {
			arm(bench, filled, status);
			return await bench.runMapped(filled, input, { onError });
		});
	});
});

describe('what is said of a failure', () => {
	/** Texts that the vendor got and that may describe a person, by field. */
	function textsIn(bench: Bench, filled: Case): Array<[string, string[]]> {
		return filled.leaves
			.filter((leaf) => isText(leaf) && !bench.contract.impersonal.includes(leaf.property.name))
			.map(({ property, example: { sent } }) => {
				const values = typeof sent[0] === 'object' ? Object.values(sent[0] as object) : [sent[0]];
				return [property.name, values.map(String)];
			});
	}

	const quote = (bench: Bench, texts: string[]) => {
		const body = bench.contract.refusal(`Not accepted: ${texts.join(' or ')}`);
		bench.vendor.fault({ kind: 'status', status: 400, body, times: Infinity });
	};

	test.each(operations)('%s repeats nothing of what a vendor quotes', async (_, bench, operation) => {
		const filled = bench.fill(operation, everythingIn(operation));
		for (const [name, texts] of textsIn(bench, filled)) {
			bench.reset();
			quote(bench, texts);
			const result = await bench.runMapped(filled, inputFor(filled, 1));
			expect(result.error?.message).toContain('Not accepted');
			expect({ name, leaked: texts.filter((text) => shownIn(result).includes(text)) }).toEqual({
				name,
				leaked: [],
			});
		}
	});

	test.each(benches.map((bench) => [bench.contract.node, bench] as const))(
		'%s repeats nothing of a credential that a vendor quotes',
		async (_, bench) => {
			const [, , operation] = operations.find(([, other]) => other === bench)!;
			const secrets = bench.contract.secrets(bench.vendor);
			quote(bench, secrets);
			const result = await bench.runOnce(bench.fill(operation, requiredIn(operation)));
			expect(result.error?.message).toContain('Not accepted');
			expect(secrets.filter((secret) => shownIn(result).includes(secret))).toEqual([]);
		},
	);

	test.each(operations)(
		'%s says nothing of the credential or a person when the vendor is down',
		async (_, bench, operation) => {
			const filled = bench.fill(operation, everythingIn(operation));
			bench.vendor.fault({ kind: 'status', status: 500, times: Infinity });
			const result = await bench.runMapped(filled, inputFor(filled, 1));
			expect(result.error).toBeDefined();
			const texts = textsIn(bench, filled).flatMap(([, values]) => values);
			const secret = [...bench.contract.secrets(bench.vendor), ...texts];
			expect(secret.filter((text) => shownIn(result).includes(text))).toEqual([]);
		},
	);

	/** No type of field but free text takes these. */
	const NAME = 'Ermenegilda Tramontana';
	const HOSTILE = [NAME, { name: NAME }];

	test.each(operations)('%s repeats nothing of a value that it refuses', async (_, bench, operation) => {
		const filled = bench.fill(operation, everythingIn(operation));
		const { impersonal } = bench.contract;
		const fields = filled.leaves.filter(
			(leaf) => takesExpression(leaf) && !impersonal.includes(leaf.property.name),
		);
		for (const leaf of fields) {
			for (const value of HOSTILE) {
				bench.reset();
				const input = inputFor(filled, 1);
				input[0].json[inputName(leaf)] = value;
				const shown = shownIn(await bench.runMapped(filled, input));
				const leaked = NAME.split(' ').filter((word) => shown.includes(word));
				expect({ field: leaf.property.name, value, leaked }).toEqual({
					field: leaf.property.name,
					value,
					leaked: [],
				});
			}
		}
	});
});
