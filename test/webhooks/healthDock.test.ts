import hmacSHA256 from 'crypto-js/hmac-sha256';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { HealthDockTrigger } from '../../nodes/HealthDock/HealthDockTrigger.node';
import { without } from '../../nodes/HealthDock/signedText';
import { TriggerBench, type Call } from '../support/webhooks';
import { useWorld } from './table';

/** What is particular to HealthDock: what its signature may be made over, and what comes out. */
const world = useWorld();
const SECRET = 'whsec-of-the-clinic';
let bench: TriggerBench;

const credential = (changes: IDataObject = {}) => ({
	environment: 'custom',
	baseUrl: world.sandbox.healthDock.baseUrl,
	webhookSecret: SECRET,
	previousWebhookSecret: '',
	...changes,
});
const load = () => new HealthDockTrigger();
beforeEach(async () => {
	bench = await TriggerBench.start(load, {
		parameters: { authentication: 'apiKey', event: 'any', output: 'raw', options: {} },
		credentials: { healthDockApi: credential() as never },
		webhookId: 'any',
	});
});
afterEach(async () => await bench.close());

const set = (parameters: IDataObject) => Object.assign(bench.installation.parameters, parameters);
const hmac = (text: string, secret = SECRET) => `sha256=${hmacSHA256(text, secret).toString()}`;
const JSON_TYPE = { 'content-type': 'application/json' };
const callOf = (body: string, headers = {}): Call => ({ body, headers: { ...JSON_TYPE, ...headers } });
const send = async (body: string, headers = {}) => (await bench.call(callOf(body, headers))).status;
const last = () => bench.executions[bench.executions.length - 1]?.[0].json;
const part = () => (last()?.verification as IDataObject | undefined)?.signedPart;

const NOW = new Date().toISOString();
const DATA = {
	patient_id: 'PAT123456',
	first_name: 'Zoë',
	last_name: 'O"Neil, {x}: [y] \\ "signature":"sha256=0"',
	visits: [{ on: null, paid: true, signature: 'x' }, 1.5],
};
const PAYLOAD = { event: 'patient.created', timestamp: NOW, data: DATA };
const sign = (text: string) => (signature: string) => JSON.stringify({ ...JSON.parse(text), signature });

/** As Python's json.dumps writes it. */
const PYTHON_DATA =
	'{"patient_id": "PAT123456", "first_name": "Zo\\u00eb", "last_name": "O\\"Neil, {x}: [y] \\\\ \\"signature\\":\\"sha256=0\\"", "visits": [{"on": null, "paid": true, "signature": "x"}, 1.5]}';
const PYTHON = `{"event": "patient.created", "timestamp": "${NOW}", "data": ${PYTHON_DATA}}`;

/** The same event, signed in every way. */
const compact = JSON.stringify(PAYLOAD);
const pretty = JSON.stringify(PAYLOAD, null, '\t');
const SIGNED: Record<string, () => Call> = {
	header: () => callOf(compact, { 'X-HealthDock-Signature': hmac(compact) }),
	bodyText: () => callOf(pretty.replace(/\n\}$/, `,\n\t"signature": "${hmac(pretty)}"\n}`)),
	body: () => callOf(JSON.stringify({ ...PAYLOAD, signature: hmac(compact) }, null, 2)),
	bodySpaced: () => callOf(sign(compact)(hmac(PYTHON))),
	data: () => callOf(sign(compact)(hmac(JSON.stringify(DATA)))),
	dataSpaced: () => callOf(sign(compact)(hmac(PYTHON_DATA))),
};
const PARTS = Object.keys(SIGNED);
const UNPINNED = ['header', 'bodyText', 'body', 'data'];

it('has an address that stays', () => {
	expect(new URL(bench.url).pathname).toBe('/webhook/any/events');
});

