import { sleep } from 'n8n-workflow';

import { TriggerBench, type Call } from '../support/webhooks';
import { loadGate, type LoadedGate } from './gateLoader';
import { referenceTrigger } from './reference';

const [SECRET, FORMER] = ['token-of-today', 'token-of-yesterday'];
const HOUR = 3_600_000;

interface Told {
	token?: string;
	type?: string;
	body?: string;
}

/** What the checks play with: the reference trigger on this gate. */
class Stage {
	private constructor(
		readonly bench: TriggerBench,
		readonly loaded: LoadedGate,
	) {}

	static async open(loaded: LoadedGate, secrets: string[]): Promise<Stage> {
		const bench = await TriggerBench.start(() => referenceTrigger(loaded.gate.receive), {
			parameters: { origin: '', options: {} },
			credentials: { reference: { secrets: secrets as never } },
			webhookId: 'any',
		});
		return new Stage(bench, loaded);
	}

	callOf({ token = SECRET, type = 'application/json', body = event(0) }: Told): Call {
		return { body, headers: { 'content-type': type, ...(token && { authorization: `Bearer ${token}` }) } };
	}

	async send(told: Told = {}, signal?: AbortSignal): Promise<number> {
		return (await this.bench.call({ ...this.callOf(told), signal })).status;
	}

	/** Of what n8n has stored. */
	get storedLength(): number | undefined {
		const [own] = Object.values(this.bench.stored) as Array<{ seenEvents?: string }>;
		return own?.seenEvents?.length;
	}

	/** The ids that came out, by execution. */
	get ids(): unknown[][] {
		return this.bench.executions.map((items) => items.map(({ json }) => json.id));
	}
}

const event = (...numbers: number[]) => JSON.stringify({ events: numbers.map((n) => ({ id: `e${n}` })) });
const sentAgo = (ms: number) =>
	JSON.stringify({ events: [{ id: 'e0' }], sentAt: new Date(Date.now() - ms).toISOString() });

type Outcome = [seen: unknown, due: unknown];
type Check = { secrets?: string[]; run(stage: Stage): Promise<Outcome> | Outcome };

/** Sends, and says what was answered and what came out. */
const answers = async (stage: Stage, calls: Told[]): Promise<unknown> => {
	const statuses: number[] = [];
	for (const call of calls) statuses.push(await stage.send(call));
	return { statuses, ids: stage.ids, stored: stage.bench.stored };
};
const nothing = (...statuses: number[]) => ({ statuses, ids: [], stored: {} });

interface FakeCall {
	body?: Buffer | null;
	type?: string | null;
	url?: string;
	headers?: object;
	limit?: number;
}

/** A call as n8n would hand it over. */
function deliveryOf({ deliveries }: LoadedGate, call: FakeCall) {
	const { body = Buffer.from('{}'), type = 'application/json', url = '/', headers = {}, limit } = call;
	const context = {
		getRequestObject: () => ({ rawBody: body ?? undefined, originalUrl: url }),
		getHeaderData: () => ({ ...headers, ...(type !== null && { 'content-type': type }) }),
	};
	return deliveries.Delivery.of(context as never, {
		contentTypes: ['application/json', 'a/b'],
		maxBytes: limit,
	});
}

/** What it gives, or the status with which it is refused. */
function attempt(act: () => unknown, inWords = false): unknown {
	try {
		return act();
	} catch (error) {
		const { status, message } = error as { status?: number; message: string };
		return inWords ? `${status} ${message}` : status;
	}
}

const PROOFS = (secret: string) => [
	{ by: 'plain', value: secret },
	{ by: 'twice', value: secret + secret },
];

