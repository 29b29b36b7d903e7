import type {
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
} from 'n8n-workflow';

import type { Api } from '../request/api';
import type { HttpMethod } from '../request/http';
import type { Paging } from '../request/paging';

/** What a person wrote, checked and converted to what the vendor takes; keyed by the vendor's field names. */
export type Values = Record<string, unknown>;

/** What a converter may need besides the value itself. */
export interface Surroundings {
	/** IANA zone in which times without an offset are meant. */
	zone: string;
	/** A file of the input item; throws when it has none under this name. */
	fileIn(field: string): IBinaryData;
}

/** One field of a form: what the editor shows, and how its value becomes what the vendor takes. */
export interface Field {
	/** Without `displayOptions` for resource and operation: the description adds them. */
	property: INodeProperties;
	/** Throws a `FieldRefusal` for a value that cannot be meant. Never sees an empty value. */
	convert(value: unknown, surroundings: Surroundings): unknown;
	/** `vendor`: sent under its own name (path, query or body). `local`: read by the operation only. */
	target: 'vendor' | 'local';
	/** Whether the value may describe a person, so that it is blotted out of messages; or which of its texts may. */
	personal?: boolean | ((converted: unknown) => string[]);
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

/** What was filled in for one input item. */
export interface Filled {
	node: IExecuteFunctions;
	itemIndex: number;
	/** Value of the chosen resource; several may share an operation. */
	resource: string;
	/** IANA zone in which times without an offset are meant. */
	zone: string;
	/** Everything that was filled in, `local` fields included. */
	values: Values;
	/** The part of `values` that is the vendor's. */
	sendable: IDataObject;
	/** Texts that may describe a person, with the label of the field they came from; never shown. */
	personal: Array<{ text: string; label: string }>;
}

/** What a `run` gets for one input item. */
export interface Step extends Filled {
	api: Api;
}

interface CheckedOperation extends OperationBase {
	writes: boolean;
	/** Offers 'Return All' and 'Limit', which `run` heeds. */
	many?: boolean;
	/** Refuses what can be seen to be wrong before any item is sent; throws a `FieldRefusal`. `count`: of the input items. */
	check?(filled: Filled, count: number): void | Promise<void>;
}

/** Several requests, or files. */
export interface StepsOperation extends CheckedOperation {
	run(step: Step): Promise<OutputRecord[]>;
}

/** One request for all input items. */
export interface TogetherOperation extends CheckedOperation {
	/**
	 * What came of each item, in their order; an `Error` for one that did not go through although others did.
	 *
	 * @param left how many items are not among `steps` because they were refused before
	 */
	runTogether(steps: Step[], left: number): Promise<Array<OutputRecord[] | Error>>;
}

export type Operation = RequestOperation | StepsOperation | TogetherOperation;

export interface Resource {
	value: string;
	name: string;
	description?: string;
	operations: Operation[];
}

export const isRequest = (operation: Operation): operation is RequestOperation => 'path' in operation;

export const writes = (operation: Operation): boolean =>
	isRequest(operation) ? operation.method !== 'GET' : operation.writes;

/** Whether the operation gives as many records as are wanted. */
export const isList = (operation: Operation): boolean =>
	isRequest(operation) ? operation.paging !== undefined : operation.many === true;
