import isPlainObject from 'lodash/isPlainObject';
import { sleep } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import pLimit from 'p-limit';

import { RunCancelled } from '../errors/apiFailure';
import { toNodeError } from '../errors/nodeError';
import { FieldRefusal } from '../errors/refusal';
import {
	DEFAULT_LIMIT,
	DEFAULT_MAX_WAIT,
	DEFAULT_TIMEOUT,
	defaultConcurrency,
	formOf,
} from '../operation/description';
import { labelsOf } from '../operation/collections';
import { isRequest } from '../operation/types';
import type {
	Filled,
	Operation,
	OutputRecord,
	RequestOperation,
	Resource,
	StepsOperation,
} from '../operation/types';
import { fill, type FilledForm } from '../operation/values';
import { Api } from '../request/api';
import type { Paging } from '../request/paging';
import type { Vendor } from '../request/vendor';
import { linked, refusedItem, shape } from './output';
import { ParameterReader } from './parameters';
import { progressOf } from './progress';
import { runTogether } from './together';

/** Reading expressions keeps the process busy; others get their turn after so many items. */
const ITEMS_WITHOUT_PAUSE = 100;

type Accepted = Filled & Pick<FilledForm, 'personal'>;

type Checked = { filled: Accepted; error?: undefined } | { filled?: undefined; error: unknown };

interface Behaviour {
	maxConcurrency: number;
	maxWait: number;
	timeout: number;
}

/**
 * Runs the chosen operation of any vendor for every input item: all items are checked before the first request is sent,
 * reads go side by side, writes one after another, and the output keeps the order of the input.
 *
 * @returns the items of the node's one output
 * @throws NodeApiError, NodeOperationError for the first item (in input order) that did not go through, unless the node
 * is set to continue
 */
export async function executeOperations(
	this: IExecuteFunctions,
	vendor: Vendor,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const count = this.getInputData().length;
	if (count === 0) return [[]];

	const operation = chosenOperation(this, resources);
	const form = formOf(operation);
	const labels = labelsOf(form);
	const goesOn = this.continueOnFail();
	const nodeError = (error: unknown, itemIndex?: number, filled?: Accepted) =>
		toNodeError(this.getNode(), error, { itemIndex, labels, personal: filled?.personal });

	const behaviour = behaviourOf(this, operation);
	const api = await Api.open(this, vendor, chosenAuthentication(this, vendor), behaviour).catch(
		(error: unknown) => {
			throw nodeError(error);
		},
	);
	const checked = await checkItems(this, operation, count, api.zone);
	const refused = checked.findIndex(({ error }) => error !== undefined);
	if (refused >= 0 && !goesOn) throw nodeError(checked[refused].error, refused);

	if ('runTogether' in operation) {
		return [await runTogether(api, operation, checked, goesOn, nodeError)];
	}

	const inTurn = pLimit(behaviour.maxConcurrency);
	const progress = progressOf(this, vendor.name, count);
	const stopping: Array<{ itemIndex: number; error: unknown }> = [];
	const handle = async (
		{ filled, error: refusal }: Checked,
		itemIndex: number,
	): Promise<INodeExecutionData[]> => {
		if (stopping.length > 0) return [];
		progress();
		try {
			if (!filled) return [refusedItem(nodeError(refusal, itemIndex), itemIndex)];
			return linked(await perform(api, operation, filled), itemIndex);
		} catch (error) {
			if (goesOn && !(error instanceof RunCancelled))
				return [refusedItem(nodeError(error, itemIndex, filled), itemIndex)];
			stopping.push({ itemIndex, error });
			return [];
		}
	};
	const outputs = await Promise.all(checked.map(async (item, index) => await inTurn(handle, item, index)));

	const [first] = stopping.sort((a, b) => a.itemIndex - b.itemIndex);
	if (first) throw nodeError(first.error, first.itemIndex, checked[first.itemIndex].filled);
	return [outputs.flat()];
}

