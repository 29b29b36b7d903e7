import { sleep, type IDataObject, type INodeListSearchResult } from 'n8n-workflow';

import { byId, itemsOf } from '../support/bench';
import { editorContext, nodeTypes } from '../support/engine';
import { startHealthDockBench, type HealthDockBench } from '../support/healthDock';
import { infoLogOf } from '../support/logs';

let bench: HealthDockBench;
beforeAll(async () => {
	bench = await startHealthDockBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const person = (more: IDataObject = {}) => ({
	first_name: 'Kavya',
	last_name: 'Nair',
	date_of_birth: '1992-04-05',
	gender: 'F',
	phone: '+91 90000 12345',
	...more,
});
const lines = () => bench.vendor.requests.map(({ method, path }) => `${method} ${path}`);
const last = () => bench.vendor.requests.at(-1)!;

describe('the requests of the documentation', () => {
	it('list patients by page, with the key as a bearer token', async () => {
		await bench.run('patient.getAll', { returnAll: false, limit: 10 });
		expect(lines()).toEqual(['GET /v1/patients']);
		expect(last()).toMatchObject({
			query: { page: '1', limit: '10' },
			headers: { authorization: `Bearer ${bench.vendor.credentials.apiKey}` },
		});
	});

	it('search patients', async () => {
		const { items } = await bench.run('patient.getAll', { returnAll: true, filters: { search: 'sharma' } });
		expect(last().query).toMatchObject({ search: 'sharma' });
		expect(items.map(({ json }) => json.last_name)).toEqual(['Sharma', 'Sharma']);
	});

	it('create a patient', async () => {
		const abha = { additionalFields: { abha_number: '12-3456-7890-1234' } };
		const { items } = await bench.run('patient.create', person(abha));
		expect(last()).toMatchObject({
			method: 'POST',
			path: '/v1/patients',
			body: { ...person(), abha_number: '12-3456-7890-1234' },
			status: 201,
		});
		expect(items[0].json).toMatchObject({ ...person(), patient_id: expect.stringMatching(/^PAT/) });
	});

	it('list appointments by day, doctor and status', async () => {
		const filters = { date: '2026-06-15', doctor_id: byId('DOC1'), status: 'scheduled' };
		await bench.run('appointment.getAll', { returnAll: true, filters });
		expect(last().query).toMatchObject({ date: '2026-06-15', doctor_id: 'DOC1', status: 'scheduled' });
	});

	it('create an appointment', async () => {
		const { items } = await bench.run('appointment.create', {
			patient_id: byId('PAT100001'),
			doctor_id: byId('DOC1'),
			date_time: '2026-06-15T10:30:00+05:30',
			additionalFields: { duration: 45, type: 'follow-up' },
		});
		expect(last().body).toEqual({
			patient_id: 'PAT100001',
			doctor_id: 'DOC1',
			date_time: '2026-06-15T10:30:00+05:30',
			duration: 45,
			type: 'follow-up',
		});
		expect(items[0].json.appointment_id).toBeDefined();
	});
});

describe('times', () => {
	it.each([
		['2026-06-15T10:30:00', 'Asia/Kolkata', '2026-06-15T10:30:00+05:30'],
		['2026-06-15 10:30', 'Europe/Rome', '2026-06-15T10:30:00+02:00'],
		['2026-06-15T10:30:00Z', 'Asia/Kolkata', '2026-06-15T16:00:00+05:30'],
	])('%s in a workflow of %s is sent as %s', async (date_time, timezone, sent) => {
		const parameters = { patient_id: byId('PAT100001'), doctor_id: byId('DOC1'), date_time };
		const { error } = await bench.run('appointment.create', parameters, { timezone });
		expect(error).toBeUndefined();
		expect(last().body).toMatchObject({ date_time: sent });
	});

	it('a range of days is asked for day by day and comes out as one list', async () => {
		const all = await bench.run('appointment.getAll', { returnAll: true });
		const { tomorrow, confirmed, past, afterMidnight } = bench.vendor.seed.appointments;
		const dateOf = (id: string) =>
			String(all.items.find(({ json }) => json.appointment_id === id)!.json.date_time).slice(0, 10);
		bench.vendor.requests.length = 0;
		const filters = { date: dateOf(past.id), dateEnd: dateOf(afterMidnight.id) };
		const { items } = await bench.run('appointment.getAll', { returnAll: true, filters });
		const ids = items.map(({ json }) => json.appointment_id);
		expect(ids).toEqual(expect.arrayContaining([tomorrow.id, confirmed.id, past.id, afterMidnight.id]));
		expect(bench.vendor.requests.map(({ query }) => query.date)).toHaveLength(4);
		expect(bench.vendor.requests.every(({ query }) => !('dateEnd' in query))).toBe(true);
	});

	it.each([
		[{ date: '2026-06-15', dateEnd: '2026-06-01' }, 'The end of the date range is before its start'],
		[{ dateEnd: '2026-06-01' }, 'The date range has no start'],
		[{ date: '2020-01-01', dateEnd: '2026-06-01' }, 'The date range is longer than a year'],
	])('the range %p is refused', async (filters, message) => {
		const { error } = await bench.run('appointment.getAll', { returnAll: true, filters });
		expect(error?.message).toContain(message);
		expect(lines()).toEqual([]);
	});
});

describe('lists', () => {
	it('of 245 patients come out once each, in order, while patients are being added', async () => {
		const seeded = Object.keys(bench.vendor.seed.patients).length;
		bench.vendor.seedPatients(245 - seeded);
		const before = await bench.run('patient.getAll', { returnAll: true });
		bench.vendor.requests.length = 0;
		bench.vendor.addPatientsWhilePaging(10);
		const { items } = await bench.run('patient.getAll', { returnAll: true });
		const ids = items.map(({ json }) => json.patient_id);
		expect(lines()).toHaveLength(3);
		expect(before.items).toHaveLength(245);
		expect(ids.slice(0, 245)).toEqual(before.items.map(({ json }) => json.patient_id));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('lose nobody where new patients come first', async () => {
		const ids = bench.vendor.seedPatients(245);
		bench.vendor.setPatientOrder('newestFirst');
		bench.vendor.addPatientsWhilePaging(10);
		const { items } = await bench.run('patient.getAll', { returnAll: true });
		const got = items.map(({ json }) => json.patient_id);
		expect(got).toEqual(expect.arrayContaining(ids));
		expect(new Set(got).size).toBe(got.length);
	});

	it.each([100, 150, 245])('of %i more patients are complete where pagination is missing', async (count) => {
		bench.vendor.setPagination('missing');
		const ids = bench.vendor.seedPatients(count);
		const { items } = await bench.run('patient.getAll', { returnAll: true });
		expect(items.map(({ json }) => json.patient_id)).toEqual(expect.arrayContaining(ids));
	});

	it.each(['wrapped', 'array', 'bare'] as const)('of appointments are read as %s', async (shape) => {
		bench.vendor.setListShape(shape);
		const { items } = await bench.run('appointment.getAll', { returnAll: true });
		expect(items).toHaveLength(5);
	});

	it('in the editor find patients', async () => {
		const context = editorContext({
			node: 'healthDock',
			credentials: { healthDockApi: bench.credential() },
			parameters: { authentication: 'apiKey' },
		});
		const found: INodeListSearchResult = await nodeTypes.healthDock.methods!.listSearch!.searchPatients.call(
			context,
			'verma',
		);
		expect(found.results.map(({ value }) => value).sort()).toEqual(['PAT100003', 'PAT100004']);
		expect(found.results[0].name).toMatch(/^Verma Rohan, born \d{4}-/);
	});
});

describe('Patient: Find or Create', () => {
	const known = async (id: string) =>
		(await bench.run('patient.getAll', { returnAll: true })).items.find(({ json }) => json.patient_id === id)!
			.json;
	const find = async (parameters: IDataObject) =>
		await bench.run('patient.findOrCreate', { matchBy: 'phone', ...parameters });
	const posts = () => lines().filter((line) => line.startsWith('POST'));

	it.each([
		['as it is', (digits: string) => `+91${digits}`],
		['with a zero', (digits: string) => `0${digits}`],
		['without the country', (digits: string) => digits],
		['with spaces', (digits: string) => `+91 ${digits.slice(0, 5)} ${digits.slice(5)}`],
		['with 91 only', (digits: string) => `91${digits}`],
	])('finds the patient with the phone written %s', async (_how, written) => {
		const { otherRohan } = bench.vendor.seed.patients;
		const digits = String((await known(otherRohan.id)).phone)
			.replace(/\D/g, '')
			.slice(-10);
		const { items } = await find(person({ first_name: 'Rohan', last_name: 'Verma', phone: written(digits) }));
		expect(items[0].json).toMatchObject({ patient_id: otherRohan.id, created: false });
		expect(posts()).toEqual([]);
	});

	it('finds a patient whose last name has changed', async () => {
		const { meera } = bench.vendor.seed.patients;
		const { phone } = await known(meera.id);
		const { items } = await find(person({ first_name: 'Meera Devi', last_name: 'Iyer', phone }));
		expect(items[0].json).toMatchObject({ patient_id: meera.id, created: false });
	});

	it.each(['aarav', 'priya'] as const)('finds %s by ABHA number, with dashes or without', async (who) => {
		const { id, firstName: first_name, lastName: last_name } = bench.vendor.seed.patients[who];
		const digits = String((await known(id)).abha_number).replace(/\D/g, '');
		const dashed = digits.replace(/^(..)(....)(....)(....)$/, '$1-$2-$3-$4');
		for (const abha_number of [digits, dashed]) {
			const { items } = await find(person({ matchBy: 'abha_number', first_name, last_name, abha_number }));
			expect(items[0].json).toMatchObject({ patient_id: id, created: false });
		}
	});

	it('does not take somebody of the same name for the same person', async () => {
		const { items } = await find(person({ first_name: 'Rohan', last_name: 'Verma' }));
		expect(items[0].json.created).toBe(true);
		expect(posts()).toHaveLength(1);
	});

	it('adds a person once', async () => {
		const first = await find(person());
		const second = await find(person({ phone: '9000012345' }));
		expect(second.items[0].json).toMatchObject({
			created: false,
			patient_id: first.items[0].json.patient_id,
		});
		expect(posts()).toHaveLength(1);
	});

	it('adds a person once who comes in several items, however many are handled at the same time', async () => {
		const parameters = { matchBy: 'phone', ...person(), options: { maxConcurrency: 5 } };
		const { items } = await bench.run('patient.findOrCreate', parameters, { input: itemsOf(1, 2, 3, 4, 5) });
		expect(items.map(({ json }) => json.created)).toEqual([true, false, false, false, false]);
		expect(posts()).toHaveLength(1);
	});

	it('adds nobody when several match, and names them', async () => {
		const { priya, dev } = bench.vendor.seed.patients;
		const { phone } = await known(priya.id);
		const { error } = await find(person({ first_name: 'Any', last_name: 'Patel', phone }));
		expect(error?.message).toBe(`Several patients match (${priya.id}, ${dev.id}) [item 0]`);
		expect(posts()).toEqual([]);
	});

	it('adds nobody when the list does not carry what is compared', async () => {
		const body = { success: true, data: { patients: [{ patient_id: 'PAT7', first_name: 'A' }] } };
		bench.vendor.fault({ kind: 'body', body, match: { method: 'GET', path: '/patients' }, times: 2 });
		const { error } = await find(person());
		expect(error?.message).toContain('one of these patients is meant (PAT7)');
		expect(posts()).toEqual([]);
	});
});

describe('what does not go through', () => {
	it('names the field as the form does', async () => {
		const error = {
			code: 'INVALID_REQUEST',
			message: 'The request parameters are invalid',
			details: { field: 'date_of_birth', issue: 'Invalid date format' },
		};
		bench.vendor.fault({ kind: 'status', status: 400, body: { success: false, error } });
		const { error: shown } = await bench.run('patient.create', person());
		expect(shown?.message).toBe(
			"HealthDock: The request parameters are invalid: Invalid date format ('Date of Birth') [item 0]",
		);
		expect(shown).toMatchObject({ httpCode: '400' });
	});

	it.each([
		[
			'an impossible date of birth',
			{ date_of_birth: '1992-02-30' },
			"'Date of Birth' is a day that does not exist",
		],
		['another gender', { gender: 'X' }, "'Gender' is set to something that does not exist"],
		[
			'a short ABHA number',
			{ additionalFields: { abha_number: '1234' } },
			"'ABHA Number' does not look right",
		],
		[
			'an ABHA number with dashes elsewhere',
			{ additionalFields: { abha_number: '1234-5678-9012-34' } },
			"'ABHA Number' does not look right",
		],
	])('%s is refused before any request', async (_what, more, message) => {
		const { error } = await bench.run('patient.create', person(more));
		expect(error?.message).toContain(message);
		expect(lines()).toEqual([]);
	});

	it('a wrong key, once', async () => {
		const healthDockApi = bench.credential({ apiKey: 'wrong' });
		const { error } = await bench.run('patient.getAll', {}, { credentials: { healthDockApi } });
		expect(error).toMatchObject({ httpCode: '401', failure: { cause: 'credential-invalid' } });
		expect(lines()).toHaveLength(1);
	});

	it.each(['resetAfterStoring', 'status'] as const)('a create is not repeated after %s', async (kind) => {
		const match = { method: 'POST' };
		bench.vendor.fault(kind === 'status' ? { kind, status: 500, match } : { kind, match });
		const { error } = await bench.run('patient.create', person());
		expect(lines()).toEqual(['POST /v1/patients']);
		expect(error?.description).toContain('may have been carried out');
	});

	it('an answer that calls the ID only id still has a patient_id', async () => {
		const body = { success: true, data: { id: 'PAT77', first_name: 'Kavya' } };
		bench.vendor.fault({ kind: 'body', body, status: 201, match: { method: 'POST' } });
		const { items } = await bench.run('patient.create', person());
		expect(items[0].json).toMatchObject({ patient_id: 'PAT77' });
	});

	it('success: false under 200 is no success', async () => {
		const body = { success: false, error: { code: 'LOCKED', message: 'The clinic is locked' } };
		bench.vendor.fault({ kind: 'body', body });
		const { error } = await bench.run('patient.getAll', { returnAll: true });
		expect(error?.message).toBe('HealthDock: The clinic is locked [item 0]');
	});
});

describe('the limit of requests', () => {
	it('is waited for before it is exceeded', async () => {
		bench.vendor.setRateLimitWindow({ limit: 20, windowMs: 2_000 });
		const input = itemsOf(...Array.from({ length: 45 }, (_, at) => at));
		const { items, error } = await bench.run('patient.getAll', { returnAll: false, limit: 1 }, { input });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(45);
		expect(bench.vendor.requests.filter(({ status }) => status === 429)).toEqual([]);
	});

	it('that is used up for longer than Max Wait ends the item and says until when', async () => {
		bench.vendor.setRateLimitWindow({ limit: 2, windowMs: 30_000 });
		const input = itemsOf(1, 2, 3);
		const { error } = await bench.run('patient.create', person({ options: { maxWait: 1 } }), { input });
		expect(error?.message).toContain('[item 2]');
		expect(error?.failure).toMatchObject({ cause: 'rate-limited', resetsAtEpochMs: expect.any(Number) });
		expect(bench.vendor.requests).toHaveLength(2);
	});

	it('that another workflow has the patience to wait for does not hold up one that has not', async () => {
		bench.vendor.setRateLimitWindow({ limit: 2, windowMs: 6_000 });
		const patient = bench.run('patient.create', person(), { input: itemsOf(1, 2, 3) });
		await sleep(500);
		const started = Date.now();
		const { error } = await bench.run('patient.getAll', { limit: 1, options: { maxWait: 1 } });
		expect(error?.failure).toMatchObject({ cause: 'rate-limited' });
		expect(Date.now() - started).toBeLessThan(2_000);
		expect((await patient).items).toHaveLength(3);
	});

	it('is kept to by items side by side as well', async () => {
		bench.vendor.setRateLimitWindow({ limit: 5, windowMs: 20_000 });
		const input = itemsOf(...Array.from({ length: 12 }, (_, at) => at));
		const started = Date.now();
		const { error } = await bench.run(
			'patient.getAll',
			{ returnAll: false, limit: 1, options: { maxWait: 1 } },
			{ input },
		);
		expect(error?.failure).toMatchObject({ cause: 'rate-limited' });
		expect(Date.now() - started).toBeLessThan(6_000);
	});

	it('1,500 creates against a limit of 1,000 are stored once each, with one wait for the reset that the log tells of', async () => {
		const input = itemsOf(...Array.from({ length: 1_500 }, (_, at) => `P${at}`));
		const create = async () =>
			await bench.run('patient.create', person({ first_name: '={{ $json.value }}' }), { input });
		let result = {} as Awaited<ReturnType<typeof create>>;
		const log = await infoLogOf(async () => {
			result = await create();
		});
		const { items, error } = result;
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.patient_id)).size).toBe(1_500);
		expect(items.map(({ json }) => json.first_name)).toEqual(input.map(({ json }) => json.value));
		const { requests } = bench.vendor;
		expect(requests.filter(({ status }) => status === 201)).toHaveLength(1_500);
		expect(requests.filter(({ status }) => status === 429)).toHaveLength(0);
		const pauses = requests.slice(1).filter(({ at }, index) => at - requests[index].at > 1_000);
		expect(pauses).toHaveLength(1);
		expect(log).toEqual(
			expect.arrayContaining([expect.stringMatching(/^HealthDock: waiting \d+ s for the limit/)]),
		);
		expect(log).toEqual(expect.arrayContaining([expect.stringMatching(/^HealthDock: at item \d+ of 1500/)]));
		expect(log.join()).not.toContain('Nair');
	}, 120_000);
});
