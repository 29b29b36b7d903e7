import { sleep } from 'n8n-workflow';

import { startAlfaDocsBench, type AlfaDocsBench } from '../support/alfaDocs';
import { byId, everythingIn, itemsOf } from '../support/bench';

/** How the pipeline behaves, seen through one vendor and n8n's own engine. */
let bench: AlfaDocsBench;
beforeAll(async () => {
	bench = await startAlfaDocsBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const patientIds = () => Object.values(bench.vendor.seed.patients).map(({ id }) => id);
const one = (id: unknown) => ({ patientId: byId(id), simplify: true });
const fromItem = one('={{ $json.value }}');
const PATIENT = /\/patients\/\d+$/;

describe('order and concurrency', () => {
	it('keeps the order of the input when later answers come first', async () => {
		const [first, ...others] = patientIds();
		bench.vendor.fault({ kind: 'latency', ms: 200, match: { path: new RegExp(`/patients/${first}$`) } });
		const { items } = await bench.run('patient.get', fromItem, { input: itemsOf(first, ...others) });
		expect(items.map(({ json }) => json.id)).toEqual([first, ...others]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[first, ...others].map((_, item) => ({ item })),
		);
		expect(bench.requests()[1].at).toBeLessThan(bench.requests()[0].at + 150);
	});

	const underWay = () => {
		const times = bench.requests().map(({ at }) => at);
		return times.map((at) => times.filter((other) => other <= at && other > at - 290).length);
	};

	it('has ten reads under way at most, and as many as Max Concurrency says', async () => {
		bench.vendor.fault({ kind: 'latency', ms: 300, match: { path: PATIENT }, times: Infinity });
		const input = itemsOf(...patientIds(), ...patientIds());
		await bench.run('patient.get', fromItem, { input });
		expect(Math.max(...underWay())).toBe(10);

		bench.vendor.requests.length = 0;
		await bench.run(
			'patient.get',
			{ ...fromItem, options: { maxConcurrency: 3 } },
			{ input: input.slice(0, 9) },
		);
		expect(Math.max(...underWay())).toBe(3);
	});

	it('writes one after another and stops writing at the first item that does not go through', async () => {
		bench.vendor.fault({
			kind: 'status',
			status: 400,
			match: { method: 'POST', path: '/patients' },
			times: 1,
		});
		const parameters = { firstName: '={{ $json.value }}', lastName: 'Prova', customFields: { value: null } };
		bench.vendor.fault({ kind: 'latency', ms: 30, match: { method: 'POST' }, times: Infinity });
		const { error } = await bench.run('patient.create', parameters, { input: itemsOf('Ada', 'Bea', 'Cleo') });
		expect(error?.message).toContain('[item 0]');
		expect(bench.requests()).toHaveLength(1);
	});

	it('reports the first item in input order, not the first that came back', async () => {
		bench.vendor.fault({ kind: 'latency', ms: 150, match: { path: /\/patients\/999001$/ } });
		const { error } = await bench.run('patient.get', fromItem, { input: itemsOf(999001, 999002) });
		expect(error?.message).toContain('[item 0]');
		expect(error?.context.itemIndex).toBe(0);
	});

	it('asks for practice and archive once, however many items ask at the same time', async () => {
		await bench.run('patient.get', fromItem, { input: itemsOf(...patientIds()) });
		expect(bench.vendor.requests.filter(({ path }) => path.endsWith('/me'))).toHaveLength(1);
	});

	it('does nothing for no items', async () => {
		const { items, error } = await bench.run('patient.get', fromItem, { input: [] });
		expect({ items, error }).toEqual({ items: [], error: undefined });
		expect(bench.vendor.requests).toHaveLength(0);
	});
});

describe('bad input', () => {
	it('is refused before the first request, also when only a later item is bad', async () => {
		const parameters = { firstName: '={{ $json.value }}', lastName: 'Prova', customFields: { value: null } };
		const { error } = await bench.run('patient.create', parameters, { input: itemsOf('Ada', 'Bea', '') });
		expect(error?.message).toBe("'First Name' is empty [item 2]");
		expect(bench.vendor.requests).toHaveLength(0);
	});

	it('costs only its own item when the node goes on', async () => {
		const [first, second] = patientIds();
		const { items } = await bench.run('patient.get', fromItem, {
			input: itemsOf(first, 'somebody', second),
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.id ?? json.error)).toEqual([
			first,
			"'Patient' is not an ID [item 1]",
			second,
		]);
	});
});

describe('error output', () => {
	it('links what went wrong to the item it came from', async () => {
		const [first, second] = patientIds();
		const { items, errorItems } = await bench.run('patient.get', fromItem, {
			input: itemsOf(first, 999001, second),
			onError: 'continueErrorOutput',
		});
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0].pairedItem).toEqual({ item: 1 });
		expect(errorItems[0].json).toMatchObject({ value: 999001, error: expect.stringContaining('[item 1]') });
	});
});