/** How the gate has to behave; quick enough to be asked of every mutant. */
const checks: Record<string, Check> = {
	'lets in who knows the secret': {
		run: async (stage) => {
			const status = await stage.send();
			return [
				[status, stage.ids, stage.storedLength, stage.bench.warnings],
				[200, [['e0']], 12, []],
			];
		},
	},
	'says that it was received': {
		run: async (stage) => {
			const { bench } = stage;
			const { text } = await bench.call(stage.callOf({}));
			const { text: again } = await bench.call(stage.callOf({}));
			return [[text, again], Array(2).fill('{"message":"Received"}')];
		},
	},
	'says why it was not': {
		run: async (stage) => {
			const { bench } = stage;
			await stage.send({ token: 'x' });
			await stage.send({ body: sentAgo(25 * HOUR) });
			await stage.send({ body: '[]' });
			await stage.send({ body: '\ufffd"' });
			await stage.send({ type: 'x/y' });
			await stage.send({ body: 'x'.repeat(300_000) });
			bench.installation = { ...bench.installation, credentials: {} };
			await stage.send();
			const said = (status: number, why: string) =>
				expect.stringMatching(`^Trigger: a call was answered with ${status} \\(${why}\\)$`) as unknown;
			return [
				bench.warnings,
				[
					said(401, 'The call is not signed as it should be'),
					said(401, 'The call is too old'),
					said(400, 'The body is not a JSON object that can be used'),
					said(400, 'The body is not a JSON object that can be used'),
					said(415, 'The content type must be application/json or application/fhir\\+json'),
					said(413, 'The body is too long'),
					said(503, '.+credentials.+'),
				],
			];
		},
	},
	'takes each of several secrets': {
		secrets: [SECRET, FORMER],
		run: async (stage) => [
			[await stage.send({ token: FORMER }), await stage.send({ body: event(1) }), stage.ids],
			[200, 200, [['e0'], ['e1']]],
		],
	},
	'turns away who does not know it': {
		run: async (stage) => [
			await answers(stage, [
				{ token: FORMER },
				{ token: '' },
				{ token: `${SECRET}x` },
				{ token: 'token-of-toda' },
			]),
			nothing(401, 401, 401, 401),
		],
	},
	'lets nobody in without a secret': {
		secrets: ['', ' '],
		run: async (stage) => [
			await answers(stage, [{ token: '' }, { token: ' ' }, { token: SECRET }, { token: 'undefined' }]),
			nothing(401, 401, 401, 401),
		],
	},
	'compares everything, in constant time': {
		run: ({ loaded: { verification, comparisons } }) => {
			const seen = ['aa', 'bb', 'aaaa', 'xx', '', 'a'].map((presented) => {
				comparisons.length = 0;
				const proof = verification.provenBy(['aa', 'bb', ' ', ''], { presented, due: PROOFS });
				return [proof, comparisons.length, comparisons.every(([one, other]) => one === 32 && other === 32)];
			});
			const due = [
				{ by: 'plain', value: 'aa' },
				{ by: 'plain', value: 'bb' },
				{ by: 'twice', value: 'aaaa' },
				undefined,
				undefined,
				undefined,
			].map((proof, at) => [proof, at === 4 ? 0 : 4, true]);
			return [seen, due];
		},
	},
	'takes nothing for a proof that nobody showed': {
		run: ({ loaded: { verification } }) => {
			const due = () => [{ by: 'empty', value: '' }];
			return [
				[
					verification.provenBy(['aa'], { presented: '', due }),
					verification.provenBy(['aa'], { presented: undefined, due }),
				],
				[undefined, undefined],
			];
		},
	},
	'knows what is old': {
		run: ({ loaded: { verification } }) => {
			const at = (sent: number) => verification.isTimely(1_000_000 + sent, 500, 1_000_000);
			return [[-500, -501, 0, 300_000, 300_001, NaN].map(at), [true, false, true, true, false, false]];
		},
	},
	'reads a call': {
		run: ({ loaded }) => {
			const delivery = deliveryOf(loaded, {
				url: '/webhook/x?y=/z',
				headers: { 'x-one': '1', 'x-two': ['1', '2'] },
			});
			return [
				[
					delivery.path,
					delivery.header('X-One'),
					delivery.header('x-two'),
					delivery.bytes.toString(),
					delivery.text(),
				],
				['/webhook/x', '1', undefined, '{}', '{}'],
			];
		},
	},
	'reads a call without a body': {
		run: ({ loaded }) => {
			const delivery = deliveryOf(loaded, { body: null });
			return [
				[delivery.bytes.length, delivery.text()],
				[0, ''],
			];
		},
	},
	'takes what has the right type and length': {
		run: ({ loaded }) => {
			const types = [
				'application/json',
				'Application/JSON ; x=y;CHARSET=utf-8',
				'a/b;charset="UTF-8"',
				'a/b; charset=utf-8 ;',
			];
			const refused = [
				'',
				'a',
				';a/b',
				'application/json; charset=utf-16',
				'a/b; x=y; charset=latin1',
				'c/d; charset=utf-8',
			];
			const status = (call: FakeCall) => attempt(() => deliveryOf(loaded, call).bytes.length);
			const withLength = (length: number, limit?: number) =>
				status({ body: Buffer.alloc(length, 32), limit });
			return [
				[
					types.map((type) => status({ type })),
					refused.map((type) => status({ type })),
					status({ type: null }),
					[withLength(262_144), withLength(262_145), withLength(9, 9), withLength(10, 9)],
				],
				[types.map(() => 2), refused.map(() => 415), 415, [262_144, 413, 9, 413]],
			];
		},
	},
	'reads JSON objects that do no harm': {
		run: ({ loaded }) => {
			const read = (body: string | Buffer) =>
				attempt(() => JSON.stringify(deliveryOf(loaded, { body: Buffer.from(body) }).object()));
			const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
			const harmless = ['{}', '{"a":[{"b":null},"x",1,true]}', '{"a":"__proto__"}', nested(49)];
			const harmful = [
				'{"__proto__":1}',
				'{"a":[{"constructor":1}]}',
				'{"a":{"prototype":{}}}',
				nested(50),
				nested(51),
			];
			const no = [
				'',
				'x',
				'1',
				'null',
				'[]',
				'"{}"',
				Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
			];
			return [
				[harmless.map(read), harmful.map(read), no.map(read)],
				[harmless, harmful.map(() => 400), no.map(() => 400)],
			];
		},
	},
	'says of a text what is wrong with it': {
		run: ({ loaded }) => {
			const text = (body: Buffer) => attempt(() => deliveryOf(loaded, { body }).text(), true);
			return [
				[text(Buffer.from('é€')), text(Buffer.from([0xff])), text(Buffer.from([0xed, 0xa0, 0x80]))],
				['é€', '400 The body is not UTF-8', '400 The body is not UTF-8'],
			];
		},
	},
	'turns away what is old, and what is from tomorrow': {
		run: async (stage) => {
			const bodies = [
				sentAgo(25 * HOUR),
				sentAgo(-HOUR),
				JSON.stringify({ events: [{ id: 'e0' }], sentAt: 'x' }),
			];
			const refused = await answers(
				stage,
				bodies.map((body) => ({ body })),
			);
			return [
				[refused, await stage.send({ body: sentAgo(23 * HOUR) })],
				[nothing(401, 401, 401), 200],
			];
		},
	},
	'reads no control message of a stranger': {
		run: async (stage) => [
			await answers(stage, [{ body: '{}', token: 'x' }, { body: '{}' }, { body: '{"events":[]}' }]),
			nothing(401, 200, 200),
		],
	},
	'takes an event once': {
		run: async (stage) => {
			const statuses = [await stage.send(), await stage.send(), await stage.send({ body: event(0, 1, 1) })];
			return [
				[statuses, stage.ids],
				[
					[200, 200, 200],
					[['e0'], ['e1']],
				],
			];
		},
	},
	'takes an event once when it comes many times together': {
		run: async (stage) => {
			const statuses = await Promise.all([1, 2, 3].map(async () => await stage.send()));
			return [
				[statuses, stage.ids],
				[[200, 200, 200], [['e0']]],
			];
		},
	},
	'stores no event of a call that is still under way': {
		run: async (stage) => {
			const { bench } = stage;
			let go = (): void => undefined;
			bench.beforeAnswer = async () => await new Promise((resolve) => (go = resolve));
			const first = stage.send();
			while (bench.answering === 0) await sleep(1);
			bench.beforeAnswer = undefined;
			bench.failingExecutions = 0;
			await stage.send({ body: event(1) });
			const marks = stage.storedLength;
			bench.failingExecutions = 1;
			go();
			return [
				[marks, await first, await stage.send(), stage.ids],
				[12, 500, 200, [['e1'], ['e0']]],
			];
		},
	},
	'takes an event again that could not be put out, also when the caller is gone': {
		run: async (stage) => {
			const { bench } = stage;
			const set = (options: object) => (bench.installation.parameters = { origin: '', options } as never);
			set({ fails: true });
			const { text } = await bench.call(stage.callOf({}));
			set({ fails: 'address' });
			await stage.send();
			set({ fails: 'answer' });
			const refused = await stage.send();
			set({ fails: true, takesMs: 40 });
			const gone = new AbortController();
			const sent = stage.send({}, gone.signal).catch(() => 'gone');
			void sleep(15).then(() => gone.abort());
			const answered = await sent;
			await sleep(50);
			set({});
			const { stored } = bench;
			return [
				[text, refused, answered, stored, bench.warnings, await stage.send(), stage.ids],
				[
					'{"message":"Not possible right now. Please call again."}',
					503,
					'gone',
					{},
					[
						'The node stopped unexpectedly (TypeError)',
						'The address is another one',
						'the service answered 404',
						'The node stopped unexpectedly (TypeError)',
					].map((why) => `Trigger: a call was answered with 503 (${why})`),
					200,
					[['e0']],
				],
			];
		},
	},
	'shows a test as often as it comes, and remembers nothing of it': {
		run: async (stage) => {
			stage.bench.mode = 'manual';
			const statuses = [await stage.send(), await stage.send(), await stage.send({ token: 'x' })];
			stage.bench.mode = 'webhook';
			return [
				[statuses, stage.bench.stored, await stage.send(), stage.ids],
				[[200, 200, 401], {}, 200, [['e0'], ['e0'], ['e0']]],
			];
		},
	},
	'stores each event once, and those of others that were lost': {
		run: async (stage) => {
			const { bench } = stage;
			await stage.send();
			const before = bench.stored;
			await stage.send({ body: event(1) });
			const two = stage.storedLength;
			bench.stored = before;
			await stage.send({ body: event(2) });
			return [
				[two, stage.storedLength],
				[24, 36],
			];
		},
	},
	'is in time for an n8n that saves at once': {
		run: async (stage) => {
			stage.bench.savesAtOnce = true;
			await stage.send();
			await stage.send({ body: event(1) });
			return [stage.storedLength, 24];
		},
	},
	'keeps nodes apart': {
		run: async (stage) => {
			await stage.send();
			const other = await Stage.open(stage.loaded, [SECRET]);
			await other.send();
			other.bench.stored = {};
			other.bench.nodeId = 'another';
			await other.send();
			const { ids } = other;
			await other.bench.close();
			return [ids, [['e0'], ['e0']]];
		},
	},
	'takes an event again that n8n could not store': {
		run: async (stage) => {
			const statuses: number[] = [];
			for (const status of [500, 400]) {
				Object.assign(stage.bench, { failingExecutions: 1, failureStatus: status });
				statuses.push(await stage.send());
			}
			statuses.push(await stage.send(), await stage.send());
			return [
				[statuses, stage.ids],
				[[500, 400, 200, 200], [['e0']]],
			];
		},
	},
	'knows after a restart what it had': {
		run: async (stage) => {
			await stage.send();
			await stage.send({ body: event(1) });
			const fresh = await Stage.open(loadGate(...stage.loaded.changed), [SECRET]);
			fresh.bench.stored = stage.bench.stored;
			for (const n of [0, 1, 2, 0]) await fresh.send({ body: event(n) });
			const { ids } = fresh;
			await fresh.bench.close();
			return [ids, [['e2']]];
		},
	},
	'remembers a thousand events with the workflow and five thousand in memory': {
		run: async (stage) => {
			const many = (from: number, to: number) =>
				event(...Array.from({ length: to - from }, (_, index) => from + index));
			await stage.send({ body: many(0, 2_600) });
			await stage.send({ body: many(2_600, 5_100) });
			const { storedLength } = stage;
			const { stored } = stage.bench;
			stage.bench.executions.length = 0;
			for (const n of [100, 99, 0]) await stage.send({ body: event(n) });
			const fresh = await Stage.open(loadGate(...stage.loaded.changed), [SECRET]);
			fresh.bench.stored = stored;
			for (const n of [5_099, 4_100, 4_099]) await fresh.send({ body: event(n) });
			const { ids } = fresh;
			await fresh.bench.close();
			return [
				[storedLength, stage.ids, ids],
				[12_000, [['e99'], ['e0']], [['e4099']]],
			];
		},
	},
};

/** The names of the checks that this gate does not pass; stops at the first one unless `all` are wanted. */
export async function failedChecks(loaded: LoadedGate, { all = false } = {}): Promise<string[]> {
	const failed: string[] = [];
	for (const [name, { secrets = [SECRET], run }] of Object.entries(checks)) {
		const stage = await Stage.open(loaded, secrets);
		const passed = await Promise.resolve()
			.then(async () => await run(stage))
			.then(([seen, due]) => {
				expect(seen).toEqual(due);
				return true;
			})
			.catch(() => false);
		await stage.bench.close();
		if (!passed) failed.push(name);
		if (!passed && !all) break;
	}
	return failed;
}
