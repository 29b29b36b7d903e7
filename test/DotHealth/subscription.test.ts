import type { IDataObject } from 'n8n-workflow';

import { byId, itemsOf } from '../support/bench';
import { asked, linesOf, listed, startDotHealthBench, type DotHealthBench } from '../support/dotHealth';

let bench: DotHealthBench;
beforeAll(async () => {
	bench = await startDotHealthBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => {
	bench.reset();
	// Nobody is there to be called.
	bench.vendor.configure({ handshake: 'never' });
});

const wanted = (more: IDataObject = {}) => ({
	name: 'Requests for the clinic',
	endpoint: 'https://clinic.example/hooks/requests',
	...more,
});
const create = async (more?: IDataObject) => await bench.run('subscription.create', wanted(more));
const stored = () => bench.vendor.resources('Subscription');
const days = (count: number) => new Date(Date.now() + count * 24 * 60 * 60 * 1000);

describe('a new subscription', () => {
	it("is sent as in the documentation's sample, beside the status that FHIR requires", async () => {
		const { error } = await create({
			additionalFields: {
				authorization: 'Bearer secret-token-abc-123',
				end: '2099-08-07T11:15:18Z',
				reason: 'Monitor communication requests updates for this institution',
			},
		});
		expect(error).toBeUndefined();
		expect(asked(bench)[0]).toMatchObject({ method: 'POST', status: 201 });
		expect(asked(bench)[0].headers).toMatchObject({ 'content-type': 'application/fhir+json' });
		expect(asked(bench)[0].body).toEqual({
			resourceType: 'Subscription',
			status: 'requested',
			name: 'Requests for the clinic',
			topic: 'communication-request',
			// The same instant, on the clock of the workflow.
			end: '2099-08-07T07:15:18-04:00',
			reason: 'Monitor communication requests updates for this institution',
			filterBy: [],
			channelType: { code: 'rest-hook' },
			endpoint: 'https://clinic.example/hooks/requests',
			parameter: [{ name: 'Authorization', value: 'Bearer secret-token-abc-123' }],
			contentType: 'application/fhir+json',
			content: 'id-only',
		});
	});

	it('lasts ten years unless told, and leaves out what was not filled in', async () => {
		await create();
		const { end, ...sent } = asked(bench)[0].body as IDataObject;
		expect(Math.abs(Date.parse(String(end)) - days(3652).getTime())).toBeLessThan(5 * 24 * 3600 * 1000);
		expect(sent).not.toHaveProperty('parameter');
	});

	it('leaves out the status when it is to', async () => {
		const { error } = await create({ options: { status: 'omitted' } });
		expect(error).toBeUndefined();
		expect(asked(bench)[0].body).not.toHaveProperty('status');
	});

	it.each([
		['location', ['POST /Subscription']],
		['contentLocation', ['POST /Subscription']],
		['none', ['POST /Subscription', 'GET /Subscription']],
	] as const)('has an ID, from %s', async (subscriptionLocation, lines) => {
		bench.vendor.configure({ subscriptionLocation });
		const { items, error } = await create();
		expect(error).toBeUndefined();
		expect(linesOf(bench)).toEqual(lines);
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: stored()[0].id, name: 'Requests for the clinic' }),
		]);
	});

	it('is found among others, whatever their topic, and by filters of either name', async () => {
		bench.vendor.configure({ paramStyle: 'underscore' });
		await create({ name: 'Another' });
		await create({ endpoint: 'https://clinic.example/hooks/others' });
		await create({ additionalFields: { reason: 'Another' } });
		const { items, error } = await create();
		expect(error).toBeUndefined();
		expect(items[0].json.id).toBe(stored().at(-1)!.id);
	});

	it('is told apart from no other of the same name', async () => {
		await create();
		const { error } = await create();
		expect(error?.message).toBe('Dot Health has several subscriptions like this one [item 0]');
		expect(error?.description).toContain('Subscription > Get Many');
	});

	it('that is in no list is said to have been taken', async () => {
		const body = { resourceType: 'Bundle', type: 'searchset' };
		bench.vendor.fault({ kind: 'body', match: { method: 'GET', path: '/Subscription' }, body });
		const { error } = await create();
		expect(error?.message).toBe('Dot Health took the subscription, but it is not in the list [item 0]');
	});

	it('does not take the address that was sent to for its own', async () => {
		const location = `${bench.vendor.baseUrl}/Subscription`;
		const body = {
			resourceType: 'OperationOutcome',
			issue: [{ severity: 'information', code: 'informational' }],
		};
		await create();
		const [{ id }] = stored();
		bench.vendor.fault({
			kind: 'status',
			status: 201,
			match: { method: 'POST', path: '/Subscription' },
			headers: { 'content-location': location },
			body,
		});
		const { items } = await create();
		expect(items[0].json.id).toBe(id);
	});

	it('is not sent again when it may have been stored', async () => {
		await bench.run('subscription.getAll');
		bench.vendor.fault({ kind: 'resetAfterStoring', match: { method: 'POST', path: '/Subscription' } });
		const { error } = await create();
		expect(error?.description).toContain('may have been carried out');
		expect(stored()).toHaveLength(1);
	});

	it.each([
		[
			'ends in the past',
			{ additionalFields: { end: '2024-08-07T11:15:18Z' } },
			"'End' is in the past [item 0]",
		],
		[
			'ends on a day that does not exist',
			{ additionalFields: { end: '2099-02-30' } },
			"'End' is a date or time that does not exist [item 0]",
		],
		['has no name', { name: '={{ "" }}' }, "'Name' is empty [item 0]"],
		['calls no address', { endpoint: 'clinic.example' }, "'Endpoint' does not look right [item 0]"],
		[
			'calls over an open line',
			{ endpoint: 'http://clinic.example/x' },
			"'Endpoint' does not look right [item 0]",
		],
		[
			'only looks like this machine',
			{ endpoint: 'http://localhost.example/x' },
			"'Endpoint' does not look right [item 0]",
		],
	])('that %s is refused before anything is sent', async (_, more, message) => {
		const { error } = await create(more);
		expect(error?.message).toBe(message);
		expect(asked(bench)).toEqual([]);
	});

	it('that Dot Health refuses is told by the name of the field', async () => {
		const { error } = await create({ additionalFields: { topic: 'something-else' } });
		expect(error?.message).toBe(
			"Dot Health: Subscription.'Topic' must be communication-request ('Topic') [item 0]",
		);
		expect(error).toMatchObject({
			description: 'Correct the value and run the node again.',
			httpCode: '400',
		});
	});
});