describe('limits and waiting', () => {
	it('stays below ten requests a second', async () => {
		bench.vendor.setRateLimit(true);
		const input = itemsOf(...patientIds(), ...patientIds()).slice(0, 25);
		const { items } = await bench.run('patient.get', fromItem, { input });
		expect(items).toHaveLength(25);
		expect(bench.requests().map(({ status }) => status)).not.toContain(429);
	});

	it.each(['POST', 'GET'])('waits as long as a 429 asks and sends %s again', async (method) => {
		bench.vendor.fault({
			kind: 'status',
			status: 429,
			headers: { 'Retry-After': '1' },
			match: { method, path: /patients/ },
		});
		const { items } =
			method === 'GET'
				? await bench.run('patient.get', one(patientIds()[0]))
				: await bench.run('patient.create', {
						firstName: 'Ada',
						lastName: 'Prova',
						customFields: { value: null },
					});
		expect(items).toHaveLength(1);
		const [refused, again] = bench.requests();
		expect(again.at - refused.at).toBeGreaterThanOrEqual(990);
	});

	it('backs off from a 429 that does not say how long', async () => {
		bench.vendor.fault({ kind: 'status', status: 429, match: { path: PATIENT }, times: 2 });
		const { items } = await bench.run('patient.get', one(patientIds()[0]));
		expect(items).toHaveLength(1);
		const [first, second, third] = bench.requests().map(({ at }) => at);
		expect(second - first).toBeGreaterThanOrEqual(490);
		expect(third - second).toBeGreaterThanOrEqual(990);
	});

	it('does not wait longer than Max Wait, and says until when the vendor asks to wait', async () => {
		bench.vendor.fault({
			kind: 'status',
			status: 429,
			headers: { 'Retry-After': '120' },
			match: { path: PATIENT },
		});
		const started = Date.now();
		const { error } = await bench.run('patient.get', one(patientIds()[0]));
		expect(Date.now() - started).toBeLessThan(2_000);
		expect(error?.failure).toMatchObject({ cause: 'rate-limited', retryAfterMs: 120_000 });
		expect(error?.description).toMatch(/asks to wait until \d{4}-/);
		expect(error).toMatchObject({ httpCode: '429' });
	});

	it('ends a wait at once when the run is cancelled, and sends nothing more', async () => {
		bench.vendor.fault({
			kind: 'status',
			status: 429,
			headers: { 'Retry-After': '30' },
			match: { path: PATIENT },
			times: Infinity,
		});
		const started = Date.now();
		await bench.run('patient.get', fromItem, {
			input: itemsOf(...patientIds()),
			onError: 'continueRegularOutput',
			started: (cancel) => void sleep(300).then(cancel),
		});
		expect(Date.now() - started).toBeLessThan(3_000);
		const sent = bench.requests().length;
		await sleep(500);
		expect(bench.requests()).toHaveLength(sent);
	});
});