describe('what is signed', () => {
	it.each(PARTS)('%s is found out, or has to be chosen', async (name) => {
		const { status } = await bench.call(SIGNED[name]());
		const found = UNPINNED.includes(name);
		expect([status, part()]).toEqual(found ? [200, name] : [401, undefined]);
		if (found) expect(last()).toMatchObject(PAYLOAD);
	});

	it.each(PARTS)('%s, once chosen, is the only one', async (chosen) => {
		set({ options: { signedPart: chosen } });
		const taken: string[] = [];
		for (const name of PARTS) {
			const { status } = await bench.call(SIGNED[name]());
			if (status === 200) taken.push(name);
			expect([200, 401]).toContain(status);
		}
		expect(taken).toEqual([chosen]);
		const eventAndTimeAreSigned = !chosen.startsWith('data');
		expect(last()?.verification).toEqual({ signedPart: chosen, eventAndTimeAreSigned });
	});

	it.each([
		[
			'first',
			(signature: string) => `{"signature":"${signature}", "event":"a.b","timestamp":"${NOW}","data":{}}`,
			`{"event":"a.b","timestamp":"${NOW}","data":{}}`,
		],
		[
			'in the middle',
			(signature: string) =>
				`{ "event" : "a.b" , "signature" : "${signature}" , "timestamp" : "${NOW}" , "data":{} }`,
			`{ "event" : "a.b" , "timestamp" : "${NOW}" , "data":{} }`,
		],
		[
			'last',
			(signature: string) =>
				`{"event":"a.b",\n"timestamp":"${NOW}","data":{"signature":"no"},\n "signature":"${signature}"\n}`,
			`{"event":"a.b",\n"timestamp":"${NOW}","data":{"signature":"no"}\n}`,
		],
	])('the body as sent, with the signature %s', async (_where, body, signed) => {
		set({ options: { signedPart: 'bodyText' } });
		expect(await send(body(hmac(signed)))).toBe(200);
		expect(await send(body(hmac(`${signed} `)))).toBe(401);
	});

	it('the body as sent, whatever it holds and however it is written', () => {
		const members = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), {
			selector: ([name]) => name,
			minLength: 1,
		});
		fc.assert(
			fc.property(members, fc.nat(), fc.constantFrom(undefined, 2, '\t'), (entries, at, indent) => {
				const others = entries.filter(([name]) => name !== 'signature' && name !== '__proto__');
				fc.pre(others.length > 0);
				const place = at % (others.length + 1);
				const signed = [
					...others.slice(0, place),
					['signature', 'x'],
					...others.slice(place),
				] as typeof others;
				const written = (list: typeof others) => JSON.stringify(Object.fromEntries(list), null, indent);
				expect(without(written(signed), 'signature')).toBe(written(others));
				expect(without(written(others), 'signature')).toBe(written(others));
			}),
		);
		expect(without('{ }', 'signature')).toBe('{ }');
	});

	it('a header decides: when it is wrong, the body is not looked at', async () => {
		const good = JSON.stringify({ ...PAYLOAD, signature: hmac(compact) });
		for (const name of ['X-HealthDock-Signature', 'x-signature', 'X-Hub-Signature-256']) {
			expect(await send(good, { [name]: hmac('something else') })).toBe(401);
			expect(await send(good, { [name]: '' })).toBe(401);
			expect(await send(compact, { [name]: hmac(`${compact}\n`) })).toBe(401);
		}
		expect(bench.executions).toEqual([]);
		expect(await send(good, { 'X-Other-Signature': hmac('something else') })).toBe(200);
	});

	it.each([
		['X-Signature', (signature: string) => signature],
		['X-Hub-Signature-256', (signature: string) => signature.replace('sha256=', '')],
	])('a header %s, with the name of the method in front or without', async (name, written) => {
		expect(await send(compact, { [name]: written(hmac(compact)) })).toBe(200);
		expect(await send(compact, { 'X-HealthDock-Signature': hmac(compact) })).toBe(200);
		expect(bench.executions).toHaveLength(1);
	});

	it('headers of other names, when somebody says so', async () => {
		set({ options: { signatureHeaders: ' X-Mine , X-Yours' } });
		expect(await send(compact, { 'X-Signature': hmac(compact) })).toBe(401);
		expect(await send(compact, { 'x-yours': hmac(compact) })).toBe(200);
	});

	it('nothing that is no signature', async () => {
		for (const signature of [
			undefined,
			null,
			'',
			1,
			true,
			[hmac(compact)],
			{ a: hmac(compact) },
			hmac(compact).slice(7),
		])
			expect(await send(JSON.stringify({ ...PAYLOAD, signature }))).toBe(401);
		expect(await send(JSON.stringify({ ...PAYLOAD, signature: hmac(compact).toUpperCase() }))).toBe(401);
		expect(await send(JSON.stringify({ ...PAYLOAD, signature: hmac(compact) }))).toBe(200);
	});

	it('refuses a body that has a member twice, however it is written', async () => {
		const genuine = JSON.stringify({ ...PAYLOAD, signature: hmac(compact) });
		for (const twin of [
			`"signature":"${hmac(compact)}"`,
			'"sign\\u0061ture":"x"',
			'"event":"patient.deleted"',
		])
			expect(await send(genuine.replace(/^\{/, `{${twin},`))).toBe(400);
		expect(new Set(bench.warnings)).toEqual(
			new Set(['Trigger: a call was answered with 400 (The body has a member twice)']),
		);
		expect(bench.executions).toEqual([]);
	});

	it('refuses what is signed and no event', async () => {
		for (const body of [
			{ timestamp: NOW, data: {} },
			{ event: 1, timestamp: NOW, data: {} },
			{ event: 'a', timestamp: NOW },
			{ event: 'a', timestamp: NOW, data: [] },
		]) {
			const text = JSON.stringify(body);
			expect([text, await send(sign(text)(hmac(text)))]).toEqual([text, 400]);
		}
	});

	it('refuses a signed time that cannot be read, and takes one of any zone', async () => {
		const withTime = async (timestamp: unknown) => {
			const text = JSON.stringify({ ...PAYLOAD, timestamp });
			return await send(sign(text)(hmac(text)));
		};
		for (const time of ['', 'yesterday', 5, null, Date.now(), '2024-13-01T00:00:00Z', '2024-01-12T10:30:00Z'])
			expect([time, await withTime(time)]).toEqual([time, 401]);
		const india = new Date(Date.now() + 5.5 * 3_600_000).toISOString().replace('Z', '+05:30');
		expect(await withTime(india)).toBe(200);
	});
});

