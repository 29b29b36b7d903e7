import { itemsOf } from '../support/bench';
import { form, json, startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const posts = () =>
	bench.vendor.requests.filter(({ path, status }) => path.endsWith('/fhir') && status !== 401);
const asEach = { output: 'raw' };
const patientRow = {
	bundleType: 'transaction',
	entryAction: 'create',
	resourceType: 'Patient',
	...form({ 'name.family': '={{ $json.value }}' }),
};

describe('a transaction', () => {
	it('holds all items and gives each its record', async () => {
		const { items, error } = await bench.run('bundle.execute', patientRow, {
			input: itemsOf('Ada', 'Bea', 'Cleo'),
		});
		expect(error).toBeUndefined();
		expect(posts()).toHaveLength(1);
		expect(posts()[0].body).toMatchObject({ resourceType: 'Bundle', type: 'transaction' });
		expect(items.map(({ json: { resourceType, status } }) => [resourceType, status])).toEqual([
			['Patient', 201],
			['Patient', 201],
			['Patient', 201],
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		const { items: second } = await bench.run('patient.get', {
			id: { __rl: true, mode: 'id', value: items[1].json.reference },
		});
		expect(second[0].json.name).toBe('Bea');
	});

	it('lets records refer to each other, whatever their order', async () => {
		const input = [
			{
				json: {
					resource: {
						resourceType: 'Appointment',
						status: 'proposed',
						participant: [{ actor: { reference: 'Patient/p-1' }, status: 'accepted' }],
					},
				},
			},
			{ json: { resource: { resourceType: 'Patient', id: 'p-1', name: [{ text: 'New Person' }] } } },
		];
		const { items, error } = await bench.run(
			'bundle.execute',
			{
				bundleType: 'transaction',
				entryAction: 'create',
				resourceType: '={{ $json.resource.resourceType }}',
				...json('={{ $json.resource }}'),
			},
			{ input },
		);
		expect(error).toBeUndefined();
		const { entry } = posts()[0].body as {
			entry: Array<{ fullUrl: string; resource: { resourceType: string } }>;
		};
		expect(entry.map(({ resource }) => resource.resourceType)).toEqual(['Patient', 'Appointment']);
		expect(entry[0].fullUrl).toMatch(
			/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
		);
		expect(items.map(({ json: { resourceType } }) => resourceType)).toEqual(['Appointment', 'Patient']);
		const { items: found } = await bench.run('appointment.get', {
			id: { __rl: true, mode: 'id', value: items[0].json.id },
			...asEach,
		});
		expect(found[0].json.participant).toMatchObject([{ actor: { reference: items[1].json.reference } }]);
	});

	it('stores nothing when one record is refused', async () => {
		const { error } = await bench.run(
			'bundle.execute',
			{
				bundleType: 'transaction',
				entryAction: 'create',
				resourceType: 'Patient',
				...json('={{ $json.value }}'),
			},
			{ input: itemsOf({ name: [{ text: 'Zeno' }] }, { birthDate: 12 }) },
		);
		expect(error?.message).toMatch(/^HeyDonto: .*'Birth Date'\) \[item 1\]$/);
		const { items } = await bench.run('patient.getAll', {
			returnAll: true,
			filters: { parameter: [{ parameter: 'name', comparison: 'is', value: 'Zeno' }] },
		});
		expect(items).toEqual([]);
	});

	it('sends nothing when an item cannot be meant, even if the node goes on', async () => {
		const { items } = await bench.run(
			'bundle.execute',
			{
				...patientRow,
				...form({ 'name.family': 'Rossi', birthDate: '={{ $json.value }}' }),
			},
			{ input: itemsOf('1980-01-01', 'yesterday'), onError: 'continueRegularOutput' },
		);
		expect(posts()).toEqual([]);
		expect(items.map(({ json: { error } }) => error)).toEqual([
			'Nothing was sent, because 1 of the items cannot be [item 0]',
			"'Birth Date' is not a date that can be read [item 1]",
		]);
	});
});

describe('a batch', () => {
	const batch = {
		bundleType: 'batch',
		entryAction: 'create',
		resourceType: 'Patient',
		...json('={{ $json.value }}'),
	};
	const input = itemsOf({ name: [{ text: 'Fine' }] }, { birthDate: 12 });

	it('tells which records went through and which did not', async () => {
		const { items, error } = await bench.run('bundle.execute', batch, { input });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ status: 201, created: true });
		expect(items[1].json).toMatchObject({ done: false, reason: expect.stringMatching(/^HeyDonto/) });
	});

	it('sends the others to the error output', async () => {
		const { items, errorItems } = await bench.run('bundle.execute', batch, {
			input,
			onError: 'continueErrorOutput',
		});
		expect(items).toHaveLength(1);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0].pairedItem).toMatchObject({ item: 1 });
	});
});