describe('retries', () => {
	it('repeats a read after 500 and after a broken connection', async () => {
		bench.vendor.fault({ kind: 'status', status: 500, match: { path: PATIENT } });
		bench.vendor.fault({ kind: 'resetBeforeStoring', match: { path: PATIENT } });
		const { items } = await bench.run('patient.get', one(patientIds()[0]));
		expect(items).toHaveLength(1);
		expect(bench.requests()).toHaveLength(3);
	});

	it('gives up after four tries and says that the vendor is not available', async () => {
		bench.vendor.fault({ kind: 'status', status: 503, match: { path: PATIENT }, times: Infinity });
		const { error } = await bench.run('patient.get', one(patientIds()[0]));
		expect(bench.requests()).toHaveLength(4);
		expect(error).toMatchObject({ httpCode: '503', failure: { cause: 'temporarily-unavailable' } });
	});

	it.each(['resetAfterStoring', 'status'] as const)('never repeats a create after %s', async (kind) => {
		const match = { method: 'POST', path: '/patients' };
		bench.vendor.fault(kind === 'status' ? { kind, status: 500, match } : { kind, match });
		const { error } = await bench.run('patient.create', {
			firstName: 'Ada',
			lastName: 'Prova',
			customFields: { value: null },
		});
		expect(bench.requests()).toHaveLength(1);
		expect(error?.description).toContain('may have been carried out');
	});

	it('takes a delete as done when the answer was lost and the record is gone', async () => {
		bench.vendor.fault({ kind: 'resetAfterStoring', match: { method: 'DELETE' } });
		const { items } = await bench.run('patient.delete', { patientId: byId(patientIds()[0]) });
		expect(items[0].json).toEqual({ deleted: true });
		expect(bench.requests().map(({ status }) => status)).toEqual([0, 404]);
	});

	it('does not take a delete of something unknown as done', async () => {
		const { error } = await bench.run('patient.delete', { patientId: byId(999001) });
		expect(error).toMatchObject({ httpCode: '404' });
	});

	it('does not ask twice with a key that is refused', async () => {
		const { error } = await bench.run('patient.get', one(patientIds()[0]), {
			credentials: { alfaDocsApi: bench.credential({ apiKey: 'not-a-key' }) },
		});
		expect(bench.vendor.requests).toHaveLength(1);
		expect(error).toMatchObject({ httpCode: '401', failure: { cause: 'credential-invalid' } });
	});

	it('stops waiting for an answer after Timeout', async () => {
		bench.vendor.fault({ kind: 'latency', ms: 5_000, match: { method: 'POST', path: '/patients' } });
		const { error } = await bench.run('patient.create', {
			firstName: 'Ada',
			lastName: 'Prova',
			customFields: { value: null },
			options: { timeout: 1 },
		});
		expect(error?.message).toContain('took too long');
	});
});

describe('where the credential goes', () => {
	const KEY = /x-api-key/i;

	it('follows a redirect on the same origin', async () => {
		const [id] = patientIds();
		const location = `${bench.vendor.baseUrl}/me`;
		bench.vendor.fault({ kind: 'redirect', status: 302, location, match: { path: PATIENT } });
		const { error } = await bench.run('patient.get', one(id));
		expect(error).toBeUndefined();
	});

	it('does not follow a redirect to another origin', async () => {
		const other = await startAlfaDocsBench();
		bench.vendor.fault({
			kind: 'redirect',
			status: 302,
			location: `${other.vendor.baseUrl}/me`,
			match: { path: PATIENT },
		});
		const { error } = await bench.run('patient.get', one(patientIds()[0]));
		expect(error?.message).toContain(`points to another address (${new URL(other.vendor.origin).host})`);
		expect(other.vendor.requests).toHaveLength(0);
		await other.close();
	});

	it.each([
		'http://example.com/api/v1',
		'ftp://127.0.0.1/api',
		'not an address',
		'https://user:word@example.com',
		'',
	])('refuses the base URL %p before any request', async (baseUrl) => {
		const { error } = await bench.run(
			'context.get',
			{},
			{ credentials: { alfaDocsApi: bench.credential({ baseUrl }) } },
		);
		expect(error?.message).toContain("'Base URL' of the credential");
	});

	it('stands in no error, message or stack', async () => {
		const results = [
			await bench.run('patient.get', one(999001)),
			await bench.run('patient.get', one(patientIds()[0]), {
				credentials: { alfaDocsApi: bench.credential({ apiKey: 'wrong-key' }) },
			}),
		];
		for (const result of results) {
			expect(everythingIn(result)).not.toMatch(KEY);
			expect(everythingIn(result)).not.toContain(bench.vendor.credentials.apiKey);
			expect(everythingIn(result)).not.toContain('wrong-key');
		}
	});
});