describe('when only the data is signed', () => {
	const dataOnly = (envelope: object = {}) =>
		JSON.stringify({ ...PAYLOAD, ...envelope, signature: hmac(JSON.stringify(DATA)) });

	it('says that neither event nor time can be relied on', async () => {
		expect(await send(dataOnly({ timestamp: '2001-01-01T00:00:00Z' }))).toBe(200);
		expect(last()?.verification).toEqual({ signedPart: 'data', eventAndTimeAreSigned: false });
		await bench.call(SIGNED.body());
		expect(last()?.verification).toEqual({ signedPart: 'body', eventAndTimeAreSigned: true });
	});

	it('takes the same data once, whatever is written around it', async () => {
		expect(await send(dataOnly())).toBe(200);
		expect(await send(dataOnly({ event: 'patient.deleted', timestamp: new Date().toISOString() }))).toBe(200);
		expect(bench.executions).toHaveLength(1);
	});

	it('does not take a signed event that was wrapped into another', async () => {
		const old = JSON.stringify({ ...PAYLOAD, timestamp: '2024-01-12T10:30:00Z' });
		expect(await send(sign(old)(hmac(old)))).toBe(401);
		const wrapped = JSON.stringify({
			event: 'patient.deleted',
			timestamp: NOW,
			data: JSON.parse(old) as object,
			signature: hmac(old),
		});
		expect(await send(wrapped)).toBe(401);
		set({ options: { signedPart: 'data' } });
		expect(await send(wrapped)).toBe(401);
		set({ options: { signedPart: 'dataSpaced' } });
		const inPython = { event: 'patient.deleted', timestamp: NOW, data: PAYLOAD, signature: hmac(PYTHON) };
		expect(await send(JSON.stringify(inPython))).toBe(401);
		expect(bench.executions).toEqual([]);
	});
});