describe('subscriptions that are there', () => {
	const ids: string[] = [];
	beforeEach(async () => {
		await create();
		await create({ name: 'Second' });
		ids.splice(0, 2, ...stored().map(({ id }) => id));
		bench.vendor.setSubscriptionStatus(ids[1], 'active');
		bench.vendor.requests.length = 0;
	});
	const getAll = async (parameters: IDataObject = {}) => {
		const { items, error } = await bench.run('subscription.getAll', { returnAll: true, ...parameters });
		expect(error).toBeUndefined();
		return items.map(({ json }) => json.id);
	};

	it.each([false, true])('are listed, with IDs in them: %s', async (subscriptionIds) => {
		bench.vendor.configure({ subscriptionIds });
		expect(await getAll()).toEqual(ids);
		expect(asked(bench)[0].query).toEqual({});
		expect(await getAll({ returnAll: false, limit: 1 })).toEqual([ids[0]]);
	});

	it.each([
		[{ status: 'active' }, {}, { status: 'active' }, [1]],
		[{ topic: 'communication-request' }, {}, { topic: 'communication-request' }, [0, 1]],
		[{ topic: 'other', status: 'requested' }, {}, { topic: 'other', status: 'requested' }, []],
		[{ status: 'requested' }, { parameterNames: 'underscore' }, { _status: 'requested' }, [0]],
	])('are narrowed by %j %j', async (filters, options, query, found) => {
		if ('parameterNames' in options) bench.vendor.configure({ paramStyle: 'underscore' });
		expect(await getAll({ filters, options })).toEqual(found.map((at) => ids[at]));
		expect(asked(bench)[0].query).toEqual(query);
	});

	it.each([
		[{ status: 'active' }, [1]],
		[{ topic: 'other' }, []],
	])('are compared again where the server ignores %j', async (filters, found) => {
		bench.vendor.configure({ paramStyle: 'underscore', unknownParams: 'ignored' });
		expect(await getAll({ filters })).toEqual(found.map((at) => ids[at]));
	});

	it('are put out without the secrets by which calls are known', async () => {
		const made = await create({ name: 'Third', additionalFields: { authorization: 'Bearer hush-hush' } });
		const id = String(made.items[0].json.id);
		const outputs = [
			made,
			await bench.run('subscription.getAll', { returnAll: true }),
			...(await Promise.all(
				['simplified', 'raw'].map(
					async (output) => await bench.run('subscription.get', { id: byId(id), output }),
				),
			)),
		];
		for (const { items } of outputs) {
			expect(JSON.stringify(items)).toContain('Third');
			expect(JSON.stringify(items)).not.toContain('hush-hush');
		}
		expect(outputs[3].items[0].json.parameter).toEqual([{ name: 'Authorization' }]);
	});

	it('are read and deleted one by one', async () => {
		const { items } = await bench.run('subscription.get', { id: byId(ids[1]), output: 'raw' });
		expect(items[0].json).toMatchObject({ id: ids[1], name: 'Second', status: 'active' });
		const deleted = await bench.run(
			'subscription.delete',
			{ id: byId('={{ $json.value }}') },
			{ input: itemsOf(...ids) },
		);
		expect(deleted.items.map(({ json }) => json)).toEqual([{ deleted: true }, { deleted: true }]);
		expect(linesOf(bench).slice(1)).toEqual(ids.map((id) => `DELETE /Subscription/${id}`));
		expect(stored()).toEqual([]);
	});

	it('that are gone are told, unless missing is as good as deleted', async () => {
		const { error } = await bench.run('subscription.delete', { id: byId('1') });
		expect(error?.message).toBe('Dot Health: Subscription/1 is not known [item 0]');
		const options = { missingCounts: true };
		const { items } = await bench.run('subscription.delete', { id: byId('1'), options });
		expect(items[0].json).toEqual({ deleted: true });
	});

	it('are chosen from a list, by words of their name', async () => {
		const search = async (filter?: string) =>
			(await listed(bench, 'searchRecords', { resource: 'subscription', operation: 'get' }, filter)).results;
		expect(await search()).toEqual([
			{ name: 'Requests for the clinic, requested', value: ids[0] },
			{ name: 'Second, active', value: ids[1] },
		]);
		expect(await search('clinic requests')).toEqual([expect.objectContaining({ value: ids[0] })]);
	});
});
