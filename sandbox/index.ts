import { startAlfaDocs, type AlfaDocsSandbox } from './alfadocs';

export type { AlfaDocsSandbox } from './alfadocs';
export type { Fault, FaultEffect, FaultMatch, RecordedRequest, VendorSandbox } from './shared/types';

export interface SandboxOptions {
	/** 0 or absent: any free port. */
	ports?: { alfaDocs?: number };
	/** Default true. */
	rateLimit?: boolean;
}

export interface Sandbox {
	alfaDocs: AlfaDocsSandbox;
	close(): Promise<void>;
}

/** Starts every vendor on 127.0.0.1, an origin each. */
export async function startSandbox({ ports = {}, rateLimit }: SandboxOptions = {}): Promise<Sandbox> {
	const alfaDocs = await startAlfaDocs({ port: ports.alfaDocs, rateLimit });
	return { alfaDocs, close: async () => await alfaDocs.close() };
}
