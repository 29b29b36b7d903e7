import type { Sandbox } from '../../sandbox';
import { chain, type N8nClient, type Workflow } from '../host';
import type { OpenSockets } from './sockets';
import { httpStep, itemsStep, ourStep } from './workflows';

const ITEMS = 1000;
const ROUNDS = 3;
const MEASURED = 'Measured';

/**
 * A vendor that answers at once shows what the nodes themselves cost; one that takes its time, what waiting does: our
 * node has 10 requests under way unless told, HTTP Request as many as it can.
 */
const CASES = [
	{ latencyMs: 0, maxConcurrency: 10 },
	{ latencyMs: 50, maxConcurrency: 10 },
	{ latencyMs: 50, maxConcurrency: 50 },
];

export interface Speed {
	/** Of each round, the node's own time. */
	ms: number[];
	/** Of the middle round. */
	perSecond: number;
	/** Connections that the vendor had open at once, at most. */
	sockets: number;
}

export interface ThroughputResult {
	latencyMs: number;
	maxConcurrency: number;
	items: number;
	ours: Speed;
	http: Speed;
	/** Ours to n8n's own. */
	ratio: number;
}

/** The same requests with our node and with n8n's HTTP Request node, in turns in the same n8n. */
export async function measureThroughput(
	client: N8nClient,
	sandbox: Sandbox,
	packageName: string,
	sockets: OpenSockets,
): Promise<ThroughputResult[]> {
	const { dentalReferrals: vendor } = sandbox;
	const items = itemsStep(vendor.seedReferrals(ITEMS));
	const urn = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	const url = `=${vendor.baseUrl}/referral_status?urn={{ $json.id }}`;
	const results: ThroughputResult[] = [];
	for (const { latencyMs, maxConcurrency } of CASES) {
		const parameters = { urn, options: { maxConcurrency } };
		const workflows = {
			ours: chain('Bench: our node', [
				items,
				ourStep(packageName, MEASURED, 'referral.getStatus', parameters),
			]),
			http: chain('Bench: HTTP Request', [items, httpStep(MEASURED, url)]),
		};
		vendor.clearFaults();
		if (latencyMs > 0) vendor.fault({ kind: 'latency', ms: latencyMs, times: Infinity });
		const rounds = { ours: [] as Round[], http: [] as Round[] };
		// The first round warms both up and is not counted.
		for (let round = 0; round <= ROUNDS; round++) {
			for (const kind of ['ours', 'http'] as const) {
				const measured = await runOnce(client, workflows[kind], sockets);
				if (round > 0) rounds[kind].push(measured);
			}
		}
		const [ours, http] = [speedOf(rounds.ours), speedOf(rounds.http)];
		const ratio = ours.perSecond / http.perSecond;
		results.push({ latencyMs, maxConcurrency, items: ITEMS, ours, http, ratio });
	}
	vendor.clearFaults();
	return results;
}

interface Round {
	ms: number;
	sockets: number;
}

async function runOnce(client: N8nClient, workflow: Workflow, sockets: OpenSockets): Promise<Round> {
	sockets.startPeak();
	const run = await client.runWorkflow(workflow, { timeoutMs: 300_000 });
	const step = run.nodes.find(({ name }) => name === MEASURED);
	if (run.status !== 'success' || step?.items.length !== ITEMS)
		throw new Error(`"${workflow.name}" gave ${step?.items.length ?? 0} items: ${run.error?.message ?? ''}`);
	return { ms: step.ms, sockets: sockets.peak };
}

function speedOf(rounds: Round[]): Speed {
	const ms = rounds.map((round) => round.ms);
	const middle = [...ms].sort((a, b) => a - b)[Math.floor(ms.length / 2)];
	return {
		ms,
		perSecond: ITEMS / (middle / 1000),
		sockets: Math.max(...rounds.map((round) => round.sockets)),
	};
}
