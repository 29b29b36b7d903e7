import { randomBytes } from 'node:crypto';

import { Refusal } from '../shared/refusal';
import { WebhookSender, type Delivery } from '../shared/webhooks';
import { CREDENTIALS } from './credentials';
import { sign, type Message, type Payload, type SignedPart } from './signing';
import { nowText } from './time';

/** An event as a test or a person makes it happen. */
export interface NewEvent {
	/** Only `patient.created` is documented. */
	event: string;
	data: Record<string, unknown>;
	/** When it is said to have happened; now unless told. */
	timestamp?: string;
	/** Where it goes in place of the webhook of the dashboard. */
	url?: string;
}

/** What somebody sends who does not know the secret. */
export const FORGERIES = ['otherSecret', 'noSignature', 'alteredData', 'alteredTime'] as const;
export type Forgery = (typeof FORGERIES)[number];

/** The webhook of the dashboard and what is sent to it. That nothing is sent again is [I]: no retries are documented. */
export class Events {
	url: string | null = null;
	secret: string = CREDENTIALS.webhookSecret;
	signedPart: SignedPart = 'payload';
	private readonly sender = new WebhookSender({
		retryAfterHours: [],
		isAccepted: (status) => status >= 200 && status < 300,
		timeoutMs: 10_000,
	});
	private last?: { url: string; message: Message };

	get deliveries(): readonly Delivery[] {
		return this.sender.deliveries;
	}

	stop(): void {
		this.sender.stop();
	}

	reset(): void {
		this.sender.reset();
		this.url = null;
		this.secret = CREDENTIALS.webhookSecret;
		this.signedPart = 'payload';
		this.last = undefined;
	}

	/** From now on everything is signed with the new secret, which is returned. */
	rotateSecret(): string {
		this.secret = `whsec-${randomBytes(12).toString('hex')}`;
		return this.secret;
	}

	/** Resolves when it was answered. */
	async emit({ event, data, timestamp = nowText(), url }: NewEvent): Promise<Delivery> {
		const message = sign({ event, timestamp, data }, this.secret, this.signedPart);
		const target = this.target(url);
		this.last = { url: target, message };
		return await this.deliver(target, message);
	}

	/** For what happens through the API: nothing when no webhook is set, and nobody waits for the answer. */
	announce(event: string, data: object): void {
		if (this.url !== null) void this.emit({ event, data: { ...data } });
	}

	/** The last event once more, byte for byte. */
	async replay(url?: string): Promise<Delivery> {
		if (!this.last) throw new Refusal(409, 'Nothing was sent yet');
		return await this.deliver(url ?? this.last.url, this.last.message);
	}

	/** Sends an event as somebody else would; it is not what `replay` sends. */
	async forge(forgery: Forgery, { event, data, timestamp = nowText(), url }: NewEvent): Promise<Delivery> {
		const payload: Payload = { event, timestamp, data };
		return await this.deliver(this.target(url), this.forged(forgery, payload));
	}

	private forged(forgery: Forgery, payload: Payload): Message {
		const genuine = sign(payload, this.secret, this.signedPart);
		const body = JSON.parse(genuine.body) as Payload & { signature?: string };
		switch (forgery) {
			case 'otherSecret':
				return sign(payload, `not ${this.secret}`, this.signedPart);
			case 'noSignature':
				return { body: JSON.stringify(payload), headers: {} };
			case 'alteredData':
				return {
					...genuine,
					body: JSON.stringify({ ...body, data: { ...body.data, patient_id: 'PAT666' } }),
				};
			case 'alteredTime':
				return { ...genuine, body: JSON.stringify({ ...body, timestamp: '2099-01-01T00:00:00Z' }) };
		}
	}

	private target(url = this.url): string {
		if (url === null) throw new Refusal(409, 'No webhook is set: give its url');
		return url;
	}

	private async deliver(url: string, { body, headers }: Message): Promise<Delivery> {
		return await this.sender.deliver(url, body, headers);
	}
}
