import type { IDataObject } from 'n8n-workflow';

import { byId } from '../support/bench';
import { startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const searches = () =>
	bench.vendor.requests.filter(({ path, status }) => path.includes('/fhir/') && status !== 401);
const where = (...parameter: IDataObject[]) => ({ filters: { parameter } });
const idsOf = (items: Array<{ json: IDataObject }>) => items.map(({ json: { id } }) => id);

describe('filters', () => {
	it('find a name from how it starts', async () => {
		const { items, error } = await bench.run('patient.getAll', {
			returnAll: true,
			...where({ parameter: 'name', comparison: 'is', value: 'john' }),
		});
		expect(error).toBeUndefined();
		expect(searches()[0].query).toEqual({ name: 'john', _count: '100' });
		expect(idsOf(items).sort()).toEqual(['pt-1002', 'pt-1004', 'pt-1005']);
	});

	it('join several rows with AND, also of the same parameter', async () => {
		await bench.run('appointment.getAll', {
			returnAll: true,
			...where(
				{ parameter: 'date', comparison: 'from', value: '2026-01-01' },
				{ parameter: 'date', comparison: 'before', value: '2026-02-01T00:00:00+02:00' },
			),
		});
		expect(searches()[0].query.date).toEqual(['ge2026-01-01', 'lt2026-01-31T16:00:00-06:00']);
	});

	it('join the values of a row with OR', async () => {
		const { items } = await bench.run('patient.getAll', {
			returnAll: true,
			...where({ parameter: '_id', comparison: 'is', value: 'pt-1001, pt-1002' }),
		});
		expect(idsOf(items).sort()).toEqual(['pt-1001', 'pt-1002']);
	});

	it('look for what a name holds, escaped', async () => {
		await bench.run('patient.getAll', {
			returnAll: true,
			...where({ parameter: 'name', comparison: 'contains', value: 'o,b$c|d' }),
		});
		expect(searches()[0].query['name:contains']).toBe('o\\,b\\$c\\|d');
	});

	it('follow a reference, and look back from one', async () => {
		const chain = await bench.run('appointment.getAll', {
			returnAll: true,
			filters: {
				chain: [
					{ reference: 'patient', targetType: '', parameter: 'family', comparison: 'is', value: 'Garcia' },
				],
			},
		});
		expect(chain.error).toBeUndefined();
		expect(idsOf(chain.items)).toContain('appt-olivia');
		const has = await bench.run('patient.getAll', {
			returnAll: true,
			filters: {
				has: [
					{
						resourceType: 'Appointment',
						reference: 'patient',
						parameter: 'status',
						comparison: 'is',
						value: 'cancelled',
					},
				],
			},
		});
		expect(has.error).toBeUndefined();
		expect(idsOf(has.items)).toEqual(['pt-1007']);
	});

	it('take a raw line', async () => {
		const { items } = await bench.run('patient.getAll', {
			returnAll: true,
			options: { rawQuery: '?family=Carter&birthdate=ge1900-01-01' },
		});
		expect(idsOf(items)).toEqual(['pt-1001']);
	});

	it.each([
		[
			{ parameter: 'colour', comparison: 'is', value: 'x' },
			"Patient has no search parameter 'colour' [item 0]",
		],
		[
			{ parameter: 'birthdate', comparison: 'contains', value: '1980' },
			"'Contains' does not suit the search parameter 'birthdate' [item 0]",
		],
		[
			{ parameter: 'birthdate', comparison: 'is', value: '01/02/1980' },
			"'birthdate' could be read as day/month or as month/day [item 0]",
		],
		[{ parameter: 'name', comparison: 'is', value: '={{ "" }}' }, "'Value' is empty [item 0]"],
	])('are refused before anything is sent: %j', async (row, message) => {
		const { error } = await bench.run('patient.getAll', { returnAll: true, ...where(row) });
		expect(error?.message).toBe(message);
		expect(searches()).toEqual([]);
	});
});

describe('options', () => {
	it('sort, name elements and bound the change', async () => {
		const { error } = await bench.run('patient.getAll', {
			returnAll: true,
			options: { sort: '-birthdate', elements: 'id,name', lastUpdatedFrom: '2020-01-01T00:00:00Z' },
		});
		expect(error).toBeUndefined();
		expect(searches()[0].query).toMatchObject({
			_sort: '-birthdate',
			_elements: 'id,name',
			_lastUpdated: expect.stringMatching(/^ge2019-12-31T18:00:00.000-06:00$/),
		});
	});

	it('bring along what is referred to, with the record or as items', async () => {
		const asked = { returnAll: true, ...where({ parameter: '_id', comparison: 'is', value: 'appt-next' }) };
		const joined = await bench.run('appointment.getAll', {
			...asked,
			options: { include: ['Appointment:patient'] },
		});
		expect(joined.error).toBeUndefined();
		expect(joined.items).toHaveLength(1);
		expect(joined.items[0].json.included).toMatchObject([
			{ reference: 'Patient/pt-1002', name: 'Liam Johnson' },
		]);
		const apart = await bench.run('appointment.getAll', {
			...asked,
			options: { include: ['Appointment:patient'], includedAs: 'items' },
		});
		expect(apart.items.map(({ json: { reference } }) => reference)).toEqual([
			'Appointment/appt-next',
			'Patient/pt-1002',
		]);
	});
});

describe('lists', () => {
	it('may be empty', async () => {
		const { items, error } = await bench.run('patient.getAll', {
			returnAll: true,
			...where({ parameter: 'name', comparison: 'is', value: 'Nobody' }),
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it('stop at the limit', async () => {
		const { items } = await bench.run('patient.getAll', {
			returnAll: false,
			limit: 7,
			options: { pageSize: 3 },
		});
		expect(items).toHaveLength(7);
		expect(searches()).toHaveLength(3);
	});

	it('go on over all pages', async () => {
		const { items } = await bench.run('patient.getAll', { returnAll: true, options: { pageSize: 7 } });
		expect(new Set(idsOf(items)).size).toBe(30);
	});

	it('take the place from a link to another host, and go on at home', async () => {
		bench.vendor.configure({ nextLink: 'foreign' });
		const { items, error } = await bench.run('patient.getAll', {
			returnAll: true,
			options: { pageSize: 20 },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(30);
	});

	it('end when a page comes again', async () => {
		bench.vendor.configure({ nextLink: 'repeated' });
		const { error } = await bench.run('patient.getAll', { returnAll: true, options: { pageSize: 10 } });
		expect(error?.message).toBe('The list repeats the same page [item 0]');
	});

	it('do not follow a link without a place in it to another host', async () => {
		bench.vendor.fault({
			kind: 'body',
			match: { method: 'GET', path: '/fhir/patient' },
			body: {
				resourceType: 'Bundle',
				type: 'searchset',
				link: [{ relation: 'next', url: 'https://elsewhere.example/fhir/patient?page=2' }],
			},
		});
		// The fault is for the second request, after a login; the first of a test may carry a token of the one before.
		await bench.run('patient.get', { id: byId('pt-1001') });
		const { error } = await bench.run('patient.getAll', { returnAll: true });
		expect(error?.message).toBe(
			'The next page of the list lies at another address (elsewhere.example) [item 0]',
		);
	});

	it('hold 10,000 records', async () => {
		bench.vendor.seedPatients(10_000);
		const { items, error } = await bench.run('patient.getAll', { returnAll: true });
		expect(error).toBeUndefined();
		expect(new Set(idsOf(items)).size).toBe(10_030);
		expect(searches().length).toBeGreaterThanOrEqual(101);
	}, 120_000);
});

describe('answers that are no success', () => {
	it.each([400, 404, 409, 410, 412, 422])('%i is told in the words of the server', async (status) => {
		await bench.run('patient.get', { id: byId('pt-1001') });
		bench.vendor.fault({
			kind: 'status',
			status,
			match: { method: 'GET' },
			body: {
				resourceType: 'OperationOutcome',
				issue: [{ severity: 'error', code: 'processing', diagnostics: `The server says ${status}` }],
			},
		});
		const { error } = await bench.run('patient.get', { id: byId('pt-1001') });
		expect(error?.message).toBe(`HeyDonto: The server says ${status} [item 0]`);
		expect(error).toMatchObject({ httpCode: String(status) });
		expect(error?.description).toBeTruthy();
	});

	it('500 of a gateway is understood, and reading is tried again', async () => {
		bench.vendor.fault({
			kind: 'status',
			status: 500,
			match: { method: 'GET' },
			times: Infinity,
			body: { error: { code: 500, message: 'backend gone', status: 'INTERNAL' } },
		});
		const { error } = await bench.run('patient.get', { id: byId('pt-1001'), options: { maxWait: 1 } });
		expect(error?.message).toBe('HeyDonto: backend gone [item 0]');
	});

	it('warnings on a success become hints', async () => {
		await bench.run('patient.get', { id: byId('pt-1001') });
		bench.vendor.fault({
			kind: 'body',
			match: { method: 'GET', path: '/fhir/patient' },
			body: {
				resourceType: 'Bundle',
				type: 'searchset',
				entry: [
					{
						resource: {
							resourceType: 'OperationOutcome',
							issue: [
								{ severity: 'warning', code: 'not-supported', details: { text: 'Sorting was ignored' } },
							],
						},
						search: { mode: 'outcome' },
					},
				],
			},
		});
		const { items, error, run } = await bench.run('patient.getAll', { returnAll: true });
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(JSON.stringify(run.data.resultData.runData.Tested[0].hints)).toContain(
			'HeyDonto: Sorting was ignored',
		);
	});
});
