/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';

import axios from 'axios';

import { Pauses } from './pauses';

/** One attempt to deliver a webhook. */
export interface Delivery {
	url: string;
	body: unknown;
	/** From 1. */
	attempt: number;
	/** What was answered; 0 while there is no answer, and if there was none. */
	status: number;
	/** Why there was no answer. */
	error?: string;
	/** Milliseconds since the epoch, when it was sent. */
	at: number;
}

export interface DeliveryPolicy {
	/** The vendor's hours between one failed attempt and the next; after the last one it gives up. */
	retryAfterHours: number[];
	isAccepted(status: number): boolean;
	timeoutMs: number;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

// A connection each: a kept one would outlive the sandbox.
const AGENTS = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };

/** Calls webhooks on loopback and nowhere else, again as long as the policy says, in compressed time. */
export class WebhookSender {
	/** Always the same array, emptied by `reset`. */
	readonly deliveries: Delivery[] = [];
	/** How long an hour of the vendor takes here, in milliseconds. */
	hourMs = 0;
	private readonly pauses = new Pauses();
	private running = new AbortController();

	constructor(private readonly policy: DeliveryPolicy) {}

	/** Delivers by itself; `deliveries` says how it goes. */
	send(url: string, body: object): void {
		void this.deliver(url, body);
	}

	/** Resolves to the last attempt; one that was cut off has status 0. `headers` go before the sandbox's own. */
	async deliver(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Delivery> {
		const { signal } = this.running;
		if (!LOOPBACK.test(new URL(url).hostname)) {
			const error = 'The sandbox calls loopback addresses only';
			const refused = { url, body, attempt: 1, status: 0, error, at: Date.now() };
			this.deliveries.push(refused);
			return refused;
		}
		for (let attempt = 1; ; attempt += 1) {
			const delivery: Delivery = { url, body, attempt, status: 0, at: Date.now() };
			this.deliveries.push(delivery);
			await this.call(delivery, headers, signal);
			const hours = this.policy.retryAfterHours[attempt - 1];
			if (signal.aborted || this.policy.isAccepted(delivery.status) || hours === undefined) return delivery;
			if (!(await this.pauses.wait(hours * this.hourMs))) return delivery;
		}
	}

	/** Ends what is under way. */
	stop(): void {
		this.running.abort();
		this.running = new AbortController();
		this.pauses.cancelAll();
	}

	reset(): void {
		this.stop();
		this.deliveries.length = 0;
	}

	private async call(
		delivery: Delivery,
		headers: Record<string, string>,
		signal: AbortSignal,
	): Promise<void> {
		try {
			const { status, data } = await axios.post<Readable>(delivery.url, delivery.body, {
				...AGENTS,
				signal,
				timeout: this.policy.timeoutMs,
				responseType: 'stream',
				validateStatus: () => true,
				// A redirect could lead away from loopback.
				maxRedirects: 0,
				proxy: false,
				headers: { 'Content-Type': 'application/json', ...headers },
			});
			data.destroy();
			delivery.status = status;
		} catch (error) {
			delivery.error = (error as { code?: string }).code ?? (error as Error).message;
		}
	}
}
