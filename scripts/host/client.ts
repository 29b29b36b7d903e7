/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { setTimeout as pause } from 'node:timers/promises';

import { readExecution, type StoredExecution, type WorkflowRun } from './execution';
import type { SavedWorkflow, Workflow } from './workflow';

/** A login for an n8n that only this machine can reach. */
export const LOCAL_LOGIN = { email: 'demo@example.com', password: 'LocalDemo1' };

export interface Credential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

export interface NodeTypeDescription {
	name: string;
	displayName: string;
	iconUrl?: string | { light: string; dark: string };
	[other: string]: unknown;
}

export interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	installedNodes: Array<{ name: string; type: string }>;
	failedLoading?: boolean;
}

/** An answer of n8n that is not a success. */
export class N8nError extends Error {
	constructor(
		message: string,
		readonly status: number,
		readonly body: unknown,
	) {
		super(message);
	}
}

/** n8n's own REST interface, as its editor uses it. */
export class N8nClient {
	private readonly cookies: Map<string, string>;

	/** @param session of another client that has signed in; n8n takes a few sign-ins only in a stretch of time */
	constructor(
		readonly origin: string,
		session = '[]',
	) {
		this.cookies = new Map(JSON.parse(session) as Array<[string, string]>);
	}

	/** What another client needs to be signed in as well. */
	get session(): string {
		return JSON.stringify([...this.cookies]);
	}

	/** Sets the owner up on a new n8n, else signs in. */
	async signIn({ email, password } = LOCAL_LOGIN): Promise<void> {
		const settings = await this.rest<{ userManagement: { showSetupOnFirstLoad?: boolean } }>(
			'GET',
			'/settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.rest('POST', '/owner/setup', { email, password, firstName: 'Local', lastName: 'Demo' });
		} else {
			await this.rest('POST', '/login', { emailOrLdapLoginId: email, password });
		}
	}

	/** One call below /rest; answers with its `data`. */
	async rest<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.fetch(`/rest${path}`, {
			method,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const answer =
			text && response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as unknown) : text;
		if (!response.ok) {
			throw new N8nError(
				`${method} ${path}: ${response.status} ${text.slice(0, 600)}`,
				response.status,
				answer,
			);
		}
		return (typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : answer) as T;
	}

	/** A request with this session's cookies; takes a path or a whole address of this n8n, follows no redirect. */
	async fetch(path: string, init: RequestInit = {}): Promise<Response> {
		const response = await fetch(new URL(path, this.origin), {
			redirect: 'manual',
			...init,
			headers: {
				'content-type': 'application/json',
				// n8n ties a session to the browser that opened it.
				'browser-id': 'local-harness',
				// n8n closes idle connections; one that is used again at that moment breaks.
				connection: 'close',
				cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
			},
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			if (name) this.cookies.set(name, value);
		}
		return response;
	}

	/** Creates the credential, or updates the one of this name and type. */
	async saveCredential(credential: Credential): Promise<SavedCredential> {
		const present = await this.rest<SavedCredential[]>('GET', '/credentials');
		const same = present.find(({ name, type }) => name === credential.name && type === credential.type);
		return same
			? await this.rest('PATCH', `/credentials/${same.id}`, credential)
			: await this.rest('POST', '/credentials', credential);
	}

	/** What the test button of the credential shows. */
	async testCredential(credential: Credential & { id: string }): Promise<CredentialTestResult> {
		return await this.rest('POST', '/credentials/test', { credentials: credential });
	}

	/** Creates the workflow, or replaces the one of this name; credentials are found by their type and name. */
	async saveWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		const linked = await this.withCredentialIds(workflow);
		const present = await this.rest<Array<{ id: string; name: string }>>('GET', '/workflows');
		const same = present.find(({ name }) => name === workflow.name);
		return same
			? await this.rest('PATCH', `/workflows/${same.id}`, linked)
			: await this.rest('POST', '/workflows', linked);
	}

