import mapValues from 'lodash/mapValues';
import type { IExecuteFunctions } from 'n8n-workflow';

import { nodeTypes } from '../support/engine';
import { everyOperation, useBenches, type Bench } from './bench';
import { actionNodes } from './operations';
import { inputFor, inputName, type Case } from './parameters';
import { arrived, dueOf, emptyIn, endpointOf, keptBack, named, sentIn } from './requests';
import { contracts } from './vendors';

/**
 * Every operation that the package publishes, run in n8n's engine against the sandbox with a form that is filled in from
 * the description. A new operation is covered as soon as it stands in a description.
 */
const benches = useBenches();
const operations = everyOperation(benches);

beforeEach(() => benches.forEach((bench) => bench.reset()));

test('every published node that is no trigger has a contract', () => {
	const covered = contracts.map(({ node }) => node).sort();
	// Missing one? Add it to test/contract/vendors.ts.
	expect(actionNodes.map(({ description }) => description.name).sort()).toEqual(covered);
});

test.each(benches.map((bench) => [bench.contract.node, bench] as const))(
	'%s has every operation in its table of documented requests, and no other',
	(_, { contract }) => {
		const published = operations
			.filter(([, bench]) => bench.contract === contract)
			.map(([, , { name }]) => name);
		const documented = Object.keys(contract.endpoints).map((name) => name.split(',')[0]);
		expect([...new Set(documented)].sort()).toEqual(published.sort());
	},
);

/** Requests of the operation itself, without what the node asks first to know where it is. */
function ownRequests({ contract, requests }: Bench, filled: Case) {
	const [first, ...rest] = requests;
	const { requests: expected } = endpointOf(contract, filled);
	const asksItself = expected.length > rest.length;
	return first && contract.isContextRequest?.(first) && !asksItself ? rest : requests;
}

const variants = operations.flatMap(([label, bench, operation]) =>
	bench
		.variantsOf(operation)
		.map((variant) => [`${label}: ${variant.label}`, bench, operation, variant] as const),
);

const matching = (value: string | RegExp): unknown =>
	typeof value === 'string' ? value : expect.stringMatching(value);

describe('requests', () => {
	test.each(variants)('%s', async (_, bench, operation, variant) => {
		const { contract, vendor } = bench;
		const filled = bench.fill(operation, variant);
		const endpoint = endpointOf(contract, filled);
		const credentials = (contract.sparseCredentials ?? contract.credentials)(vendor);
		const { error, items } = await bench.runOnce(filled, { credentials });

		expect(error?.message).toBeUndefined();
		const own = ownRequests(bench, filled);
		expect(named(own, endpoint, vendor.baseUrl)).toEqual(endpoint.requests);
		expect(own.filter(({ status }) => status >= 300)).toEqual([]);
		const headers = endpoint.headers?.map((due) => mapValues(due, (value) => matching(value)));
		expect(own.map((request) => request.headers)).toMatchObject(headers ?? own.map(() => ({})));
		expect(items.length).toBeGreaterThan(0);

		const sent = sentIn(own, endpoint, vendor.baseUrl);
		const due = dueOf(contract, filled);
		const { adds = [], keeps = [], sends = [] } = endpoint;
		const unexpected = keptBack(contract, filled).filter((name) => ![...keeps, ...sends].includes(name));
		expect(unexpected).toEqual([]);
		const given = Object.entries(contract.pathValues(vendor));
		for (const [name, value] of given) {
			expect(sent.filter((one) => one.name === name && !arrived(one, value))).toEqual([]);
		}
		const known = [...due.keys(), ...adds, ...given.map(([name]) => name)];
		expect(sent.filter(({ name }) => !known.includes(name))).toEqual([]);
		const wrong = [...due].filter(([name, value]) => {
			const values = sent.filter((one) => one.name === name);
			const right = values.filter((one) => arrived(one, value));
			// The node may send more under a name that it adds; what was filled in must be among it.
			return right.length === 0 || (right.length < values.length && !adds.includes(name));
		});
		expect(
			wrong.map(([name, value]) => ({ name, value, sent: sent.filter((one) => one.name === name) })),
		).toEqual([]);
		expect(own.flatMap(({ query, body }) => [...emptyIn(query), ...(body ? emptyIn(body) : [])])).toEqual([]);
	});
});

