/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { inspect } from 'node:util';

import cloneDeep from 'lodash/cloneDeep';
import set from 'lodash/set';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NodeResult } from '../support/engine';
import { everyOperation, IN_TURN, useBenches, type Bench } from './bench';
import { inputFor, inputName, namesFile, placesOf, takesExpression, type Case } from './parameters';
import { endpointOf, isText, textsIn } from './requests';

/**
 * What happens when the second of three items does not go through: in every operation, in each of n8n's three ways. Where
 * an operation takes one item only, it is that one.
 */
const benches = useBenches();
const operations = everyOperation(benches);

beforeEach(() => benches.forEach((bench) => bench.reset()));

/** Which item does not go through. */
const failing = (bench: Bench, filled: Case): number => (bench.countFor(filled) > 1 ? 1 : 0);

/** Everything of an outcome that n8n stores or shows. */
/** Without times and places in the code, whose digits say nothing. */
const shownIn = ({ error }: NodeResult): string =>
	(JSON.stringify(error) + inspect(error, { depth: 8 })).replace(/\b\d{13}\b|:\d+:\d+/g, '');

function expectRefusal({ error, items }: NodeResult, failed: number, what = 'the request'): void {
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
		message: expect.stringMatching(new RegExp(` \\[item ${failed}\\]$`)),
		description: expect.stringMatching(/\w/),
		itemIndex: failed,
		items: [],
	});
}

const linksOf = (items: INodeExecutionData[]) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

const unique = (numbers: number[]) => [...new Set(numbers)];

/** Runs the items with *Continue* and *Continue (using error output)*, and looks at where each one comes out. */
async function expectOthersGoThrough(
	bench: Bench,
	filled: Case,
	run: (onError: 'continueRegularOutput' | 'continueErrorOutput') => Promise<NodeResult>,
): Promise<void> {
	const failed = failing(bench, filled);
	const all = [0, 1, 2].slice(0, bench.countFor(filled));
	const says = new RegExp(` \\[item ${failed}\\]$`);
	bench.reset();
	const regular = await run('continueRegularOutput');
	expect(regular.error?.message).toBeUndefined();
	expect(unique(linksOf(regular.items))).toEqual(all);
	const refused = regular.items.filter(({ json }) => json.error !== undefined);
	expect(linksOf(refused)).toEqual([failed]);
	expect(refused[0].json.error).toMatch(says);

	bench.reset();
	const split = await run('continueErrorOutput');
	expect(split.error?.message).toBeUndefined();
	expect(unique(linksOf(split.items))).toEqual(all.filter((index) => index !== failed));
	expect(linksOf(split.errorItems)).toEqual([failed]);
	expect(split.errorItems[0].json.error).toMatch(says);
}

/** Runs three items that one request is made for, which is refused. */
async function expectAllRefused(
	bench: Bench,
	run: (onError: 'continueErrorOutput') => Promise<NodeResult>,
): Promise<void> {
	bench.reset();
	const { items, errorItems, error } = await run('continueErrorOutput');
	expect({ items, error: error?.message }).toEqual({ items: [], error: undefined });
	expect(linksOf(errorItems)).toEqual([0, 1, 2]);
	errorItems.forEach(({ json }, at) => expect(json.error).toMatch(new RegExp(` \\[item ${at}\\]$`)));
}

/** The fields that must not be empty and that can differ between items. */
const required = (filled: Case) => filled.leaves.filter((leaf) => leaf.demanded && takesExpression(leaf));

interface BadInput {
	what: string;
	input: INodeExecutionData[];
	parameters: IDataObject;
}

function without(bench: Bench, filled: Case, name: string): INodeExecutionData[] {
	const input = inputFor(filled, bench.countFor(filled));
	input[failing(bench, filled)].json[name] = '';
	return input;
}

/** Each required field left empty in the second item; for a form without any, an option that is not a number. */
function badInputs(bench: Bench, filled: Case): BadInput[] {
	const failed = failing(bench, filled);
	const input = () => inputFor(filled, bench.countFor(filled));
	const empty = required(filled).map((leaf) => ({
		what: leaf.property.name,
		input: without(bench, filled, inputName(leaf)),
		parameters: {},
	}));
	const fileless = input();
	delete fileless[failed].binary;
	const file = filled.leaves
		.filter(namesFile)
		.map(({ property }) => ({ what: property.name, input: fileless, parameters: {} }));
	const timeout = `={{ $itemIndex === ${failed} ? 'soon' : 60 }}`;
	const option = {
		what: 'timeout',
		input: input(),
		parameters: { options: { ...IN_TURN, timeout } },
	};
	return empty.length > 0 ? [...empty, ...file] : [option];
}

