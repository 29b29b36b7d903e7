import { byId, everythingIn, itemsOf } from '../support/bench';
import { form, json, startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const requests = () =>
	bench.vendor.requests.filter(({ path, status }) => path.startsWith('/fhir') && status !== 401);

describe('a record without anything in it', () => {
	const id = byId('pt-1001');
	const empty = { 'name.family': '={{ $json.nothing }}', gender: '' };
	const transaction = { resourceType: 'Patient' };

	it.each([
		['patient.create', form(empty), 'No field is filled in'],
		['patient.create', json('{}'), "'JSON' holds nothing"],
		['patient.create', json('={{ ({ resourceType: "Patient", id: "1" }) }}'), "'JSON' holds nothing"],
		['patient.update', { id, ...form(empty) }, 'No field is filled in'],
		['patient.update', { id, ...json('{}') }, "'JSON' holds nothing"],
		['bundle.execute', { ...transaction, ...form(empty) }, 'No field is filled in'],
		['bundle.execute', { ...transaction, ...json('{}') }, "'JSON' holds nothing"],
	] as const)('is not stored: %s %j', async (operation, parameters, message) => {
		const { error } = await bench.run(operation, parameters);
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(requests()).toEqual([]);
	});
});

describe('what a server quotes', () => {
	const quote = (text: string) =>
		bench.vendor.fault({
			kind: 'status',
			status: 422,
			times: Infinity,
			match: { path: /\/fhir/ },
			body: {
				resourceType: 'OperationOutcome',
				issue: [{ severity: 'error', code: 'invalid', diagnostics: text }],
			},
		});

	it('is not shown where it is a part of what was written', async () => {
		quote('Tramontana cannot be stored');
		const result = await bench.run('patient.create', form({ name: '={{ $json.value }}' }), {
			input: itemsOf('Ermenegilda Tramontana'),
		});
		expect(result.error?.message).toBe('HeyDonto: [Fields] cannot be stored [item 0]');
		expect(everythingIn(result)).not.toContain('Tramontana');
	});

	it('is not shown where it is of another item of a transaction', async () => {
		quote('Tramontana cannot be stored');
		const parameters = { resourceType: 'Patient', ...form({ 'name.family': '={{ $json.value }}' }) };
		const input = itemsOf('Biancospino', 'Tramontana');
		const stopped = await bench.run('bundle.execute', parameters, { input });
		expect(stopped.error?.message).toBe('HeyDonto: [Fields] cannot be stored [item 0]');
		expect(everythingIn(stopped)).not.toContain('Tramontana');
		const { errorItems } = await bench.run('bundle.execute', parameters, {
			input,
			onError: 'continueErrorOutput',
		});
		expect(errorItems.map(({ json: item }) => item.error)).toEqual([
			'HeyDonto: [Fields] cannot be stored [item 0]',
			'HeyDonto: [Fields] cannot be stored [item 1]',
		]);
	});

	it('of a search keeps the names of FHIR, and no value', async () => {
		quote('The parameter name:exact of Patient does not take Tramontana');
		const { error } = await bench.run('patient.getAll', {
			returnAll: true,
			filters: { parameter: [{ parameter: 'name', comparison: 'exact', value: 'Tramontana' }] },
		});
		expect(error?.message).toBe(
			'HeyDonto: The parameter name:exact of Patient does not take [Filters] [item 0]',
		);
	});
});

describe('a large record', () => {
	it('that is refused does not stop the node by its length', async () => {
		const { error } = await bench.run('binary.create', json({ contentType: 7, data: 'A'.repeat(400_000) }));
		expect(error?.message).toMatch(/^HeyDonto: Invalid .*\('Content Type'\) \[item 0\]$/);
	});

	it('may have any number of texts', async () => {
		const given = Array.from({ length: 150_000 }, (_, at) => `Name ${at}`);
		const { items, error } = await bench.run(
			'patient.create',
			{ ...json('={{ $json }}'), output: 'raw' },
			{ input: [{ json: { name: [{ given }] } }] },
		);
		expect(error?.message).toBeUndefined();
		expect(items[0].json.name).toEqual([{ given }]);
	});
});

it('a version that is expected is not sent along with a new record', async () => {
	const { error } = await bench.run('bundle.execute', {
		resourceType: 'Patient',
		...form({ gender: 'other' }),
		options: { versionId: '3' },
	});
	expect(error).toBeUndefined();
	expect(JSON.stringify(requests().at(-1)!.body)).not.toContain('ifMatch');
});
