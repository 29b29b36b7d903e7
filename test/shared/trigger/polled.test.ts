import type { IDataObject, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { dentalReferrals } from '../../../nodes/DentalReferrals/api';
import { ApiFailure } from '../../../nodes/shared/errors/apiFailure';
import type { CursorFeed, Feed, Page } from '../../../nodes/shared/polling/feeds';
import { pollTrigger, type PolledTrigger } from '../../../nodes/shared/trigger/polled';
import { PollBench } from '../../support/polls';

/** What stands between n8n and the poll engine, with a list in memory in place of a vendor. */
interface Thing {
	id: string;
	text: string;
}

let things: Thing[];
const thing = (id: number, text = 'as it was'): Thing => ({ id: String(id), text });

const feed = (list: (page?: string) => Page<Thing> | Promise<Page<Thing>>): Feed<Thing> => ({
	type: 'snapshot',
	identity: 'things',
	kinds: ['new', 'changed'],
	id: ({ id }) => id,
	content: ({ text }) => text,
	list: async ({ page }) => await list(page),
});

const whole: PolledTrigger<Thing> = {
	vendor: dentalReferrals,
	feed: () => feed(() => ({ records: things })),
	json: (event) => ({ kind: event.kind, id: event.id }),
};

/** @param asIs how the trigger sees n8n */
function benchFor(
	trigger: Partial<PolledTrigger<Thing>>,
	asIs: (node: IPollFunctions) => IPollFunctions = (node) => node,
): PollBench {
	const description = {
		name: 'test',
		properties: [],
		credentials: [{ name: 'dentalReferralsApi' }],
	} as unknown;
	const node: INodeType = {
		description: description as INodeTypeDescription,
		async poll() {
			return await pollTrigger(asIs(this), { ...whole, ...trigger });
		},
	};
	return new PollBench(() => node, {
		credentials: {
			dentalReferralsApi: { environment: 'custom', baseUrl: 'http://127.0.0.1:9', apiKey: 'any' },
		},
		parameters: { severalEvents: 'itemPerEvent' },
	});
}

async function published(...options: Parameters<typeof benchFor>): Promise<PollBench> {
	const n8n = benchFor(...options);
	expect(await n8n.publish()).toEqual([]);
	return n8n;
}

const idsOf = (items: IDataObject[]) => items.map(({ id }) => id);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => thing(from + at));
const down = () => new ApiFailure('It is down', { failure: { cause: 'temporarily-unavailable' } });

beforeEach(() => {
	things = [thing(1), thing(2)];
});
afterEach(() => jest.restoreAllMocks());

describe('nothing is lost', () => {
	it('when what comes out for an event cannot be put together', async () => {
		let fails = true;
		const n8n = await published({
			json: (event) => {
				if (fails) throw new Error('Mario Rossi, born 1980');
				return { id: event.id };
			},
		});
		things.push(thing(3));
		const error: unknown = await n8n.poll().catch((reason: unknown) => reason);
		expect(error).toMatchObject({
			message: 'The node stopped unexpectedly (Error)',
			failure: { cause: 'node-defect' },
		});
		expect(JSON.stringify(error)).not.toContain('Mario');
		fails = false;
		expect(idsOf(await n8n.poll())).toEqual(['3']);
		expect(await n8n.poll()).toEqual([]);
	});

	it('when there is more than one execution should get', async () => {
		const n8n = await published({});
		things.push(...range(10, 1_510));
		const counts = [await n8n.poll(), await n8n.poll(), await n8n.poll()].map(({ length }) => length);
		expect(counts).toEqual([1_000, 500, 0]);
		expect(new Set(n8n.executions.flat().map(({ json }) => json.id)).size).toBe(1_500);
	});

	it('when the list breaks off: what was found comes out, and the next poll goes on', async () => {
		let isDown = false;
		const n8n = await published({
			feed: () =>
				feed((page) => {
					if (page === undefined) return { records: things.slice(0, 2), next: 'second' };
					if (isDown) throw down();
					return { records: things.slice(2) };
				}),
		});
		things = [thing(1), thing(2, 'changed'), thing(3)];
		isDown = true;
		expect(await n8n.poll()).toEqual([{ kind: 'changed', id: '2' }]);
		expect(n8n.warnings).toEqual(['Trigger: the poll stopped early and goes on with the next one']);
		await expect(n8n.poll()).rejects.toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
		isDown = false;
		expect(await n8n.poll()).toEqual([{ kind: 'new', id: '3' }]);
	});
});

it('hands out the events that were chosen, and does not come back to the others', async () => {
	const n8n = await published({ isWanted: ({ kind }) => kind === 'changed' });
	things = [thing(1, 'changed'), thing(2), thing(3)];
	expect(await n8n.poll()).toEqual([{ kind: 'changed', id: '1' }]);
	things.push(thing(4));
	expect(await n8n.poll()).toEqual([]);
	expect(n8n.executions).toHaveLength(1);
});

