/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { Sandbox } from '../../sandbox';
import { chain, type RunningN8n, type Workflow } from '../host';
import { ProcessMemory } from './processMemory';
import { ourStep } from './workflows';

const MB = 1024 * 1024;
const FILE_MB = 300;
const WARM_UP_MB = 8;
const ROUNDS = 3;
/** Long enough for V8 to collect what the run before left, which would make the growth look smaller. */
const SETTLE_MS = 5000;

export interface MemoryRound {
	before: number;
	/** Most in the phase, less what there was before the workflow started. */
	downloadGrowth: number;
	uploadGrowth: number;
	/** The size and the SHA-256 that arrived are those that were given. */
	intact: boolean;
	seconds: number;
}

export interface MemoryResult {
	fileMb: number;
	method: string;
	/** In MB. */
	rounds: MemoryRound[];
}

/** Memory of n8n while a big file goes through it: fetched by 'File > Download', sent on by 'File > Upload'. */
export async function measureMemory(
	n8n: RunningN8n,
	sandbox: Sandbox,
	packageName: string,
): Promise<MemoryResult> {
	const memory = new ProcessMemory(n8n.pid);
	const vendor = sandbox.dentalReferrals;
	const url = `${vendor.origin}/documents/${vendor.seed.referrals.sent.urn}.pdf`;
	const workflow = chain('Bench: a file through n8n', [
		ourStep(packageName, 'Download', 'file.download', { url }),
		ourStep(packageName, 'Upload', 'file.upload', { otherFiles: 'data' }),
	]);
	try {
		vendor.setPdfSize(WARM_UP_MB * MB);
		for (let run = 0; run < 2; run++) await passThrough(n8n, sandbox, workflow, memory, url);
		vendor.setPdfSize(FILE_MB * MB);
		const rounds: MemoryRound[] = [];
		while (rounds.length < ROUNDS) {
			await pause(SETTLE_MS);
			rounds.push(await passThrough(n8n, sandbox, workflow, memory, url));
		}
		return { fileMb: FILE_MB, method: memory.method, rounds };
	} finally {
		memory.close();
		vendor.setPdfSize(null);
	}
}

async function passThrough(
	{ client }: RunningN8n,
	{ dentalReferrals: vendor }: Sandbox,
	workflow: Workflow,
	memory: ProcessMemory,
	url: string,
): Promise<MemoryRound> {
	const given = await digestOf(url, vendor.credentials.apiKey);
	vendor.requests.length = 0;
	const before = memory.resident;
	memory.startPeak();
	const since = Date.now();

	let downloadPeak: number | undefined;
	const watch = setInterval(() => {
		// The first request of the upload: what comes now belongs to it.
		if (downloadPeak !== undefined || !vendor.requests.some(({ method }) => method === 'POST')) return;
		downloadPeak = memory.peak;
		memory.startPeak();
	}, 5);
	const run = await client.runWorkflow(workflow, { timeoutMs: 300_000 }).finally(() => clearInterval(watch));
	if (run.status !== 'success' || downloadPeak === undefined)
		throw new Error(`The file did not pass: ${run.status} ${run.error?.message ?? ''}`);

	const arrived = vendor.uploads.at(-1);
	return {
		before: before / MB,
		downloadGrowth: (downloadPeak - before) / MB,
		uploadGrowth: (memory.peak - before) / MB,
		intact: arrived?.size === given.size && arrived.sha256 === given.sha256,
		seconds: (Date.now() - since) / 1000,
	};
}

/** What the vendor gives, read without keeping it. */
async function digestOf(url: string, apiKey: string): Promise<{ size: number; sha256: string }> {
	const response = await fetch(url, {
		headers: { accept: 'application/json', authorization: `Token token=${apiKey}` },
	});
	const hash = createHash('sha256');
	let size = 0;
	for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
		hash.update(chunk);
		size += chunk.length;
	}
	return { size, sha256: hash.digest('hex') };
}
