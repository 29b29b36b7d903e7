import type { IDataObject } from 'n8n-workflow';

import { byId } from '../support/bench';
import { asked, linesOf, startDotHealthBench, type DotHealthBench } from '../support/dotHealth';

/**
 * What the node does where the documentation contradicts itself or FHIR, as far as the tests of the operations do not
 * show it: login.test.ts has the addresses and forms of the login, requests.test.ts the names of filters and the forms of
 * lists, healthRecords.test.ts media types, answers and the address of DeviceDispense, subscription.test.ts subscriptions.
 */
let bench: DotHealthBench;
beforeAll(async () => {
	bench = await startDotHealthBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const URGENT = '12001';
const emma: IDataObject = {
	resourceType: 'Patient',
	id: 'pt-7',
	name: [{ family: 'MacDonald', given: ['Emma'] }],
	birthDate: '1984-06-15',
};
const pressure: IDataObject = {
	resourceType: 'Observation',
	id: 'obs-1',
	status: 'final',
	code: { text: 'Blood pressure' },
	subject: { reference: 'Patient/pt-7' },
};
const respond = async (options: IDataObject = {}, request = URGENT) =>
	await bench.run('communicationRequest.respond', {
		communicationRequestId: byId(request),
		message: 'Here are the lab results.',
		records: [pressure, { ...pressure, id: 'obs-2' }] as unknown as IDataObject,
		recordVersion: 'R5',
		sourcePatient: emma,
		options,
	});

interface Entry {
	fullUrl: string;
	resource: IDataObject & { replaces?: IDataObject[]; basedOn?: IDataObject[] };
	request?: IDataObject;
}
const entries = () =>
	(bench.vendor.requests.filter(({ path }) => path.endsWith('/Bundle')).at(-1)!.body as { entry: Entry[] })
		.entry;
const statusOf = (id: string) =>
	bench.vendor.resources('CommunicationRequest').find((one) => one.id === id)?.status;

describe('requests', () => {
	it('carry the token as Authorization: Bearer, in no other header', async () => {
		await bench.run('communicationRequest.getAll');
		const { headers } = asked(bench)[0];
		expect(headers.authorization).toMatch(/^Bearer [\w-]+$/);
		expect(headers).not.toHaveProperty('authentication');
	});

	it('that read are GET, without a body or a type of one', async () => {
		await bench.run('communicationRequest.getAll');
		const [{ method, rawBytes, headers }] = asked(bench);
		expect([method, rawBytes, headers['content-type']]).toEqual(['GET', 0, undefined]);
	});

	it('that write are JSON, and are not wrapped in a body', async () => {
		await respond();
		const [{ body, headers }] = asked(bench).filter(({ method }) => method === 'POST');
		expect(headers['content-type']).toBe('application/fhir+json');
		expect(Object.keys(body as object)).toEqual(['resourceType', 'type', 'entry']);
	});
});

describe('an answer', () => {
	it('completes the request, whose status is then completed', async () => {
		const { error } = await respond();
		expect(error).toBeUndefined();
		expect(bench.vendor.transactions).toEqual([
			expect.objectContaining({ completed: [`CommunicationRequest/${URGENT}`] }),
		]);
		const { items } = await bench.run('communicationRequest.getAll', { filters: { status: 'completed' } });
		expect(items.map(({ json }) => json.id)).toContain(URGENT);
	});

	it('has its replaces on the Communication, and none on the Bundle', async () => {
		await respond();
		const { body } = bench.vendor.requests.filter(({ path }) => path.endsWith('/Bundle')).at(-1)!;
		expect(body).not.toHaveProperty('replaces');
		expect(entries()[0].resource).toMatchObject({ resourceType: 'Communication', replaces: [{}] });
	});

	it.each([
		[{}, 'filler-order'],
		[{ leaveOutIntent: true }, undefined],
	])('with %j has the intent %s', async (options, intent) => {
		const { error } = await respond(options);
		expect(error).toBeUndefined();
		expect(entries()[0].resource.intent).toBe(intent);
		expect(statusOf(URGENT)).toBe('completed');
	});

	it('has entries that say what is to be done, unless told otherwise', async () => {
		bench.vendor.configure({ entryRequest: 'required' });
		expect((await respond()).error).toBeUndefined();
		expect(entries().map(({ request }) => request)).toEqual([
			{ method: 'POST', url: 'Communication' },
			{ method: 'POST', url: 'Observation' },
			{ method: 'POST', url: 'Observation' },
		]);
		bench.reset();
		expect((await respond({ leaveOutRequest: true })).error).toBeUndefined();
		expect(entries().every((entry) => !('request' in entry))).toBe(true);
	});

	it('names its entries by real UUIDs, each another', async () => {
		await respond();
		const names = entries().map(({ fullUrl }) => fullUrl);
		expect(new Set(names).size).toBe(3);
		for (const name of names) {
			expect(name).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		}
	});

	it.each<[IDataObject, () => string]>([
		[{}, (): string => `${bench.vendor.baseUrl}/CommunicationRequest/${URGENT}`],
		[{ relativeReferences: true }, (): string => `CommunicationRequest/${URGENT}`],
	])(
		'with %j refers to the request by its address on the own server or by its ID',
		async (options, reference) => {
			const { error } = await respond(options);
			expect(error).toBeUndefined();
			const wanted = { reference: reference(), type: 'CommunicationRequest' };
			const [message, ...records] = entries();
			expect(message.resource.replaces).toEqual([wanted]);
			expect(records.map(({ resource }) => resource.basedOn)).toEqual([[wanted], [wanted]]);
		},
	);
});

describe('a request', () => {
	const withAddresses = (): IDataObject => ({
		resourceType: 'CommunicationRequest',
		id: URGENT,
		status: 'active',
		intent: 'directive',
		subject: { reference: `${bench.vendor.baseUrl}/Patient/67001` },
		requester: {
			reference: 'https://staging.dothealth.ca/api/integrations/business/fhir/R5/Organization/45003',
		},
		recipient: [{ reference: `${bench.vendor.baseUrl}/Organization/45001` }],
	});

	it('may refer by addresses, and is filtered and answered all the same', async () => {
		const entry = [{ resource: withAddresses() }];
		const body = { resourceType: 'Bundle', type: 'searchset', entry };
		await bench.run('patient.get', { id: byId('67001') });
		bench.vendor.fault({ kind: 'body', match: { path: '/CommunicationRequest' }, body });
		const filters = { patient: '67001', requester: 'Organization/45003' };
		const { items } = await bench.run('communicationRequest.getAll', { filters });
		expect(items).toHaveLength(1);

		bench.vendor.fault({
			kind: 'body',
			match: { path: `/CommunicationRequest/${URGENT}` },
			body: withAddresses(),
		});
		const { error } = await respond();
		expect(error).toBeUndefined();
		expect(entries()[1].resource.subject).toEqual({ reference: 'Patient/67001' });
	});

	it('that names its Consent without an ID has nothing fetched for it, here or elsewhere', async () => {
		const { items, error } = await bench.run('healthRecord.get', {
			resourceType: 'CommunicationRequest',
			id: byId(URGENT),
			output: 'raw',
			options: { resolveReferences: '*' },
		});
		expect(error).toBeUndefined();
		expect(linesOf(bench).slice(1).sort()).toEqual([
			'GET /Organization/45001',
			'GET /Organization/45003',
			'GET /Patient/67001',
		]);
		expect(Object.keys(items[0].json.resolved as IDataObject)).toHaveLength(3);
	});

	it('with lists as keys is answered', async () => {
		bench.vendor.configure({ flattenedLists: true });
		const { error, items } = await respond();
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.status)).toEqual([201, 201, 201]);
		expect(statusOf(URGENT)).toBe('completed');
	});
});

describe('a transaction', () => {
	it('offers no batch, no change and no condition, which the documentation does not have', async () => {
		const { error } = await bench.run('bundle.execute', {
			resourceType: 'Medication',
			fieldsMode: 'json',
			json: { code: { text: 'Insulin' } },
			bundleType: 'batch',
			entryAction: 'delete',
			options: { ifNoneExist: 'code=x', versionId: '3' },
		});
		expect(error).toBeUndefined();
		expect(asked(bench).at(-1)!.body).toMatchObject({
			type: 'transaction',
			entry: [{ request: { method: 'POST', url: 'Medication' } }],
		});
		expect(JSON.stringify(asked(bench).at(-1)!.body)).not.toMatch(/ifNoneExist|ifMatch/);
	});

	it('that is refused stores nothing, and names the item', async () => {
		const { error } = await bench.run(
			'bundle.execute',
			{ resourceType: 'Medication', fieldsMode: 'json', json: '={{ $json }}' },
			{ input: [{ json: { code: { text: 'Insulin' } } }, { json: { colour: 'red' } }] },
		);
		expect(error?.message).toMatch(/^Dot Health: .*is not an element of FHIR R5.* \[item 1\]$/);
		expect(bench.vendor.created).toEqual([]);
	});
});
