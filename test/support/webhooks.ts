/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext, WebhookContext } from 'n8n-core';
import {
	NodeHelpers,
	sleep,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { CredentialsStore } from './engine';

/** What a person has put into n8n around one webhook trigger. */
export interface Installation {
	/** Read anew for every call, as n8n does. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	parameters: IDataObject;
	webhookId?: string;
}

export interface Call {
	body: string | Buffer;
	headers?: Record<string, string>;
	/** Aborts when the caller goes away. */
	signal?: AbortSignal;
}

export interface Answer {
	status: number;
	text: string;
}

type Mode = 'webhook' | 'manual';

let workflows = 0;

/** The triggers of this process; loading one takes a moment. */
const loaded = new Map<() => INodeType, INodeType>();

function loadOnce(load: () => INodeType): INodeType {
	const node = loaded.get(load) ?? load();
	loaded.set(load, node);
	return node;
}

/** n8n around one webhook trigger: its HTTP side, its contexts, and what it stores. */
export class TriggerBench {
	/** What each execution that was started got from the trigger. */
	readonly executions: INodeExecutionData[][] = [];
	/** The node's static data as n8n has stored it. */
	stored: IDataObject = {};
	mode: Mode = 'webhook';
	/** Of the next calls, so many executions cannot be stored by n8n. */
	failingExecutions = 0;
	/** As versions of n8n may that do not look at static data again before they save it. */
	savesAtOnce = false;
	/** What n8n then answers. */
	failureStatus = 500;
	/** Of the trigger. */
	nodeId = 'trigger';
	/** Runs between the trigger and what n8n does with its answer, for tests about calls that overlap. */
	beforeAnswer?: () => Promise<void>;
	/** How many calls are there. */
	answering = 0;
	/** What the trigger has written into n8n's log. */
	readonly warnings: string[] = [];
	/** Where people outside see n8n, when it is not where it listens. */
	publicOrigin?: string;
	private node: INodeType;
	private readonly server: Server;
	/** Of its own for each bench, because triggers keep things in memory by workflow. */
	private readonly workflowId = `workflow-${(workflows += 1)}`;

	private constructor(
		/** Loads the trigger as a new process would. */
		private readonly load: () => INodeType,
		public installation: Installation,
	) {
		this.node = loadOnce(load);
		this.server = createServer((request, response) => {
			this.serve(request, response).catch((error: Error) => {
				// A failure of the node becomes a failed execution in n8n, so it must show here.
				this.executions.push([{ json: { thrown: error.message } }]);
				if (!response.headersSent) response.writeHead(500);
				response.end();
			});
		});
	}

	static async start(load: () => INodeType, installation: Installation): Promise<TriggerBench> {
		const bench = new TriggerBench(load, installation);
		await new Promise<void>((resolve) => bench.server.listen(0, '127.0.0.1', resolve));
		return bench;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** The address that the editor shows: the Production URL, or the Test URL while somebody tests. */
	get url(): string {
		const { node, description } = this.workflow();
		const path = NodeHelpers.getNodeWebhookPath(this.workflowId, node, description.path);
		const endpoint = this.mode === 'manual' ? 'webhook-test' : 'webhook';
		return `${this.publicOrigin ?? this.origin}/${endpoint}/${path}`;
	}

	/** A new process, with what n8n has stored. */
	restart(): void {
		this.node = this.load();
	}

	/** What n8n does when the workflow is published, when n8n starts, and when a test begins. */
	async publish(): Promise<void> {
		const hook = this.hook();
		const { checkExists, create } = this.node.webhookMethods!.default!;
		if (!(await checkExists.call(hook.context))) await create.call(hook.context);
		this.save(hook.workflow);
	}

	/** What n8n does when the workflow is unpublished, and when a test ends; it calls both `internal`. */
	async unpublish(): Promise<boolean> {
		const hook = this.hook('internal', 'update');
		const gone = await this.node.webhookMethods!.default!.delete.call(hook.context);
		this.save(hook.workflow);
		return gone;
	}

	async call({ body, headers = {}, signal }: Call, url = this.url): Promise<Answer> {
		const bytes = typeof body === 'string' ? body : Uint8Array.from(body);
		const response = await fetch(url, { method: 'POST', headers, body: bytes, signal });
		return { status: response.status, text: await response.text() };
	}

	private workflow(staticData = structuredClone(this.stored)) {
		const nodeTypes: INodeTypes = {
			getByName: () => this.node,
			getByNameAndVersion: () => this.node,
			getKnownTypes: () => ({}),
		};
		const { credentials, parameters, webhookId } = this.installation;
		const { name, webhooks } = this.node.description;
		const node: INode = {
			id: this.nodeId,
			name: 'Trigger',
			type: `n8n-nodes-healthcare.${name}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: parameters as INode['parameters'],
			credentials: Object.fromEntries(
				Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
			),
			webhookId,
		};
		const workflow = new Workflow({
			id: this.workflowId,
			name: 'Workflow',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData,
			settings: { timezone: 'UTC' },
		});
		return { workflow, node: workflow.nodes.Trigger, description: webhooks![0] };
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		const origin = this.publicOrigin ?? this.origin;
		return {
			credentialsHelper: new CredentialsStore(this.installation.credentials),
			variables: {},
			restApiUrl: `${origin}/rest`,
			instanceBaseUrl: `${origin}/`,
			webhookBaseUrl: `${origin}/webhook`,
			webhookTestBaseUrl: `${origin}/webhook-test`,
			webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
			formWaitingBaseUrl: `${origin}/form-waiting`,
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	private webhookData(additionalData: IWorkflowExecuteAdditionalData): IWebhookData {
		return {
			httpMethod: 'POST',
			node: 'Trigger',
			path: '',
			webhookDescription: this.workflow().description,
			workflowId: this.workflowId,
			workflowExecuteAdditionalData: additionalData,
			isTest: this.mode === 'manual',
		};
	}

	private hook(
		mode: WorkflowExecuteMode = this.mode === 'manual' ? 'manual' : 'trigger',
		activation: WorkflowActivateMode = this.mode === 'manual' ? 'manual' : 'activate',
	) {
		const { workflow, node } = this.workflow();
		const additionalData = this.additionalData();
		const context = new HookContext(
			workflow,
			node,
			additionalData,
			mode,
			activation,
			this.webhookData(additionalData),
		);
		return { context, workflow };
	}

	/** As n8n's LiveWebhooks: the workflow is read anew, the node answers, static data is saved, then the answer leaves. */
	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
		const rawBody = Buffer.concat(chunks);
		const staticData = structuredClone(this.stored);
		const { workflow, node } = this.workflow(staticData);
		const emit = response.emit.bind(response);
		const answer = Object.assign(response, {
			// What a listener throws would end n8n.
			emit: (...event: Parameters<typeof emit>) => {
				try {
					return emit(...event);
				} catch (error) {
					this.executions.push([{ json: { thrown: (error as Error).message } }]);
					return true;
				}
			},
			status: (code: number) => Object.assign(response, { statusCode: code }),
			json: (body: unknown) => response.end(JSON.stringify(body)),
		});
		const additionalData = {
			...this.additionalData(),
			httpRequest: Object.assign(request, {
				rawBody,
				originalUrl: request.url,
				params: {},
				query: {},
				body: {},
			}),
			httpResponse: answer,
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			this.mode,
			this.webhookData(additionalData),
			[],
			null,
		);
		const warnings = this.warnings;
		Object.defineProperty(context, 'logger', {
			value: { warn: (line: string) => warnings.push(line), info() {}, debug() {}, error() {} },
		});
		const result = await this.node.webhook!.call(context);
		this.answering += 1;
		await this.beforeAnswer?.();
		this.answering -= 1;
		if (result.workflowData && !(await this.storeExecution(result.workflowData, staticData))) {
			response.writeHead(this.failureStatus).end();
			return;
		}
		this.save(workflow);
		if (!result.noWebhookResponse) response.writeHead(200).end(JSON.stringify(result.webhookResponse));
		if (!response.writableEnded) throw new Error('The trigger has left the caller without an answer');
	}

	private async storeExecution(data: INodeExecutionData[][], staticData: IDataObject): Promise<boolean> {
		// n8n makes another workflow of the same data, as if nothing in it had been changed, and asks its database.
		if (!this.savesAtOnce) {
			this.workflow(staticData);
			await sleep(4);
		}
		this.failingExecutions -= 1;
		if (this.failingExecutions >= 0) return false;
		this.executions.push(...data);
		return true;
	}

	private save(workflow: Workflow): void {
		const { staticData } = workflow as unknown as { staticData: { __dataChanged: boolean } & IDataObject };
		if (staticData.__dataChanged) this.stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
	}
}