describe('what is left empty', () => {
	test.each(operations)('%s gets along without it', async (_, bench, operation) => {
		const filled = bench.everythingIn(operation);
		const demanded = filled.leaves.filter((leaf) => leaf.demanded);
		const needed = [...bench.requiredIn(operation).leaves, ...demanded].map(inputName);
		const [item] = inputFor(filled, 1);
		for (const name of Object.keys(item.json)) if (!needed.includes(name)) item.json[name] = '';
		const { error, items } = await bench.runMapped(filled, [item]);

		expect(error?.message).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		const empty = bench.requests.flatMap(({ query, body }) => [
			...emptyIn(query),
			...(body ? emptyIn(body) : []),
		]);
		expect(empty).toEqual([]);
	});

	test.each(benches.map((bench) => [bench.contract.node, bench] as const))(
		'%s does not take an empty limit for none at all',
		async (_, bench) => {
			const silent: string[] = [];
			for (const [, , operation] of operations.filter(([, other]) => other === bench)) {
				bench.reset();
				const filled = bench.requiredIn(operation);
				const { items, error } = await bench.runMapped(
					filled,
					inputFor(filled, 1),
					{},
					{ limit: '={{ "" }}' },
				);
				if (!error && items.length === 0) silent.push(operation.name);
			}
			expect(silent).toEqual([]);
		},
	);
});

describe('output', () => {
	test.each(operations)(
		'%s links what comes out of three items to them, in their order',
		async (_, bench, operation) => {
			for (const filled of [bench.requiredIn(operation), bench.everythingIn(operation)]) {
				bench.reset();
				const count = bench.countFor(filled);
				const { items, error } = await bench.runMapped(filled, inputFor(filled, count));
				expect(error?.message).toBeUndefined();
				const from = items.map(({ pairedItem }) => pairedItem);
				expect(from).toEqual(from.map(() => ({ item: expect.any(Number) })));
				const order = from.map((link) => (link as { item: number }).item);
				expect(order).toEqual([...order].sort());
				expect([...new Set(order)]).toEqual([0, 1, 2].slice(0, count));
			}
		},
	);

	test.each(benches.map((bench) => [bench.contract.node, bench] as const))(
		'%s gives nothing for no items, and asks nothing',
		async (node, bench) => {
			// n8n's engine runs no node without input, except for those that are told to.
			const none = { getInputData: () => [] } as unknown as IExecuteFunctions;
			expect(await nodeTypes[node].execute!.call(none)).toEqual([[]]);

			for (const [, , operation] of operations.filter(([, other]) => other === bench)) {
				const { items, error } = await bench.runMapped(bench.requiredIn(operation), []);
				expect({ operation: operation.name, items, error }).toEqual({
					operation: operation.name,
					items: [],
					error: undefined,
				});
			}
			expect(bench.requests).toEqual([]);
		},
	);

	const forOneItem = variants.filter(
		([, { contract }, { name }, { choice, full }]) =>
			endpointOf(contract, { operation: { name }, choice, full }).single,
	);
	test.each(forOneItem)(
		'%s refuses several items before anything was sent, and says what to do',
		async (_, bench, operation, variant) => {
			const filled = bench.fill(operation, variant);
			const { error, items } = await bench.runMapped(filled, inputFor(filled, 3));
			expect({ name: error?.name, description: error?.description, items }).toEqual({
				name: 'NodeOperationError',
				description: expect.stringMatching(/Sub-workflow/),
				items: [],
			});
			expect(bench.requests).toEqual([]);
		},
	);

	test.each(operations.filter(([, , { operation }]) => operation === 'delete'))(
		'%s says that it deleted',
		async (_, bench, operation) => {
			const { items } = await bench.runOnce(bench.requiredIn(operation));
			expect(items.map(({ json }) => json)).toEqual([{ deleted: true }]);
		},
	);
});

test.each(benches.map((bench) => [bench.contract.node, bench] as const))(
	"%s stays within the vendor's limit, however many items there are",
	async (_, bench) => {
		const reads = operations.filter(([, other]) => other === bench);
		// One record for each item, or a list where the vendor has no address for one record.
		const [, , operation] = ['get', 'getAll']
			.map((name) => reads.find(([, , { operation: own }]) => own === name))
			.find((found) => found !== undefined)!;
		const filled = bench.requiredIn(operation);
		bench.vendor.setRateLimit(true);
		const { items, error } = await bench.runMapped(filled, inputFor(filled, 15));
		expect(error?.message).toBeUndefined();
		expect(new Set(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).size).toBe(15);
		expect(bench.requests.filter(({ status }) => status === 429)).toEqual([]);
	},
);

test.each(benches.map((bench) => [bench.contract.node, bench] as const))(
	'%s has no example values that nothing uses',
	(_, bench) => {
		for (const [, , operation, variant] of variants.filter(([, other]) => other === bench))
			bench.fill(operation, variant);
		expect(bench.unusedExamples()).toEqual([]);
	},
);