describe('what comes out', () => {
	const PATIENT = {
		patient_id: 'PAT1',
		clinic_id: 7,
		a: 1,
		b: 2,
		c: 3,
		d: 4,
		e: 5,
		nested: { id: 1 },
		f: 6,
		paid: false,
		g: 8,
	};
	const emit = async (event: string, data: object) => {
		const text = JSON.stringify({ event, timestamp: NOW, note: 'x', data });
		expect(await send(sign(text)(hmac(text)))).toBe(200);
	};

	it.each([
		[
			'simplified',
			{ event: 'x.y', timestamp: NOW, patient_id: 'PAT1', clinic_id: 7, a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 },
		],
		['id', { event: 'x.y', patient_id: 'PAT1', clinic_id: 7 }],
	])('%s', async (output, json) => {
		set({ output });
		await emit('x.y', PATIENT);
		expect(last()).toEqual(json);
	});

	it('raw, without the signature', async () => {
		await emit('x.y', PATIENT);
		const verification = { signedPart: 'bodyText', eventAndTimeAreSigned: true };
		expect(last()).toEqual({ event: 'x.y', timestamp: NOW, note: 'x', data: PATIENT, verification });
	});

	it('says in a test what was signed, whatever comes out', async () => {
		bench.mode = 'manual';
		set({ output: 'id' });
		await emit('x.y', PATIENT);
		expect(last()).toMatchObject({ patient_id: 'PAT1', verification: { signedPart: 'bodyText' } });
	});

	it.each([
		['any', '', ['patient.created', 'appointment.created', 'other']],
		['patient.created', 'other', ['patient.created']],
		['named', ' other,appointment.created ,', ['appointment.created', 'other']],
		['named', '', []],
	])('of the events that are wanted (%s, "%s")', async (event, eventNames, wanted) => {
		set({ event, eventNames });
		for (const name of ['patient.created', 'appointment.created', 'other', 'any', 'named'])
			await emit(name, { id: name });
		const started = bench.executions.map(([{ json }]) => json.event);
		expect(started.filter((name) => name !== 'any' && name !== 'named')).toEqual(wanted);
	});

	it('an event that was not wanted comes out once it is', async () => {
		set({ event: 'patient.created' });
		await emit('other', { id: 1 });
		set({ event: 'any' });
		await emit('other', { id: 1 });
		expect(bench.executions).toHaveLength(1);
	});
});

describe('with the vendor', () => {
	const vendor = () => world.sandbox.healthDock;
	beforeEach(() => {
		bench.installation.credentials.healthDockApi.webhookSecret = vendor().credentials.webhookSecret;
	});

	it.each([
		['payload', 'auto', 'bodyText'],
		['pretty', 'auto', 'bodyText'],
		['data', 'auto', 'data'],
		['header', 'auto', 'header'],
		['python', 'bodySpaced', 'bodySpaced'],
	] as const)('takes an event with signed %s', async (signed, signedPart, found) => {
		vendor().setSignedPart(signed);
		set({ options: { signedPart } });
		expect((await vendor().emit({ url: bench.url })).status).toBe(200);
		expect(part()).toBe(found);
		expect(last()?.data).toMatchObject({ patient_id: expect.any(String) as unknown });
		expect((await vendor().replay()).status).toBe(200);
		expect(bench.executions).toHaveLength(1);
	});

	it('takes no forgery', async () => {
		for (const forgery of ['otherSecret', 'noSignature', 'alteredData', 'alteredTime'] as const)
			expect((await vendor().forge(forgery, { url: bench.url })).status).toBe(401);
		expect(bench.executions).toEqual([]);
	});

	it('loses nothing while the secret is changed', async () => {
		const before = vendor().credentials.webhookSecret;
		const webhookSecret = vendor().rotateSecret();
		expect((await vendor().emit({ url: bench.url })).status).toBe(401);
		Object.assign(bench.installation.credentials.healthDockApi, {
			webhookSecret: ` ${webhookSecret}\n`,
			previousWebhookSecret: before,
		});
		expect((await vendor().emit({ url: bench.url })).status).toBe(200);
	});

	it('works with the OAuth2 credential', async () => {
		const webhookSecret = vendor().credentials.webhookSecret;
		bench.installation.credentials = { healthDockOAuth2Api: credential({ webhookSecret }) as never };
		expect((await vendor().emit({ url: bench.url })).status).toBe(503);
		set({ authentication: 'oAuth2' });
		await bench.publish();
		expect((await vendor().emit({ url: bench.url })).status).toBe(200);
	});

	it('says what is missing when the credential has no secret', async () => {
		bench.installation.credentials.healthDockApi.webhookSecret = ' ';
		await expect(bench.publish()).rejects.toMatchObject({
			message: "'Webhook Secret' of the credential is empty",
			description: expect.stringContaining('HealthDock dashboard') as unknown,
		});
	});
});
