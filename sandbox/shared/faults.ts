import type { Fault, FaultEffect } from './types';

interface Armed {
	fault: Fault;
	left: number;
}

export interface FaultTarget {
	method: string;
	path: string;
	hasBearer: boolean;
}

/** Holds the faults that are switched on. Earlier ones go first. */
export class FaultSwitchboard {
	private armed: Armed[] = [];

	add(fault: Fault): void {
		this.armed.push({ fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.armed = [];
	}

	/** Uses up what this request meets: at most one latency and one other effect. */
	take(target: FaultTarget): { latencyMs: number; effect?: FaultEffect } {
		const hits = this.armed.filter(({ fault }) => applies(fault, target));
		const latency = hits.find(({ fault }) => fault.kind === 'latency');
		const other = hits.find(({ fault }) => fault.kind !== 'latency');
		for (const hit of [latency, other]) if (hit) hit.left -= 1;
		this.armed = this.armed.filter(({ left }) => left > 0);
		return {
			latencyMs: latency?.fault.kind === 'latency' ? latency.fault.ms : 0,
			effect: other?.fault,
		};
	}
}

function applies({ kind, match }: Fault, { method, path, hasBearer }: FaultTarget): boolean {
	if (kind === 'expiredToken' && !hasBearer) return false;
	if (match?.method && match.method.toUpperCase() !== method) return false;
	if (match?.path === undefined) return true;
	// search(), not test(): a regular expression with the g flag must not remember where it was.
	return typeof match.path === 'string' ? path.endsWith(match.path) : path.search(match.path) >= 0;
}
