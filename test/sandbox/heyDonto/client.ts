import type { AxiosResponse } from 'axios';

import type { HeyDontoSandbox } from '../../../sandbox';
import { useVendor } from '../client';

/** A client that knows nothing of the nodes, logged in before each test. */
export function useHeyDonto() {
	const client = useVendor<HeyDontoSandbox>(
		({ heyDonto }) => heyDonto,
		() => ({}),
	);
	beforeEach(async () => {
		const { email, password } = client.sandbox.credentials;
		const { data } = await client.bare.post('/auth/login', { email, password });
		client.api.defaults.headers.Authorization = `Bearer ${data.accessToken as string}`;
		client.sandbox.requests.length = 0;
	});
	return client;
}

/** Status and message of a refusal in the core API's shape. */
export function refusal({ status, data }: AxiosResponse): [number, unknown] {
	const body = data as { message: unknown; statusCode: number };
	expect(body.statusCode).toBe(status);
	return [status, body.message];
}

/** The field that a refusal's only message begins with. */
export function blame(answer: AxiosResponse): [number, string] {
	const [status, messages] = refusal(answer);
	expect(messages).toEqual([expect.any(String)]);
	return [status, (messages as string[])[0].split(' ')[0]];
}

/** Status and first text of an OperationOutcome. */
export function outcome({ status, data }: AxiosResponse): [number, string] {
	const body = data as { resourceType: string; issue: Array<{ details: { text: string } }> };
	expect(body.resourceType).toBe('OperationOutcome');
	return [status, body.issue[0].details.text];
}