describe('answers that are not what they should be', () => {
	it.each([
		['a login page', '<html><body>Please sign in</body></html>', 'something other than data'],
		[
			'a list of an unknown form',
			{ status: 'success', data: { operators: 'none' } },
			'a list of an unknown form',
		],
		['an error under 200', { status: 'success', error: 'The archive is locked' }, 'The archive is locked'],
		['another status under 200', { status: 'failed' }, 'the status "failed"'],
	])('%s is said to be one', async (_what, body, words) => {
		bench.vendor.fault({ kind: 'body', body, match: { path: '/operators' } });
		const { error } = await bench.run('operator.getAll', { returnAll: true });
		expect(error?.message).toContain(words);
	});

	it.each([
		['a bare list', [{ id: 1, name: 'One' }]],
		['results', { total: 1, results: [{ id: 1, name: 'One' }] }],
		['numbered keys', { '0': { id: 1, name: 'One' } }],
		['data', { status: 'success', count: 1, data: [{ id: 1, name: 'One' }] }],
		['wrapped entries', { status: 'success', data: [{ '0': { id: 1, name: 'One' } }] }],
	])('reads a list that comes as %s', async (_form, body) => {
		bench.vendor.fault({ kind: 'body', body, match: { path: '/chairs' } });
		const { items } = await bench.run('chair.getAll', { returnAll: true });
		expect(items.map(({ json }) => json)).toEqual([{ id: 1, name: 'One' }]);
	});

	it('reads an empty list', async () => {
		bench.vendor.fault({
			kind: 'body',
			body: { status: 'success', count: 0, data: [] },
			match: { path: '/chairs' },
		});
		expect((await bench.run('chair.getAll', { returnAll: true })).items).toEqual([]);
	});
});

describe('paging', () => {
	it('brings every record once, over all pages', async () => {
		const added = bench.vendor.seedPatients(245);
		const { items } = await bench.run('patient.getAll', { returnAll: true, simplify: true });
		const ids = items.map(({ json }) => json.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(expect.arrayContaining(added));
	});

	it('ends with a message when the vendor gives the same page again and again', async () => {
		const results = Array.from({ length: 100 }, (_, at) => ({ id: at + 1, firstName: 'A', lastName: 'B' }));
		bench.vendor.fault({
			kind: 'body',
			body: { results, total: 1000 },
			match: { path: '/patients' },
			times: Infinity,
		});
		const { error } = await bench.run('patient.getAll', { returnAll: true, simplify: true });
		expect(error?.message).toContain('repeats the same page');
		expect(bench.requests()).toHaveLength(2);
	});

	it('asks for no more pages than Limit needs', async () => {
		bench.vendor.seedPatients(300);
		const { items } = await bench.run('patient.getAll', { returnAll: false, limit: 120, simplify: true });
		expect(items).toHaveLength(120);
		expect(bench.requests()).toHaveLength(2);
	});
});

describe('limits that are used up by others', () => {
	it('do not make an item wait longer than Max Wait', async () => {
		bench.vendor.fault({
			kind: 'status',
			status: 429,
			headers: { 'Retry-After': '4' },
			match: { path: PATIENT },
		});
		const waiting = bench.run('patient.get', one(patientIds()[0]));
		await sleep(200);
		const { error } = await bench.run('patient.get', { ...one(patientIds()[1]), options: { maxWait: 1 } });
		expect(error?.failure).toMatchObject({ cause: 'rate-limited', retryAfterMs: expect.any(Number) });
		expect((await waiting).items).toHaveLength(1);
	});

	it('do not end in a storm when the time to wait for has passed', async () => {
		bench.vendor.fault({
			kind: 'status',
			status: 429,
			headers: { 'Retry-After': '0' },
			match: { path: PATIENT },
			times: 300,
		});
		const { error } = await bench.run('patient.get', { ...one(patientIds()[0]), options: { maxWait: 2 } });
		expect(error).toMatchObject({ httpCode: '429' });
		expect(bench.requests().length).toBeLessThan(5);
	});
});
