import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { PollBench, type Keeping } from '../support/polls';
import { CASES } from './table';

/**
 * What every polling trigger promises, in both ways in which n8n keeps its state: what is there starts nothing, what
 * happens is reported once, and nothing is lost by outages and restarts.
 */
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
});
afterAll(async () => await sandbox.close());

/** Enough for a few requests, too little to be patient with a vendor that is down. */
const SHORT_MS = 2_000;

const KEEPINGS: Keeping[] = ['inMemory', 'durable'];
const all = CASES.flatMap((watching) =>
	KEEPINGS.map((keeping) => [watching.name, keeping, watching] as const),
);

describe.each(all)('%s, %s', (_name, keeping, watching) => {
	const vendor = () => watching.vendor(sandbox);
	const happen = async () => await watching.happen(sandbox);
	const idsOf = (items: IDataObject[]) => items.map((item) => watching.idIn(item));
	const isDurable = keeping === 'durable';
	let n8n: PollBench;

	const benchFor = (parameters: IDataObject = {}, polling = watching.polling(sandbox)) =>
		new PollBench(
			watching.load,
			{
				...polling,
				parameters: {
					output: 'simplified',
					severalEvents: 'itemPerEvent',
					options: {},
					...polling.parameters,
					...parameters,
				},
			},
			keeping,
		);
	const poll = async () => idsOf(await n8n.poll());

	/** Published, and polled once: where cursors are durable, n8n does not keep what the poll at publishing has found. */
	const published = async (parameters?: IDataObject) => {
		n8n = benchFor(parameters);
		expect(await n8n.publish()).toEqual([]);
		expect(await n8n.poll()).toEqual([]);
	};

	/** Polls while the vendor is down, which takes a while. */
	const whileDown = async <T>(what: () => Promise<T>): Promise<T> => {
		n8n.budgetMs = SHORT_MS;
		return await what().finally(() => {
			n8n.budgetMs = undefined;
			vendor().clearFaults();
		});
	};

	beforeEach(() => vendor().reset());

	it('starts nothing for what is there, reports what happens once, and asks no more than it says', async () => {
		await published();
		const first = await happen();
		expect(await poll()).toEqual([first]);
		expect(n8n.executions[0][0].json).toMatchObject({ event: watching.event });
		vendor().requests.length = 0;
		expect(await poll()).toEqual([]);
		expect(vendor().requests).toHaveLength(watching.requests);
		const more = [await happen(), await happen()];
		expect((await poll()).sort()).toEqual(more.sort());
		expect(await poll()).toEqual([]);
	});

	it('reports what happens between publishing and the first poll, unless n8n does not keep that', async () => {
		n8n = benchFor();
		await n8n.publish();
		const id = await happen();
		expect(await poll()).toEqual(isDurable ? [] : [id]);
	});

	it.each([
		[
			'429',
			{ status: 429, headers: { 'retry-after': '90' } },
			{ cause: 'rate-limited', retryAfterMs: 90_000 },
		],
		['500', { status: 500 }, { cause: 'temporarily-unavailable' }],
	])(
		'leaves its state alone while the vendor answers %s, says why, and catches up',
		async (_, answer, failure) => {
			await published();
			const id = await happen();
			const state = JSON.stringify(n8n.state);
			vendor().fault({ kind: 'status', times: Infinity, ...answer });
			await whileDown(async () => {
				const error: unknown = await n8n.poll().catch((reason: unknown) => reason);
				expect(error).toMatchObject({
					name: 'NodeApiError',
					failure,
					description: 'The next poll tries again and catches up, so nothing is missed.',
				});
			});
			expect(JSON.stringify(n8n.state)).toBe(state);
			const other = await happen();
			expect((await poll()).sort()).toEqual([id, other].sort());
			expect(await poll()).toEqual([]);
		},
	);

	it('can be published while the vendor is down, and begins with the next poll', async () => {
		n8n = benchFor();
		vendor().fault({ kind: 'status', status: 503, times: Infinity });
		await whileDown(async () => expect(await n8n.publish(isDurable ? 'update' : 'activate')).toEqual([]));
		expect(n8n.warnings).toEqual([expect.stringContaining('what happens after it is reported')]);
		expect(await poll()).toEqual([]);
		const id = await happen();
		expect(await poll()).toEqual([id]);
	});

	it('says so when it is down later, however it was published', async () => {
		await published();
		vendor().fault({ kind: 'resetBeforeStoring', times: Infinity });
		await whileDown(async () => {
			await expect(n8n.poll()).rejects.toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
		});
	});

	it('cannot be published with a credential that the vendor refuses', async () => {
		n8n = benchFor({}, watching.refused(watching.polling(sandbox)));
		await expect(n8n.publish()).rejects.toMatchObject({ failure: { cause: 'credential-invalid' } });
	});

	it('loses nothing when n8n is restarted, also while the vendor is down', async () => {
		await published();
		const first = await happen();
		expect(await poll()).toEqual([first]);
		expect(await poll()).toEqual([]);
		const during = await happen();
		vendor().fault({ kind: 'status', status: 503, times: Infinity });
		expect(await whileDown(async () => await n8n.restart())).toEqual([]);
		expect(await poll()).toEqual([during]);

		const next = await happen();
		const atStart = idsOf(await n8n.restart());
		expect([...atStart, ...(await poll())]).toEqual([next]);
	});

	it('reports again what n8n was killed with, and only that', async () => {
		await published();
		n8n.losesNextSave = true;
		const id = await happen();
		expect(await poll()).toEqual([id]);
		const again = [...idsOf(await n8n.restart()), ...(await poll())];
		expect(again).toEqual(isDurable ? [] : [id]);
		expect(await poll()).toEqual([]);
	});

	it('reports everything since then when an older state is put back', async () => {
		await published();
		const { stored, cursor } = structuredClone({ stored: n8n.stored, cursor: n8n.cursor });
		const ids = [await happen()];
		await poll();
		ids.push(await happen());
		await poll();
		n8n.stored = stored;
		n8n.cursor = cursor;
		ids.push(await happen());
		const found = [...idsOf(await n8n.restart()), ...(await poll())];
		expect(found.sort()).toEqual(ids.sort());
	});

	it('goes on where it was after it was unpublished', async () => {
		await published();
		n8n.unpublish();
		const id = await happen();
		expect([...idsOf(await n8n.publish('update')), ...(await poll())]).toEqual([id]);
	});

	it('shows a record in a test, before and after publishing, and remembers nothing of it', async () => {
		n8n = benchFor();
		const [shown, ...others] = await n8n.test();
		expect([others, watching.idIn(shown)]).toEqual([[], expect.stringMatching(/\w/)]);
		expect(shown).toMatchObject({ event: watching.event });
		await published();
		const newest = await happen();
		expect(idsOf(await n8n.test())).toEqual([newest]);
		expect(await poll()).toEqual([newest]);
	});

	it('begins with nothing, and says so in a test', async () => {
		await watching.empty?.(sandbox);
		await published();
		await expect(n8n.test()).rejects.toMatchObject({ message: 'There is no record that could be shown' });
		const id = await happen();
		expect(await poll()).toEqual([id]);
	});

	it('keeps nothing of people, in its state or in the log', async () => {
		await published();
		await happen();
		await poll();
		const kept = JSON.stringify([n8n.stored, n8n.cursor, n8n.warnings]);
		expect(n8n.state).toBeDefined();
		expect(watching.personal(sandbox).filter((text) => kept.includes(text))).toEqual([]);
	});

	it('puts out as much of a record as was chosen', async () => {
		await published({ output: 'id' });
		await happen();
		const [id] = await n8n.poll();
		const isScalar = (value: unknown) => typeof value !== 'object';
		expect(Object.values(id).every(isScalar)).toBe(true);
		expect(watching.personal(sandbox).filter((text) => JSON.stringify(id).includes(text))).toEqual([]);

		n8n.installation.parameters.output = 'simplified';
		const [, simplified] = [await happen(), (await n8n.test())[0]];
		expect(Object.keys(simplified).length).toBeLessThanOrEqual(11);
		n8n.installation.parameters.output = 'raw';
		const [raw] = await n8n.test();
		expect(Object.keys(raw)).toEqual(expect.arrayContaining(['event']));
		expect(JSON.stringify(raw).length).toBeGreaterThan(JSON.stringify(id).length);
		expect(watching.idIn(raw)).toBe(watching.idIn(simplified));
	});

	it('puts all that happened into one item if that is chosen', async () => {
		await published({ severalEvents: 'oneItem' });
		const ids = [await happen(), await happen()];
		const [{ events }, ...others] = (await n8n.poll()) as [{ events: IDataObject[] }];
		expect([idsOf(events).sort(), others]).toEqual([ids.sort(), []]);
	});

	// Where cursors are durable, n8n itself sees to it that there is one poll at a time.
	if (keeping === 'inMemory')
		it('does not report twice when n8n polls again while a poll goes on', async () => {
			await published();
			await happen();
			vendor().fault({ kind: 'latency', ms: 300 });
			await Promise.all([n8n.poll(), n8n.poll()]);
			expect(n8n.executions).toHaveLength(1);
		});

	it('starts anew without events when something else is watched', async () => {
		await published();
		n8n.unpublish();
		await happen();
		n8n.installation.credentials = Object.fromEntries(
			Object.entries(n8n.installation.credentials).map(([type, data]) => [
				type,
				{ ...data, baseUrl: String(data.baseUrl).replace('127.0.0.1', 'localhost') },
			]),
		);
		expect(await n8n.publish('update')).toEqual([]);
		expect(await poll()).toEqual([]);
	});
});
