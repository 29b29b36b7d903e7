/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { AsyncLocalStorage } from 'node:async_hooks';

import { PollContext, PollTriggerExecutor } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { fromContainer } from './container';
import { CredentialsStore } from './engine';

/** What a person has put into n8n around one polling trigger. */
export interface Polling {
	/** Read anew for every poll, as n8n does. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	parameters: IDataObject;
	timezone?: string;
}

/**
 * How n8n keeps a trigger's state. `inMemory`, its default: in the process, and in the database when something is put out
 * and when the workflow is published or unpublished. `durable` (N8N_POLLER_DURABLE_CURSORS_ENABLED): in the database after
 * every poll but the one at publishing, and together with the execution.
 */
export type Keeping = 'inMemory' | 'durable';

/** The poll that n8n is in, with the copy of the state that the trigger works on. */
interface Staged {
	before: string;
	cursor: IDataObject;
}

interface Active {
	workflow: Workflow;
	execute(isStart?: boolean): Promise<void>;
}

interface Outcome {
	items: INodeExecutionData[];
	error?: Error;
}

/** 5 minutes where n8n watches over nothing, else its time for a poll (45 s) less a margin. */
const BUDGET_MS: Record<Keeping, number> = { inMemory: 300_000, durable: 36_000 };

let benches = 0;

/** n8n around one polling trigger: n8n-core's contexts and executor, and what n8n stores. */
export class PollBench {
	/** What each execution that was started got from the trigger. */
	readonly executions: INodeExecutionData[][] = [];
	/** What the trigger has written into n8n's log. */
	readonly warnings: string[] = [];
	/** The workflow's static data in n8n's database. */
	stored: IDataObject = {};
	/** The cursor in n8n's database, where they are durable. */
	cursor?: IDataObject;
	/** How long n8n lets a poll take. */
	budgetMs?: number;
	/** Whether n8n is killed before it has saved the state that belongs to the next execution. */
	losesNextSave = false;
	private readonly staging = new AsyncLocalStorage<Staged>();
	/** Each bench has limits and hashes of its own. */
	private readonly id = `poll-${(benches += 1)}`;
	private node: INodeType;
	private active?: Active;
	private outcome: Outcome = { items: [] };

	/** @param load loads the trigger as a new process would */
	constructor(
		private readonly load: () => INodeType,
		public installation: Polling,
		private readonly keeping: Keeping = 'inMemory',
	) {
		this.node = load();
	}

	/** The part of the state that is the trigger's, as n8n has stored it. */
	get state(): unknown {
		const kept = this.keeping === 'durable' ? this.cursor : this.stored['node:Trigger'];
		return (kept as IDataObject | undefined)?.poll;
	}

	/**
	 * What n8n does when the workflow is published and when n8n starts: it polls once, and what that throws prevents it.
	 *
	 * @returns what was put out
	 */
	async publish(mode: WorkflowActivateMode = 'activate'): Promise<IDataObject[]> {
		const active = this.start(mode, undefined);
		const items = await this.run(active, true);
		this.active = active;
		this.save(active.workflow);
		return items;
	}

	/** One poll on time; rejects with what n8n notes of one that failed. */
	async poll(): Promise<IDataObject[]> {
		if (!this.active) throw new Error('The workflow is not published');
		const active = this.keeping === 'durable' ? this.start('update', BUDGET_MS.durable) : this.active;
		return await this.run(active, false);
	}

	/** n8n ends without saving anything, and starts again with what it has stored. */
	async restart(): Promise<IDataObject[]> {
		this.node = this.load();
		const active = this.start('init', undefined);
		// A job that is there already is not polled again at the start.
		const items = this.keeping === 'durable' ? [] : await this.run(active, true);
		this.active = active;
		this.save(active.workflow);
		return items;
	}

	unpublish(): void {
		if (this.active) this.save(this.active.workflow);
		this.active = undefined;
	}

