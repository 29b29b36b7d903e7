import type { INodeExecutionData } from 'n8n-workflow';

import { nodeTypes } from '../support/engine';
import { TriggerBench } from '../support/webhooks';
import { triggerCases, useWorld, type SentCall } from './table';

/**
 * What must hold of every webhook trigger, whatever the vendor: who is let in, what becomes of repeats, and where
 * registrations come and go. A new trigger is added to the table.
 */
const world = useWorld();

test('every published webhook trigger is in the table', () => {
	const published = Object.values(nodeTypes)
		.filter(({ description: { group, webhooks } }) => group.includes('trigger') && webhooks)
		.map(({ description }) => description.name);
	expect(triggerCases.map(({ node }) => node)).toEqual(expect.arrayContaining(published));
});

describe.each(triggerCases.map((entry) => [entry.node, entry] as const))('%s', (_, entry) => {
	const [secret, former, foreign] = entry.secrets;
	let bench: TriggerBench;
	beforeEach(async () => {
		bench = await TriggerBench.start(entry.load, entry.installation(world, [secret]));
	});
	afterEach(async () => await bench.close());

	const genuine = (n: number, key = secret): SentCall => entry.sign(entry.bodyOf(world, n), key, bench.url);
	const send = async (call: SentCall) => (await bench.call(call, call.url)).status;
	const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);
	/** What the executions started from. */
	const started = () => bench.executions.map((items) => jsonOf(items)[0]);
	const expected = (...numbers: number[]) =>
		numbers.map((n) => expect.objectContaining(entry.expected(world, n)) as unknown);

	/** Nothing ran, and nothing was remembered. */
	async function expectRefused(call: SentCall, status: number, what = ''): Promise<void> {
		const stored = JSON.stringify(bench.stored);
		const { length } = bench.executions;
		expect([what, await send(call)]).toEqual([what, status]);
		expect([what, bench.executions.slice(length)]).toEqual([what, []]);
		expect(JSON.stringify(bench.stored)).toBe(stored);
	}

	/** The same call would have been let in with this, so that what is refused is refused for the right reason. */
	const expectTaken = async (call: SentCall) => {
		const { length } = bench.executions;
		expect(await send(call)).toBe(200);
		expect(bench.executions).toHaveLength(length + 1);
	};

	describe('lets in', () => {
		it('every event once, with what it is about', async () => {
			for (const n of [0, 1, 2]) expect(await send(genuine(n))).toBe(200);
			expect(started()).toEqual(expected(0, 1, 2));
			expect(bench.warnings).toEqual([]);
		});

		it.each(entry.contentTypes)('content type %s', async (type) => {
			const call = genuine(0);
			expect(await send({ ...call, headers: { ...call.headers, 'content-type': type } })).toBe(200);
			expect(started()).toEqual(expected(0));
		});

		it('control messages, which start nothing and are verified like any other', async () => {
			for (const body of entry.controlMessages) {
				expect([body, await send(entry.sign(body, secret, bench.url))]).toEqual([body, 200]);
				await expectRefused(entry.sign(body, foreign, bench.url), 401, body);
				await expectRefused(entry.unsigned(body, bench.url), 401, body);
			}
			expect(bench.executions).toEqual([]);
			await expectTaken(genuine(0));
		});

		if (entry.batch) {
			const { body, expected: due } = entry.batch;
			it('several events at once, each as an item, and never again', async () => {
				expect(await send(entry.sign(body, secret, bench.url))).toBe(200);
				expect(bench.executions.map(jsonOf)).toEqual([due]);
				expect(await send(entry.sign(body, secret, bench.url))).toBe(200);
				expect(bench.executions).toHaveLength(1);
			});
		}
	});

	describe('turns away', () => {
		it('what is signed with another secret', async () => {
			await expectRefused(genuine(0, foreign), 401);
			await expectTaken(genuine(0));
		});

		it('what is not signed', async () => {
			await expectRefused(entry.unsigned(entry.bodyOf(world, 0), bench.url), 401);
		});

		it('secrets that are nearly right', async () => {
			const last = secret.slice(-1);
			const near = [
				'',
				' ',
				secret.slice(0, -1),
				secret.slice(1),
				`${secret}${last}`,
				`${secret.slice(0, -1)}${last === '0' ? '1' : '0'}`,
				secret.toUpperCase(),
				'undefined',
				'null',
				'[object Object]',
			].filter((guess) => guess !== secret);
			for (const guess of near) await expectRefused(genuine(0, guess), 401, guess);
			await expectTaken(genuine(0));
		});

		it('what was altered, or believes nothing of it', async () => {
			const { change, outcome } = entry.altered;
			const altered = change(genuine(0));
			expect(altered.body).not.toBe(genuine(0).body);
			if (outcome === 'refused') return await expectRefused(altered, 401);
			await expectTaken(altered);
			await expectTaken(genuine(1));
			const [first, second] = bench.executions.map((items) => Object.keys(items[0].json));
			expect(first).toEqual(second);
			expect(started()).toEqual([entry.expected(world, 0), entry.expected(world, 1)]);
		});

		it('what is too long, and reads what is not', async () => {
			const padded = (bytes: number) => {
				const body = entry.bodyOf(world, 0);
				return body.replace(/^\{/, `{"padding":"${'x'.repeat(bytes)}",`);
			};
			await expectRefused(entry.sign(padded(2_000_000), secret, bench.url), 413);
			await expectTaken(entry.sign(padded(100_000), secret, bench.url));
		});

		it.each([
			'text/plain',
			'application/x-www-form-urlencoded',
			'multipart/form-data; boundary=x',
			'application/xml',
			'application/jsonp',
			'application/json; charset=utf-16',
			'',
		])('content type "%s"', async (type) => {
			const call = genuine(0);
			await expectRefused({ ...call, headers: { ...call.headers, 'content-type': type } }, 415);
		});

		it.each([
			['__proto__', '{"__proto__":{"polluted":true},'],
			['a nested __proto__', '{"more":[{"__proto__":{"polluted":true}}],'],
			['an escaped __proto__', '{"\\u005f_proto__":{"polluted":true},'],
			['constructor', '{"constructor":{"prototype":{"polluted":true}},'],
			['prototype', '{"more":{"prototype":{"polluted":true}},'],
			['depth', `{"more":${'['.repeat(20_000)}${']'.repeat(20_000)},`],
		])('a body that would do harm by %s, although it is signed', async (_what, beginning) => {
			const body = entry.bodyOf(world, 0).replace(/^\{/, beginning);
			expect(() => JSON.parse(body) as unknown).not.toThrow();
			await expectRefused(entry.sign(body, secret, bench.url), 400);
			expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
			await expectTaken(genuine(0));
		});

		it.each([
			['no JSON', 'hello'],
			['half of it', '{"event":'],
			['nothing', ''],
			['null', 'null'],
			['a list', '[{}]'],
			['a text', '"patient.created"'],
		])('a body that is %s', async (_what, body) => {
			const call = { ...genuine(0), body };
			const status = await send(call);
			expect(entry.mayBeEmpty && body === '' ? [200] : [400, 401]).toContain(status);
			expect(bench.executions).toEqual([]);
		});

		it('a body that is not UTF-8', async () => {
			const call = genuine(0);
			const body = Buffer.concat([
				Buffer.from(String(call.body).replace(/\}$/, ',"x":"')),
				Buffer.from([0xff, 0xfe]),
				Buffer.from('"}'),
			]);
			await expectRefused({ ...call, body }, 400);
		});

		it('everything while there is no secret', async () => {
			for (const none of [undefined, '', '  ', '\n']) {
				bench.installation = entry.installation(world, [none]);
				for (const guess of ['', ' ', 'undefined', 'null', secret])
					await expectRefused(entry.sign(entry.bodyOf(world, 0), guess, bench.url), 401, `${none}, ${guess}`);
				await expectRefused(entry.unsigned(entry.bodyOf(world, 0), bench.url), 401);
			}
			bench.installation = entry.installation(world, [secret]);
			await expectTaken(genuine(0));
		});

		it('everything while the credential is gone, and asks for a repeat', async () => {
			bench.installation = { ...bench.installation, credentials: {} };
			await expectRefused(genuine(0), 503);
			bench.installation = entry.installation(world, [secret]);
			await expectTaken(genuine(0));
		});

		it('says why in the log, and nothing of what came', async () => {
			const call = genuine(0, foreign);
			const { text } = await bench.call(call, call.url);
			expect(bench.warnings).toEqual([expect.stringMatching(/^Trigger: a call was answered with 401 \(/)]);
			const said = bench.warnings.join() + text;
			const values = JSON.stringify(JSON.parse(String(call.body))).match(/"[^"]{4,}"(?=[,}\]])/g) ?? [];
			for (const value of [secret, former, foreign, ...values.map((word) => word.slice(1, -1))])
				expect(said).not.toContain(value);
		});
	});

	describe('secrets that change', () => {
		it('are taken both for as long as both are there', async () => {
			bench.installation = entry.installation(world, [secret, former]);
			await expectTaken(genuine(0));
			if (entry.keepsPrevious) await expectTaken(genuine(1, former));
			else await expectRefused(genuine(1, former), 401);
			await expectRefused(genuine(2, foreign), 401);
			bench.installation = entry.installation(world, [secret]);
			await expectRefused(genuine(3, former), 401);
			await expectTaken(genuine(3));
		});

		it('have an end: the new one is taken at once, the old one no more', async () => {
			await expectTaken(genuine(0));
			bench.installation = entry.installation(world, [former]);
			await expectRefused(genuine(1), 401);
			await expectTaken(genuine(1, former));
		});

		it('cannot be changed by a call', async () => {
			const { credentials } = bench.installation;
			const before = JSON.stringify(credentials);
			for (const body of [...entry.controlMessages, entry.bodyOf(world, 0)])
				await send(entry.sign(body, secret, bench.url));
			expect(JSON.stringify(credentials)).toBe(before);
			expect(JSON.stringify(bench.stored)).not.toContain(secret);
		});
	});

	describe('repeats', () => {
		it('are answered well and start nothing', async () => {
			for (let time = 1; time <= 3; time += 1) expect(await send(genuine(0))).toBe(200);
			expect(started()).toEqual(expected(0));
		});

		it('that arrive together start one execution', async () => {
			const statuses = await Promise.all([1, 2, 3, 4, 5].map(async () => await send(genuine(0))));
			expect(statuses).toEqual([200, 200, 200, 200, 200]);
			expect(started()).toEqual(expected(0));
		});

		it('start nothing after a restart of n8n', async () => {
			await expectTaken(genuine(0));
			bench.restart();
			expect(await send(genuine(0))).toBe(200);
			expect(started()).toEqual(expected(0));
			await expectTaken(genuine(1));
		});

		it('start nothing although calls side by side have overwritten what n8n stored', async () => {
			await expectTaken(genuine(0));
			const before = bench.stored;
			await expectTaken(genuine(1));
			bench.stored = before;
			expect(await send(genuine(1))).toBe(200);
			await expectTaken(genuine(2));
			bench.restart();
			for (const n of [0, 1, 2]) expect(await send(genuine(n))).toBe(200);
			expect(started()).toEqual(expected(0, 1, 2));
		});

		it('are taken when n8n could not store the execution', async () => {
			bench.failingExecutions = 2;
			expect([await send(genuine(0)), await send(genuine(0))]).toEqual([500, 500]);
			expect(bench.executions).toEqual([]);
			await expectTaken(genuine(0));
			expect(await send(genuine(0))).toBe(200);
			expect(started()).toEqual(expected(0));
		});

		it('are shown to a person who tests, as often as they come', async () => {
			bench.mode = 'manual';
			await expectTaken(genuine(0));
			await expectTaken(genuine(0));
			await expectRefused(genuine(0, foreign), 401);
			bench.mode = 'webhook';
			await expectTaken(genuine(0));
		});
	});

	if (entry.aged) {
		const { bodyOf, maxHours } = entry.aged;
		const sent = (n: number, hours: number) => entry.sign(bodyOf(world, n, hours), secret, bench.url);
		const setMaxAge = (maxAge: number) => {
			const { parameters } = bench.installation;
			bench.installation = { ...bench.installation, parameters: { ...parameters, options: { maxAge } } };
		};

		it('takes nothing that is older than it may be, or from tomorrow', async () => {
			await expectTaken(sent(0, maxHours - 0.01));
			await expectRefused(sent(1, maxHours + 0.01), 401);
			await expectTaken(sent(2, -0.05));
			await expectRefused(sent(3, -0.1), 401);
			setMaxAge(2 * maxHours);
			await expectTaken(sent(4, 2 * maxHours - 0.01));
			await expectRefused(sent(5, 2 * maxHours + 0.01), 401);
			setMaxAge(1);
			await expectRefused(sent(6, 1.01), 401);
		});
	}

	describe('life-cycle', () => {
		it('is published with a secret, and works', async () => {
			await bench.publish();
			await expectTaken(genuine(0));
			expect(await bench.unpublish()).toBe(true);
		});

		it('can be tested and published side by side', async () => {
			await bench.publish();
			bench.mode = 'manual';
			await bench.publish();
			await expectTaken(genuine(0));
			expect(await bench.unpublish()).toBe(true);
			bench.mode = 'webhook';
			await expectTaken(genuine(1));
		});

		if (!entry.registration) {
			it.each(['manual', 'webhook'] as const)(
				'says what is missing when there is no secret (%s)',
				async (mode) => {
					bench.mode = mode;
					bench.installation = entry.installation(world, []);
					await expect(bench.publish()).rejects.toMatchObject({
						name: 'NodeOperationError',
						message: expect.not.stringMatching(/error|problem|failure|mistake/i),
						description: expect.stringMatching(/\w+ \w+/),
					});
				},
			);
		}
	});

	if (entry.registration) {
		const { urls, addForeign, removeOwn, failNext } = entry.registration;

		describe('registration', () => {
			let foreignStays: () => boolean;
			beforeEach(() => {
				foreignStays = addForeign(world);
			});
			afterEach(() => expect(foreignStays()).toBe(true));

			it('is made when the workflow is published, and removed afterwards', async () => {
				await bench.publish();
				expect(urls(world)).toEqual([bench.url]);
				expect(await bench.unpublish()).toBe(true);
				expect(urls(world)).toEqual([]);
			});

			it('stays one when n8n restarts', async () => {
				await bench.publish();
				bench.restart();
				await bench.publish();
				expect(urls(world)).toEqual([bench.url]);
			});

			it('is found again when n8n crashed after it was made', async () => {
				await bench.publish();
				bench.stored = {};
				bench.restart();
				await bench.publish();
				expect(urls(world)).toEqual([bench.url]);
				bench.stored = {};
				await bench.unpublish();
				expect(urls(world)).toEqual([]);
			});

			it('follows when the address of n8n changes', async () => {
				await bench.publish();
				bench.publicOrigin = bench.origin.replace('127.0.0.1', 'localhost');
				await bench.publish();
				expect(urls(world)).toEqual([bench.url]);
				await bench.unpublish();
				expect(urls(world)).toEqual([]);
			});

			it('is made again when it was deleted at the vendor', async () => {
				await bench.publish();
				removeOwn(world);
				await bench.publish();
				expect(urls(world)).toEqual([bench.url]);
				removeOwn(world);
				expect(await bench.unpublish()).toBe(true);
			});

			it('that is gone when it is removed is as good as removed', async () => {
				await bench.publish();
				removeOwn(world);
				expect(await bench.unpublish()).toBe(true);
			});

			it.each([500, 503, 401])('is not doubled when the vendor answers %p', async (status) => {
				failNext(world, status);
				await expect(bench.publish()).rejects.toThrow();
				await bench.publish();
				expect(urls(world)).toEqual([bench.url]);
				failNext(world, status);
				await expect(bench.publish()).rejects.toThrow();
				await bench.publish();
				expect(urls(world)).toEqual([bench.url]);
				failNext(world, status);
				await expect(bench.unpublish()).rejects.toThrow();
				expect(await bench.unpublish()).toBe(true);
				expect(urls(world)).toEqual([]);
			});

			it('of a test is another one', async () => {
				await bench.publish();
				const live = bench.url;
				bench.mode = 'manual';
				await bench.publish();
				expect(urls(world).sort()).toEqual([bench.url, live].sort());
				await bench.unpublish();
				expect(urls(world)).toEqual([live]);
			});
		});
	}
});