	private async withCredentialIds(workflow: Workflow): Promise<Workflow> {
		const present = await this.rest<SavedCredential[]>('GET', '/credentials');
		const nodes = workflow.nodes.map((node) => {
			const links = Object.entries(node.credentials ?? {}).map(([type, { name }]) => {
				const found = present.find((credential) => credential.type === type && credential.name === name);
				if (!found)
					throw new Error(`"${workflow.name}" uses the credential "${name}" (${type}), which does not exist`);
				return [type, { id: found.id, name }];
			});
			return links.length > 0 ? { ...node, credentials: Object.fromEntries(links) } : node;
		});
		const { name, connections, settings = {}, pinData } = workflow;
		return { name, nodes, connections, settings, ...(pinData && { pinData }) };
	}

	/** Saves the workflow, runs it as the button in the editor does, and waits for its end. */
	async runWorkflow(workflow: Workflow, { timeoutMs = 60_000 } = {}): Promise<WorkflowRun> {
		const saved = await this.saveWorkflow(workflow);
		const trigger = saved.nodes.find(({ type, disabled }) => !disabled && /trigger$/i.test(type));
		if (!trigger) throw new Error(`"${workflow.name}" has no trigger to start from`);
		const { executionId } = await this.rest<{ executionId?: string }>('POST', `/workflows/${saved.id}/run`, {
			workflowData: saved,
			triggerToStartFrom: { name: trigger.name },
		});
		if (!executionId) throw new Error(`"${workflow.name}" waits for a webhook and cannot be run like this`);
		return await this.waitForExecution(executionId, { timeoutMs });
	}

	/** Waits until an execution is no longer running; one that sleeps counts as ended, unless its end is wanted. */
	async waitForExecution(
		id: string,
		{ timeoutMs = 60_000, whileWaiting = false } = {},
	): Promise<WorkflowRun> {
		const underWay = ['new', 'running', 'unknown', ...(whileWaiting ? ['waiting'] : [])];
		const limit = Date.now() + timeoutMs;
		for (;;) {
			const execution = await this.rest<StoredExecution>('GET', `/executions/${id}`);
			if (!underWay.includes(execution.status)) return readExecution(execution);
			if (Date.now() > limit)
				throw new Error(`Execution ${id} is still ${execution.status} after ${timeoutMs / 1000} s`);
			await pause(50);
		}
	}

	/** Publishes a workflow and waits until all its triggers are active. */
	async publish({ id, versionId }: SavedWorkflow, { timeoutMs = 30_000 } = {}): Promise<void> {
		interface Status {
			status: string;
			triggers: Array<{ status: string; errorMessage?: string }>;
		}
		await this.rest('POST', `/workflows/${id}/activate`, { versionId, name: '', description: '' });
		const limit = Date.now() + timeoutMs;
		for (;;) {
			const status = await this.rest<Status>('GET', `/workflows/${id}/publication-status`);
			if (status.status === 'published' && status.triggers.every((trigger) => trigger.status === 'activated'))
				return;
			const failed = /fail/.test(status.status) || status.triggers.some(({ errorMessage }) => errorMessage);
			if (failed || Date.now() > limit) throw new Error(`Not published: ${JSON.stringify(status)}`);
			await pause(50);
		}
	}

	async unpublish({ id }: SavedWorkflow): Promise<void> {
		await this.rest('POST', `/workflows/${id}/deactivate`, {});
	}

	/** The node types as the editor loads them. */
	async nodeTypes(): Promise<NodeTypeDescription[]> {
		const response = await this.fetch('/types/nodes.json');
		if (!response.ok) throw new Error(`/types/nodes.json: ${response.status}`);
		return (await response.json()) as NodeTypeDescription[];
	}

	/** Installs a community package, as Settings > Community nodes does. */
	async installPackage(name: string, version: string): Promise<InstalledPackage> {
		return await this.rest('POST', '/community-packages', { name, version });
	}

	async uninstallPackage(name: string): Promise<void> {
		await this.rest('DELETE', `/community-packages?name=${encodeURIComponent(name)}`);
	}

	async installedPackages(): Promise<InstalledPackage[]> {
		return await this.rest('GET', '/community-packages');
	}
}
