/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { AxiosResponse } from 'axios';

import type { DentalReferralsSandbox } from '../../../sandbox';
import { sleep, useVendor } from '../client';

export const tokenHeader = (key: string) => ({ Authorization: `Token token=${key}` });

/** A client that knows nothing of the nodes, with the main practice's key unless told otherwise. */
export const useDentalReferrals = () =>
	useVendor<DentalReferralsSandbox>(
		({ dentalReferrals }) => dentalReferrals,
		({ credentials }) => tokenHeader(credentials.apiKey),
	);

/** Status and message of a refusal, which is all there is in it. */
export function refusal({ status, data }: AxiosResponse): [number, string] {
	const body = data as Record<string, unknown>;
	expect(Object.keys(body)).toEqual(['status', 'message']);
	expect(body.status).toBe('error');
	return [status, String(body.message)];
}

export const form = (fields: Record<string, string> = {}) => new URLSearchParams(fields);

/** What both ways to make a form need. */
export const FORM = { form_type: 'AdultRestorativeForm', patient_dob: '10/10/2010' };

export interface Receiver {
	url: string;
	bodies: unknown[];
	/** What is answered next; 200 when it is empty. */
	statuses: number[];
}

/** Something that receives webhooks. */
export function useReceiver(): Receiver {
	const receiver: Receiver = { url: '', bodies: [], statuses: [] };
	const server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			receiver.bodies.push({
				method: request.method,
				type: request.headers['content-type'],
				json: JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown,
			});
			response.writeHead(receiver.statuses.shift() ?? 200, { location: receiver.url }).end('ok');
		});
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
	});
	beforeEach(() => {
		receiver.bodies.length = 0;
		receiver.statuses.length = 0;
	});
	afterAll(async () => await new Promise((resolve) => server.close(resolve)));
	return receiver;
}

export async function until(condition: () => boolean): Promise<void> {
	for (let left = 400; left > 0 && !condition(); left -= 1) await sleep(5);
	expect(condition()).toBe(true);
}
