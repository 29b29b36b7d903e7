import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Api } from '../request/api';
import type { HttpMethod } from '../request/http';
import type { Paging } from '../request/paging';

/** What a person wrote, checked and converted to what the vendor takes; keyed by the vendor's field names. */
export type Values = Record<string, unknown>;

/** What a converter may need besides the value itself. */
export interface Surroundings {
	node: IExecuteFunctions;
	itemIndex: number;
	/** IANA zone in which times without an offset are meant. */
	zone: string;
}

/** One field of a form: what the editor shows, and how its value becomes what the vendor takes. */
export interface Field {
	/** Without `displayOptions` for resource and operation: the description adds them. */
	property: INodeProperties;
	/** Throws a `FieldRefusal` for a value that cannot be meant. Never sees an empty value. */
	convert(value: unknown, surroundings: Surroundings): unknown;
	/** `vendor`: sent under its own name (path, query or body). `local`: read by the operation only. */
	target: 'vendor' | 'local';
	/** Whether the value may describe a person, so that it is blotted out of messages. */
	personal?: boolean;
	/** The members of a collection; their values join the others. */
	members?: Field[];
	/** Whether the converted value is an object whose own members join the others. */
	spread?: boolean;
}

/** What comes out for one input item; the pipeline adds the link to the item. */
export interface OutputRecord {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

interface OperationBase {
	value: string;
	name: string;
	action: string;
	description: string;
	fields: Field[];
	/** Whether it makes no sense for an AI agent, so that it is not offered to one. */
	notForAgents?: boolean;
	/** The fields (ten at most) that are left when 'Simplify' is on; offers 'Simplify' when given. */
	simplified?: string[];
}

/** One request, whose answer is one record (or, with `paging`, a list of them). */
export interface RequestOperation extends OperationBase {
	method: HttpMethod;
	/** Template: `{name}` stands for the field of that name or for a value that the vendor supplies. */
	path: string;
	/** Makes the operation a list: 'Return All' and 'Limit' are offered. */
	paging?: Paging;
	/**
	 * Which records of a list to keep, for filters that the vendor lacks or that are not to be trusted; undefined when
	 * nothing was filled in that filters.
	 */
	keep?(values: Values): ((record: IDataObject) => boolean) | undefined;
	/** Shapes the unwrapped answer of an operation that is not a list. */
	output?(answer: unknown, values: Values): IDataObject;
}

/** Several requests, or files. */
export interface StepsOperation extends OperationBase {
	writes: boolean;
	/** Refuses what can be seen to be wrong before any item is sent; throws a `FieldRefusal`. `count`: of the input items. */
	check?(filled: Pick<Step, 'values' | 'sendable'>, count: number): void;
	run(step: Step): Promise<OutputRecord[]>;
}

export type Operation = RequestOperation | StepsOperation;

/** What a `run` gets for one input item. */
export interface Step {
	api: Api;
	node: IExecuteFunctions;
	itemIndex: number;
	/** Everything that was filled in, `local` fields included. */
	values: Values;
	/** The part of `values` that is the vendor's. */
	sendable: IDataObject;
}

export interface Resource {
	value: string;
	name: string;
	description?: string;
	operations: Operation[];
}

export const isSteps = (operation: Operation): operation is StepsOperation => 'run' in operation;

export const writes = (operation: Operation): boolean =>
	isSteps(operation) ? operation.writes : operation.method !== 'GET';