describe('time', () => {
	/** A list without an end, a page of which takes a second. */
	const endless = (): Partial<PolledTrigger<Thing>> & { pages: number } => {
		let now = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		const trigger = {
			pages: 0,
			feed: () =>
				feed(() => {
					now += 1_000;
					trigger.pages += 1;
					return { records: [], next: String(trigger.pages) };
				}),
		};
		return trigger;
	};

	it('is what n8n gives, less what is needed to put things out', async () => {
		const trigger = endless();
		const n8n = benchFor(trigger);
		n8n.budgetMs = 36_000;
		await n8n.publish();
		expect(trigger.pages).toBe(26);
	});

	it('is a minute in an n8n that does not say', async () => {
		const trigger = endless();
		await published(trigger, (node) => Object.create(node, { getPollBudgetMs: { value: undefined } }));
		expect(trigger.pages).toBe(42);
	});
});

describe('starting', () => {
	const failing = (error: () => Error) => {
		const trigger = {
			isDown: true,
			feed: () =>
				feed(() => {
					if (trigger.isDown) throw error();
					return { records: things };
				}),
		};
		return trigger;
	};

	it.each(['activate', 'init', 'leadershipChange', 'create', 'update'] as const)(
		'does not need the vendor (%s), and what happens meanwhile is reported if something is known already',
		async (mode) => {
			const trigger = failing(down);
			const n8n = benchFor(trigger);
			trigger.isDown = false;
			await n8n.publish();
			n8n.unpublish();
			trigger.isDown = true;
			things.push(thing(3));
			expect(await n8n.publish(mode)).toEqual([]);
			expect(n8n.warnings).toEqual([
				'Trigger: Dental Referrals could not be asked while the trigger was started. The next poll tries again and catches up.',
			]);
			await expect(n8n.poll()).rejects.toThrow('It is down');
			trigger.isDown = false;
			expect(idsOf(await n8n.poll())).toEqual(['3']);
		},
	);

	it('is refused for what does not pass by itself', async () => {
		const wrong = () => new ApiFailure('Not allowed', { failure: { cause: 'configuration-invalid' } });
		await expect(benchFor(failing(wrong)).publish()).rejects.toThrow('Not allowed');
	});
});

describe('a test', () => {
	const shown = async (trigger: Partial<PolledTrigger<Thing>>) => await benchFor(trigger).test();
	const cursor = (newest?: CursorFeed<Thing>['newest']): Feed<Thing> => ({
		type: 'cursor',
		identity: 'things',
		overlapMs: 0,
		id: ({ id }) => id,
		version: ({ text }) => text,
		changedAt: ({ id }) => Number(id),
		changedSince: async () => ({ records: things }),
		newest,
	});

	it('shows the newest record, or the first that a list gives', async () => {
		expect(await shown({ feed: () => cursor(async () => ({ records: [thing(9), thing(8)] })) })).toEqual([
			{ kind: 'new', id: '9' },
		]);
		expect(await shown({ feed: () => cursor() })).toEqual([{ kind: 'new', id: '2' }]);
		expect(await shown({})).toEqual([{ kind: 'new', id: '1' }]);
		const late = (page?: string) => (page ? { records: things } : { records: [], next: 'second' });
		expect(await shown({ feed: () => feed(late) })).toEqual([{ kind: 'new', id: '1' }]);
		expect(await shown({ recent: async () => [thing(7)] })).toEqual([{ kind: 'new', id: '7' }]);
	});

	it('shows it as if what was chosen had happened', async () => {
		expect(await shown({ isWanted: ({ kind }) => kind === 'changed' })).toEqual([
			{ kind: 'changed', id: '1' },
		]);
		const second: PolledTrigger<Thing>['isWanted'] = ({ id, kind }) => id === '2' && kind === 'changed';
		expect(await shown({ isWanted: second })).toEqual([{ kind: 'changed', id: '2' }]);
		expect(await shown({ isWanted: () => false })).toEqual([{ kind: 'new', id: '1' }]);
	});

	it('says what to do when there is none, or the vendor is down', async () => {
		things = [];
		await expect(shown({})).rejects.toMatchObject({
			message: 'There is no record that could be shown',
			description: expect.stringContaining('make something happen'),
		});
		await expect(shown({ feed: () => feed(() => Promise.reject(down())) })).rejects.toMatchObject({
			message: 'It is down',
			description: null,
		});
		await expect(
			shown({ feed: () => feed(() => ({ records: [], next: String(Math.random()) })) }),
		).rejects.toThrow('There is no record');
	});
});

it('says nothing to others: the same list leaves another state in another workflow', async () => {
	const [one, other] = [await published({}), await published({})];
	expect(one.state).toBeDefined();
	expect(JSON.stringify(one.state)).not.toBe(JSON.stringify(other.state));
});
