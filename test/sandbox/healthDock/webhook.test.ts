/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import hmacSHA256 from 'crypto-js/hmac-sha256';

import { sleep } from '../client';
import { useHealthDock } from './client';

const client = useHealthDock();
const calls: Array<{ text: string; headers: IncomingHttpHeaders }> = [];
let status = 200;
let url = '';

const server = createServer((request, response) => {
	const pieces: Buffer[] = [];
	request.on('data', (piece: Buffer) => pieces.push(piece));
	request.on('end', () => {
		calls.push({ text: Buffer.concat(pieces).toString('utf8'), headers: request.headers });
		response.writeHead(status).end('ok');
	});
});
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
beforeEach(() => {
	calls.length = 0;
	status = 200;
});
afterAll(async () => await new Promise((resolve) => server.close(resolve)));

const hmac = (text: string, secret = client.sandbox.credentials.webhookSecret as string) =>
	`sha256=${hmacSHA256(text, secret).toString()}`;
const last = () => {
	const { text, headers } = calls[calls.length - 1];
	const { signature, ...payload } = JSON.parse(text) as Record<string, unknown>;
	return { text, headers, signature, payload };
};

it('creating a patient sends the documented event, signed, to the webhook of the dashboard', async () => {
	const patient = {
		first_name: 'John',
		last_name: 'Doe',
		date_of_birth: '1980-01-02',
		gender: 'M',
		phone: '+91 90000 33333',
	};
	await client.api.post('/patients', patient);
	expect(client.sandbox.deliveries).toEqual([]);

	client.sandbox.setWebhook(url);
	await client.api.post('/patients', patient);
	for (let left = 200; left > 0 && client.sandbox.deliveries[0]?.status !== 200; left -= 1) await sleep(5);
	expect(calls).toHaveLength(1);
	const { payload, signature, headers } = last();
	expect(headers['content-type']).toBe('application/json');
	expect(payload).toEqual({
		event: 'patient.created',
		timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
		data: expect.objectContaining({ ...patient, patient_id: expect.stringMatching(/^PAT\d+$/) }),
	});
	expect(signature).toBe(hmac(JSON.stringify(payload)));
});

const NAME = 'Zoë "Z", D: x';
it.each([
	['payload', (payload: object) => JSON.stringify(payload)],
	['pretty', (payload: object) => JSON.stringify(payload, null, 2)],
	['data', ({ data }: { data?: unknown }) => JSON.stringify(data)],
	[
		'python',
		() =>
			'{"event": "note.made", "timestamp": "2026-01-01T00:00:00Z", "data": {"name": "Zo\\u00eb \\"Z\\", D: x", "list": [1, {"a": null}]}}',
	],
] as const)('signs %s', async (part, text) => {
	client.sandbox.setSignedPart(part);
	const { status: answered } = await client.sandbox.emit({
		event: 'note.made',
		timestamp: '2026-01-01T00:00:00Z',
		data: { name: NAME, list: [1, { a: null }] },
		url,
	});
	const { payload, signature } = last();
	expect([answered, signature]).toEqual([200, hmac(text(payload))]);
});

it('signs the whole body in a header', async () => {
	client.sandbox.setSignedPart('header');
	await client.sandbox.emit({ url });
	const { text, headers, signature } = last();
	expect([headers['x-healthdock-signature'], signature]).toEqual([hmac(text), undefined]);
});

it('signs with the new secret once it was rotated, and with the first one after a reset', async () => {
	const secret = client.sandbox.rotateSecret();
	await client.sandbox.emit({ url });
	expect(last().signature).toBe(hmac(JSON.stringify(last().payload), secret));
	client.sandbox.reset();
	await client.sandbox.emit({ url });
	expect(last().signature).toBe(hmac(JSON.stringify(last().payload)));
});

it('sends the last event again byte for byte, and forgeries that are none of it', async () => {
	await client.sandbox.emit({ url });
	await client.sandbox.replay();
	expect(calls[1].text).toBe(calls[0].text);
	for (const forgery of ['otherSecret', 'noSignature', 'alteredData', 'alteredTime'] as const) {
		await client.sandbox.forge(forgery, { url });
		const { payload, signature } = last();
		expect([forgery, signature === hmac(JSON.stringify(payload))]).toEqual([forgery, false]);
	}
	await client.sandbox.replay();
	expect(calls[calls.length - 1].text).toBe(calls[0].text);
});

it('tries once, whatever is answered, and only on loopback', async () => {
	status = 500;
	expect((await client.sandbox.emit({ url })).status).toBe(500);
	const refused = await client.sandbox.emit({ url: 'https://n8n.example/hook' });
	expect(refused).toMatchObject({ status: 0, error: 'The sandbox calls loopback addresses only' });
	await sleep(50);
	expect([calls.length, client.sandbox.deliveries.length]).toEqual([1, 2]);
});

it('is there over HTTP', async () => {
	const control = async (name: string, body: unknown = {}) =>
		await client.bare.post(`/_sandbox/${name}`, body);
	expect((await client.bare.get('/_sandbox/actions')).data).toEqual(
		expect.arrayContaining(['webhook', 'emit', 'forge', 'replay', 'rotate-secret', 'signed-part']),
	);
	expect((await control('emit')).status).toBe(409);
	expect((await control('replay')).status).toBe(409);
	await control('webhook', { url });
	const { webhookSecret } = (await control('rotate-secret')).data as { webhookSecret: string };
	const sent = await control('emit', { event: 'appointment.cancelled', data: { why: 'rain' } });
	expect(sent.data).toMatchObject({ url, status: 200, attempt: 1 });
	const { payload, signature } = last();
	expect(payload).toMatchObject({
		event: 'appointment.cancelled',
		data: { appointment_id: client.sandbox.seed.appointments.tomorrow.id, why: 'rain' },
	});
	expect(signature).toBe(hmac(JSON.stringify(payload), webhookSecret));
	await control('forge', { forgery: 'noSignature' });
	expect(last().signature).toBeUndefined();
	expect((await control('replay')).status).toBe(200);
	expect((await client.bare.get('/_sandbox/deliveries')).data).toHaveLength(3);
	for (const [name, body] of [
		['forge', { forgery: 'other' }],
		['emit', { name: 'x' }],
		['signed-part', { part: 'all' }],
		['webhook', {}],
	] as const)
		expect([name, (await control(name, body)).status]).toEqual([name, 400]);
});
