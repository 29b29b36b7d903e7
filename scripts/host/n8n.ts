/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { detect } from 'detect-port';

import { cleanEnvironment, logs, root, startProcess, tail } from '../lib/processes.cjs';
import { N8nClient } from './client';
import { setupResult } from './setupResult';

export interface N8nOptions {
	userFolder: string;
	/** The port to take when it is free; else the next free one is taken. */
	port?: number;
	/** What n8n gets in addition. */
	env?: NodeJS.ProcessEnv;
	/** How long it may take to be ready. */
	timeoutMs?: number;
}

export interface RunningN8n {
	origin: string;
	port: number;
	pid: number;
	logFile: string;
	client: N8nClient;
	/** Resolves when it has ended, for whatever reason. */
	exited: Promise<unknown>;
	stop(): Promise<void>;
}

/** Starts n8n on loopback only and resolves when it is ready. */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await tryToStart(options);
		} catch (error) {
			// n8n listens seconds after we chose its ports: another one that is starting may have been faster.
			const lostARace = /EADDRINUSE|already in use/.test((error as { logTail?: string }).logTail ?? '');
			if (!lostARace || attempt === 3) return await Promise.reject(error);
		}
	}
}

async function tryToStart(options: N8nOptions): Promise<RunningN8n> {
	const { node, host } = setupResult();
	const logFile = join(logs, `n8n-${basename(options.userFolder)}.log`);
	const port = await freePort(options.port ?? 5678);
	const brokerPort = await freePort(port + 1);
	const origin = `http://127.0.0.1:${port}`;
	mkdirSync(logs, { recursive: true });

	const child = startProcess(
		node,
		// n8n leads a process group of its own and would outlive us if we were killed; this makes it end itself.
		[
			'--require',
			join(root, 'scripts', 'lib', 'end-with-parent.cjs'),
			join(host, 'node_modules', 'n8n', 'bin', 'n8n'),
			'start',
		],
		{ cwd: options.userFolder, logFile, ipc: true, env: environment(options, origin, port, brokerPort) },
	);
	try {
		await untilReady(origin, logFile, child.exited, options.timeoutMs ?? 120_000);
	} catch (error) {
		await child.stop();
		throw Object.assign(error as Error, { logFile, logTail: tail(logFile) });
	}
	return {
		origin,
		port,
		pid: child.pid ?? 0,
		logFile,
		client: new N8nClient(origin),
		exited: child.exited,
		stop: async () => await child.stop(),
	};
}

/** The first free loopback port from this one on. */
export async function freePort(from: number): Promise<number> {
	return await detect({ port: from, hostname: '127.0.0.1' });
}

function environment(
	{ userFolder, env }: N8nOptions,
	origin: string,
	port: number,
	brokerPort: number,
): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(
		Object.entries(cleanEnvironment()).filter(
			([name]) => !/^(N8N_|DB_|EXECUTIONS_|WEBHOOK_URL|NODE_OPTIONS)/.test(name),
		),
	);
	return {
		...inherited,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		WEBHOOK_URL: `${origin}/`,
		N8N_EDITOR_BASE_URL: origin,
		// For a demo on loopback only: fixed, so that the kept database can be read again.
		N8N_ENCRYPTION_KEY: 'local-demo-only',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		...env,
	};
}

async function untilReady(
	origin: string,
	logFile: string,
	exited: Promise<{ code: number; error?: Error }>,
	timeoutMs: number,
): Promise<void> {
	let ended: { code: number; error?: Error } | undefined;
	void exited.then((status) => (ended = status));
	const limit = Date.now() + timeoutMs;
	for (;;) {
		if (ended)
			throw new Error(`n8n ended with code ${ended.code} before it was ready. ${ended.error?.message ?? ''}`);
		const answers = await fetch(`${origin}/healthz/readiness`).then(
			(response) => response.ok,
			() => false,
		);
		// Another n8n that was faster to take the port must not pass for ours, so ours has to say so as well.
		if (answers && readFileSync(logFile, 'utf8').includes(`accessible via:\n${origin}`)) return;
		if (Date.now() > limit) throw new Error(`n8n was not ready after ${timeoutMs / 1000} s`);
		await pause(100);
	}
}
