import { parse } from 'flatted';

/** What the harness says about a finished execution. */
export interface WorkflowRun {
	executionId: string;
	/** n8n's own word: success, error, crashed, canceled, waiting. */
	status: string;
	ms: number;
	/** Every run of every node, in the order they ran. */
	nodes: NodeRun[];
	/** What stopped the workflow. */
	error?: RunError;
}

export interface NodeRun {
	name: string;
	ms: number;
	/** The items of the node's first output that has any. */
	items: Item[];
	/** The items of each output. */
	outputs: Item[][];
	error?: RunError;
}

export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	error?: RunError;
	pairedItem?: unknown;
}

export interface RunError {
	message: string;
	description?: string | null;
	httpCode?: string | null;
	node?: { name: string };
	[other: string]: unknown;
}

/** What `GET /rest/executions/:id` answers. */
export interface StoredExecution {
	id: string;
	status: string;
	finished: boolean;
	startedAt: string;
	stoppedAt?: string | null;
	data: string;
}

interface ResultData {
	resultData: {
		error?: RunError;
		runData: Record<
			string,
			Array<{
				startTime: number;
				executionTime: number;
				error?: RunError;
				data?: { main?: Array<Item[] | null> };
			}>
		>;
	};
}

/** Turns n8n's stored execution into what happened, node by node. */
export function readExecution(execution: StoredExecution): WorkflowRun {
	const { resultData } = parse(execution.data) as ResultData;
	const nodes = Object.entries(resultData.runData ?? {})
		.flatMap(([name, runs]) => runs.map((run) => ({ name, ...run })))
		.sort((a, b) => a.startTime - b.startTime)
		.map(({ name, executionTime, error, data }) => {
			const outputs = (data?.main ?? []).map((items) => items ?? []);
			return {
				name,
				ms: executionTime,
				error,
				outputs,
				items: outputs.find((items) => items.length > 0) ?? [],
			};
		});
	return {
		executionId: execution.id,
		status: execution.status,
		ms: Date.parse(execution.stoppedAt ?? execution.startedAt) - Date.parse(execution.startedAt),
		nodes,
		error: resultData.error,
	};
}
