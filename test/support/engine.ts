import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type NodeError,
} from 'n8n-workflow';

import * as published from '../../index';

/** Hands its input on; n8n's own manual trigger would bring all of n8n's nodes with it. */
class Start implements INodeType {
	description = {
		displayName: 'Start',
		name: 'start',
		group: ['trigger' as const],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main' as const],
		usableAsTool: undefined,
		properties: [],
	};

	async execute(this: { getInputData(): INodeExecutionData[] }) {
		return [this.getInputData()];
	}
}

const PREFIX = 'n8n-nodes-healthcare.';

/** Everything that the package publishes, by name. */
export const nodeTypes: Record<string, INodeType> = {};
export const credentialTypes: Record<string, ICredentialType> = {};
for (const Published of Object.values(published)) {
	const instance = new (Published as new () => INodeType | ICredentialType)();
	if ('description' in instance) nodeTypes[instance.description.name] = instance;
	else credentialTypes[instance.name] = instance;
}

class PublishedNodeTypes implements INodeTypes {
	private readonly start = new Start() as unknown as INodeType;

	getByName(type: string): INodeType {
		const found = type === 'test.start' ? this.start : nodeTypes[type.replace(PREFIX, '')];
		if (!found) throw new Error(`Unknown node type ${type}`);
		return found;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return nodeTypes as unknown as IDataObject;
	}
}

/** Credentials as n8n keeps them: decrypted for every request, renewed through `preAuthentication`, and written back. */
export class CredentialsStore extends ICredentialsHelper {
	readonly updates: Array<{ type: string; data: ICredentialDataDecryptedObject }> = [];

	constructor(readonly data: Record<string, ICredentialDataDecryptedObject>) {
		super();
	}

	getParentTypes(name: string): string[] {
		return credentialTypes[name]?.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(type: string) {
		return credentialTypes[type]?.properties ?? [];
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = credentialTypes[type];
		// n8n resolves generic credentials outside of n8n-core; all of ours are functions.
		return typeof authenticate === 'function' ? await authenticate(credentials, request) : request;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		type: string,
		_node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication, properties } = credentialTypes[type];
		const expirable = properties.find(({ typeOptions }) => typeOptions?.expirable)?.name;
		if (!preAuthentication || !expirable || (credentials[expirable] && !expired)) return undefined;
		const renewed = await preAuthentication.call(helpers, credentials);
		this.data[type] = { ...this.data[type], ...renewed } as ICredentialDataDecryptedObject;
		return { ...credentials, ...renewed } as ICredentialDataDecryptedObject;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('not used');
	}

	async getDecrypted(_data: unknown, _node: unknown, type: string): Promise<ICredentialDataDecryptedObject> {
		return { ...this.data[type] };
	}

	async updateCredentials(_node: unknown, type: string, data: ICredentialDataDecryptedObject): Promise<void> {
		this.updates.push({ type, data });
	}

	async updateCredentialsOauthTokenData(
		_node: unknown,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.updates.push({ type, data });
		this.data[type] = { ...data };
	}
}

export interface NodeRun {
	/** Name of the node type without the package, e.g. `alfaDocs`. */
	node: string;
	parameters: IDataObject;
	credentials: Record<string, ICredentialDataDecryptedObject> | CredentialsStore;
	/** One empty item when left out. */
	input?: INodeExecutionData[];
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	settings?: Partial<INode>;
	/** Called once the run has started, with a way to cancel it as n8n does. */
	started?(cancel: () => void): void;
	/** Limits are kept by credential, for as long as the process lives. */
	credentialId?: string;
	timezone?: string;
}

export interface NodeResult {
	items: INodeExecutionData[];
	errorItems: INodeExecutionData[];
	/** Set when the node stopped the workflow. */
	error?: NodeError;
	run: IRun;
}

/** The parts of n8n around one node of the package, behind a node that hands it the input items. */
function surroundings(options: NodeRun) {
	const { node: type, parameters, credentials, onError = 'stopWorkflow' } = options;
	const store = credentials instanceof CredentialsStore ? credentials : new CredentialsStore(credentials);
	const tested: INode = {
		id: 'tested',
		name: 'Tested',
		type: PREFIX + type,
		typeVersion: 1,
		position: [200, 0],
		parameters: parameters as INode['parameters'],
		credentials: Object.fromEntries(
			Object.keys(store.data).map((name) => [name, { id: options.credentialId ?? name, name }]),
		),
		onError,
		...options.settings,
	};
	const start: INode = {
		id: 'start',
		name: 'Start',
		type: 'test.start',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [start, tested],
		connections: { Start: { main: [[{ node: 'Tested', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: new PublishedNodeTypes(),
		settings: { executionOrder: 'v1', timezone: options.timezone ?? 'Europe/Rome' },
	});
	const additionalData = {
		credentialsHelper: store,
		hooks: new ExecutionLifecycleHooks('manual', '1', { id: 'test', name: 'test' } as never),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: 'http://localhost/rest',
		instanceBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
	return { start, tested, workflow, additionalData };
}

/** What a node's methods for the editor (`listSearch`, `loadOptions`, `resourceMapping`) run in. */
export function editorContext(options: NodeRun): ILoadOptionsFunctions {
	const { tested, workflow, additionalData } = surroundings(options);
	additionalData.currentNodeParameters = tested.parameters;
	return new LoadOptionsContext(workflow, tested, additionalData, '');
}

/** Runs one node of the package in n8n's own engine. */
export async function runNode(options: NodeRun): Promise<NodeResult> {
	const { start, workflow, additionalData } = surroundings(options);
	const { input = [{ json: {} }] } = options;
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: start, data: { main: [input] }, source: null }] },
	});
	const running = new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(workflow);
	options.started?.(() => running.cancel());
	const run = await running;
	const task = run.data.resultData.runData.Tested?.[0];
	return {
		items: task?.data?.main?.[0] ?? [],
		errorItems: task?.data?.main?.[1] ?? [],
		error: (task?.error ?? run.data.resultData.error) as NodeError | undefined,
		run,
	};
}