describe('bad input', () => {
	test.each(operations)('%s stops before anything was sent', async (_, bench, operation) => {
		const filled = bench.requiredIn(operation);
		for (const { what, input, parameters } of badInputs(bench, filled)) {
			bench.reset();
			const result = await bench.runMapped(filled, input, {}, parameters);
			expectRefusal(result, failing(bench, filled), what);
			expect(bench.requests).toEqual([]);
		}
	});

	test.each(operations)('%s goes on with the other items', async (_, bench, operation) => {
		const filled = bench.requiredIn(operation);
		const [{ input, parameters }] = badInputs(bench, filled);
		const run = async (onError: 'continueRegularOutput' | 'continueErrorOutput') =>
			await bench.runMapped(filled, input, { onError }, parameters);
		if (endpointOf(bench.contract, filled).together) await expectAllRefused(bench, run);
		else await expectOthersGoThrough(bench, filled, run);
	});

	const updates = operations.filter(([, , { operation }]) => operation === 'update');
	test.each(updates)(
		'%s stops before anything was written when there is nothing to change',
		async (_, bench, operation) => {
			const filled = bench.requiredIn(operation);
			const [change] = filled.leaves.filter(
				({ path, property }) => path.length > 1 || property.type === 'resourceMapper',
			);
			const input = without(bench, filled, inputName(change));
			expectRefusal(await bench.runMapped(filled, input), failing(bench, filled));
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
	const sleepsOn = ([, { contract }, { name }, status]: (typeof cases)[number]) =>
		endpointOf(contract, { operation: { name }, choice: '', full: false }).notYet?.includes(status);

	/** The first request of the item that fails meets a fault; those of the items before it pass. */
	function arm(bench: Bench, filled: Case, status: number): number {
		const { requests, together } = endpointOf(bench.contract, filled);
		const before = together ? 0 : requests.length * failing(bench, filled);
		if (before > 0) bench.vendor.fault({ kind: 'slowBody', ms: 0, chunks: 1, times: before });
		bench.vendor.fault({ kind: 'status', status, times: 1 });
		return before;
	}

	test.each(cases.filter((each) => !sleepsOn(each)))('%s', async (_, bench, operation, status) => {
		const filled = bench.requiredIn(operation);
		const input = inputFor(filled, bench.countFor(filled));
		const before = arm(bench, filled, status);
		const stopped = await bench.runMapped(filled, input);

		const { together, asksOn = [] } = endpointOf(bench.contract, filled);
		expectRefusal(stopped, together ? 0 : failing(bench, filled));
		expect(stopped.error?.name).toBe('NodeApiError');
		expect((stopped.error as { httpCode?: string }).httpCode).toBe(String(status));
		expect(bench.requests[before].status).toBe(status);
		const refused = bench.requests.filter((request) => request.status >= 300);
		if (!asksOn.includes(status)) expect(refused.length).toBe(bench.requests.length - before);

		const again = async (onError: 'continueRegularOutput' | 'continueErrorOutput') => {
			arm(bench, filled, status);
			return await bench.runMapped(filled, input, { onError });
		};
		if (together) await expectAllRefused(bench, again);
		else await expectOthersGoThrough(bench, filled, again);
	});

	test.each(cases.filter(sleepsOn))('%s is not yet one: it sleeps', async (_, bench, operation, status) => {
		const filled = bench.requiredIn(operation);
		arm(bench, filled, status);
		const { error, run } = await bench.runMapped(filled, inputFor(filled, 1));
		expect(error?.message).toBeUndefined();
		expect(run.waitTill?.getTime()).toBeGreaterThan(Date.now());
		expect(bench.requests.map((request) => request.status)).toEqual([status]);
	});
});

describe('what is said of a failure', () => {
	/** Texts that the vendor got and that may describe a person, by field. */
	function personalTextsIn(bench: Bench, filled: Case): Array<[string, string[]]> {
		return filled.leaves
			.filter((leaf) => isText(leaf) && !bench.contract.impersonal.includes(leaf.property.name))
			.map(({ property, example: { sent } }) => [property.name, textsIn(sent[0])]);
	}

	const quote = (bench: Bench, texts: string[]) => {
		const body = bench.contract.refusal(`Not accepted: ${texts.join(' or ')}`);
		bench.vendor.fault({ kind: 'status', status: 400, body, times: Infinity });
	};

	test.each(operations)('%s repeats nothing of what a vendor quotes', async (_, bench, operation) => {
		const filled = bench.everythingIn(operation);
		for (const [name, texts] of personalTextsIn(bench, filled)) {
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
			const result = await bench.runOnce(bench.requiredIn(operation));
			expect(result.error?.message).toContain('Not accepted');
			expect(secrets.filter((secret) => shownIn(result).includes(secret))).toEqual([]);
		},
	);

	test.each(operations)(
		'%s says nothing of the credential or a person when the vendor is down',
		async (_, bench, operation) => {
			const filled = bench.everythingIn(operation);
			bench.vendor.fault({ kind: 'status', status: 500, times: Infinity });
			const result = await bench.runMapped(filled, inputFor(filled, 1));
			expect(result.error).toBeDefined();
			const texts = personalTextsIn(bench, filled).flatMap(([, values]) => values);
			const secret = [...bench.contract.secrets(bench.vendor), ...texts];
			expect(secret.filter((text) => shownIn(result).includes(text))).toEqual([]);
		},
	);

	/** No type of field but free text takes these. */
	const NAME = 'Ermenegilda Tramontana';
	const HOSTILE = [NAME, { name: NAME }];

	test.each(operations)('%s repeats nothing of a value that it refuses', async (_, bench, operation) => {
		const filled = bench.everythingIn(operation);
		const { impersonal } = bench.contract;
		const places = filled.leaves
			.filter((leaf) => !impersonal.includes(leaf.property.name))
			.flatMap(placesOf)
			.filter((path) => !impersonal.includes(path[path.length - 1]));
		for (const path of places) {
			for (const value of HOSTILE) {
				bench.reset();
				const input = cloneDeep(inputFor(filled, 1));
				set(input[0].json, path, value);
				const shown = shownIn(await bench.runMapped(filled, input));
				const leaked = NAME.split(' ').filter((word) => shown.includes(word));
				expect({ path, value, leaked }).toEqual({ path, value, leaked: [] });
			}
		}
	});
});