function chosenOperation(node: IExecuteFunctions, resources: Resource[]): Operation {
	const resource = node.getNodeParameter('resource', 0) as string;
	const operation = node.getNodeParameter('operation', 0) as string;
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	const refusal = new FieldRefusal(
		'The chosen operation does not exist',
		"Choose 'Resource' and 'Operation' again.",
	);
	throw toNodeError(node.getNode(), refusal);
}

/** A node with one kind of credential has no choice to read. */
function chosenAuthentication(node: IExecuteFunctions, vendor: Vendor): string {
	const kinds = Object.keys(vendor.credentials);
	return kinds.length > 1 ? (node.getNodeParameter('authentication', 0) as string) : kinds[0];
}

/** These hold for the whole run, so the first item's values count. */
function behaviourOf(node: IExecuteFunctions, operation: Operation): Behaviour {
	const options = node.getNodeParameter('options', 0, {}) as Partial<Behaviour>;
	const positive = (value: unknown, otherwise: number) =>
		Number(value) >= 1 ? Math.floor(Number(value)) : otherwise;
	return {
		maxConcurrency: positive(options.maxConcurrency, defaultConcurrency(operation)),
		maxWait: Number(options.maxWait ?? DEFAULT_MAX_WAIT) || 0,
		timeout: positive(options.timeout, DEFAULT_TIMEOUT),
	};
}

async function checkItems(
	node: IExecuteFunctions,
	operation: Operation,
	count: number,
	zone: string,
): Promise<Checked[]> {
	const form = formOf(operation);
	const resource = node.getNodeParameter('resource', 0) as string;
	const reader = new ParameterReader(node, form);
	const checked: Checked[] = [];
	for (let itemIndex = 0; itemIndex < count; itemIndex++) {
		if (itemIndex % ITEMS_WITHOUT_PAUSE === ITEMS_WITHOUT_PAUSE - 1) await sleep(0);
		try {
			const fileIn = (field: string) => node.helpers.assertBinaryData(itemIndex, field);
			const read = fill(form, reader.read(itemIndex), { zone, fileIn });
			const filled = { ...read, node, itemIndex, resource, zone };
			if (isRequest(operation)) operation.paging?.check?.(filled.sendable);
			else await operation.check?.(filled, count);
			checked.push({ filled });
		} catch (error) {
			checked.push({ error });
		}
	}
	return checked;
}

async function perform(
	api: Api,
	operation: RequestOperation | StepsOperation,
	filled: Filled,
): Promise<OutputRecord[]> {
	const records = !isRequest(operation)
		? await operation.run({ ...filled, api })
		: operation.paging
			? await list(api, operation, operation.paging, filled)
			: [{ json: await one(api, operation, filled) }];
	return records.map((record) => ({ ...record, json: shape(operation, filled.values, record.json) }));
}

async function list(
	api: Api,
	{ method, path, keep }: RequestOperation,
	paging: Paging,
	{ values, sendable }: Pick<Filled, 'values' | 'sendable'>,
): Promise<OutputRecord[]> {
	const limit =
		values.returnAll === true ? Infinity : ((values.limit as number | undefined) ?? DEFAULT_LIMIT);
	const records: OutputRecord[] = [];
	const kept = keep?.(values);
	// Of a page that is filtered here little may be left, so it is asked for in full.
	for await (const page of api.pages({ method, path, values: sendable }, paging, kept ? Infinity : limit)) {
		for (const json of page) {
			if (records.length < limit && (kept?.(json) ?? true)) records.push({ json });
		}
		if (records.length >= limit) break;
	}
	return records;
}

async function one(
	api: Api,
	{ method, path, output }: RequestOperation,
	{ values, sendable }: Pick<Filled, 'values' | 'sendable'>,
): Promise<IDataObject> {
	const answer = await api.request({ method, path, values: sendable });
	if (method === 'DELETE') return { deleted: true };
	if (output) return output(answer, values);
	return isPlainObject(answer) ? (answer as IDataObject) : { success: true };
}