	/** What the button in the editor does. Throws when the trigger has touched its state. */
	async test(): Promise<IDataObject[]> {
		const workflow = this.workflow();
		const kept = () => JSON.stringify(workflow.getStaticData('node', workflow.nodes.Trigger));
		const before = kept();
		const context = new PollContext(
			workflow,
			workflow.nodes.Trigger,
			this.additionalData(),
			'manual',
			'manual',
		);
		this.listenTo(context);
		const items = (await this.node.poll!.call(context))?.[0] ?? [];
		if (kept() !== before) throw new Error('A test has touched the state');
		return items.map(({ json }) => json);
	}

	private workflow(): Workflow {
		const nodeTypes: INodeTypes = {
			getByName: () => this.node,
			getByNameAndVersion: () => this.node,
			getKnownTypes: () => ({}),
		};
		const { credentials, parameters, timezone = 'UTC' } = this.installation;
		const node: INode = {
			id: 'trigger',
			name: 'Trigger',
			type: `n8n-nodes-healthcare.${this.node.description.name}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: parameters as INode['parameters'],
			credentials: Object.fromEntries(
				Object.keys(credentials).map((type) => [type, { id: this.id, name: type }]),
			),
		};
		return new Workflow({
			id: this.id,
			name: 'Workflow',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: structuredClone(this.stored),
			settings: { timezone },
		});
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: new CredentialsStore(this.installation.credentials),
			variables: {},
			restApiUrl: 'http://localhost/rest',
			instanceBaseUrl: 'http://localhost/',
			webhookBaseUrl: 'http://localhost/webhook',
			webhookTestBaseUrl: 'http://localhost/webhook-test',
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	/** The trigger in n8n's hands: in memory for as long as it is active, where durable for one poll. */
	private start(mode: WorkflowActivateMode, leaseMs: number | undefined): Active {
		const workflow = this.workflow();
		const node = workflow.nodes.Trigger;
		const isDurable = this.keeping === 'durable';
		const context: PollContext = new PollContext(
			workflow,
			node,
			this.additionalData(),
			'trigger',
			mode,
			(data) => this.emit(data[0], workflow),
			(error) => {
				this.outcome.error = error;
			},
			async () => this.commit(),
			async (poll) => (isDurable ? await this.staging.run(this.stage(), poll) : await poll()),
			() => (isDurable ? this.staging.getStore()!.cursor : workflow.getStaticData('node', node)),
			() => this.budgetMs ?? leaseMs ?? BUDGET_MS.inMemory,
		);
		this.listenTo(context);
		const executor = fromContainer<PollTriggerExecutor>(PollTriggerExecutor);
		return { workflow, execute: executor.create(workflow, node, context, () => true) };
	}

	private async run({ execute }: Active, isStart: boolean): Promise<IDataObject[]> {
		const outcome: Outcome = { items: [] };
		this.outcome = outcome;
		await execute(isStart);
		if (outcome.error) throw outcome.error;
		return outcome.items.map(({ json }) => json);
	}

	private stage(): Staged {
		this.cursor ??= (this.stored['node:Trigger'] ?? {}) as IDataObject;
		return { before: JSON.stringify(this.cursor), cursor: structuredClone(this.cursor) };
	}

	private commit(): void {
		const staged = this.staging.getStore();
		if (staged && JSON.stringify(staged.cursor) !== staged.before) {
			this.cursor = structuredClone(staged.cursor);
		}
	}

	private emit(items: INodeExecutionData[], workflow: Workflow): void {
		this.outcome.items = items;
		this.executions.push(items);
		if (this.losesNextSave && this.keeping === 'inMemory') {
			this.losesNextSave = false;
			return;
		}
		this.commit();
		this.save(workflow);
	}

	private save({ staticData }: Workflow): void {
		const { __dataChanged: isChanged } = staticData as { __dataChanged?: boolean };
		if (isChanged) this.stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
	}

	private listenTo(context: PollContext): void {
		const { warnings } = this;
		Object.defineProperty(context, 'logger', {
			value: { warn: (line: string) => warnings.push(line), info() {}, debug() {}, error() {} },
		});
	}
}

/** Puts the clock of this process forward, until it is put back; time goes on meanwhile. */
export function forwardBy(days: number): () => void {
	const now = Date.now;
	const spy = jest.spyOn(Date, 'now').mockImplementation(() => now() + days * 86_400_000);
	return () => spy.mockRestore();
}
