import type { AxiosResponse } from 'axios';

import type { HealthDockSandbox } from '../../../sandbox';
import { useVendor } from '../client';

/** A client that knows nothing of the nodes. */
export const useHealthDock = (options: { rateLimit?: boolean } = {}) =>
	useVendor<HealthDockSandbox>(
		({ healthDock }) => healthDock,
		({ credentials }) => ({ Authorization: `Bearer ${credentials.apiKey}` }),
		options,
	);

export interface Refused {
	code: string;
	message: string;
	details?: { field: string; issue: string };
}

/** Status and error of a refusal, which is all there is in it. */
export function refusal({ status, data }: AxiosResponse): [number, Refused] {
	const body = data as Record<string, unknown>;
	expect(Object.keys(body)).toEqual(['success', 'error']);
	expect(body.success).toBe(false);
	return [status, body.error as Refused];
}

/** Status, code and blamed field of a refusal. */
export function blame(answer: AxiosResponse): [number, string, string | undefined] {
	const [status, { code, details }] = refusal(answer);
	return [status, code, details?.field];
}
