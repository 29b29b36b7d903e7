import { blame, idsOf, useDotHealth, type Entry } from './client';

const client = useDotHealth();

/** The documentation's sample, made valid JSON, about a request and a patient that are there. */
const answerTo = (request: string, change: object = {}) => ({
	resourceType: 'Bundle',
	type: 'transaction',
	entry: [
		{
			fullUrl: 'urn:uuid:1',
			resource: {
				resourceType: 'Communication',
				status: 'completed',
				intent: 'filler-order',
				replaces: [{ reference: request, type: 'CommunicationRequest' }],
				payload: [{ contentString: 'Here are the lab results.' }],
			},
		},
		{
			fullUrl: 'urn:uuid:2',
			resource: {
				resourceType: 'Observation',
				status: 'final',
				basedOn: [{ reference: request, type: 'CommunicationRequest' }],
				category: [
					{
						coding: [
							{
								system: 'http://terminology.hl7.org/CodeSystem/observation-category',
								code: 'vital-signs',
								display: 'Vital Signs',
							},
						],
					},
				],
				code: {
					coding: [
						{
							system: 'http://loinc.org',
							code: '85354-9',
							display: 'Blood pressure panel with all children optional',
						},
					],
				},
				subject: { reference: 'Patient/67001' },
				effectiveDateTime: '2024-06-18T00:00:00Z',
				valueQuantity: { value: 120, unit: 'mmHg', code: 'mm[Hg]' },
				...change,
			},
		},
	] as Array<{ fullUrl?: string; resource?: unknown; request?: object }>,
});

const relative = 'CommunicationRequest/12001';
const absolute = () => `${client.sandbox.baseUrl}/${relative}`;
const post = async (bundle: object) => await client.api.post('/Bundle', bundle);
const requestNow = async (id = '12001') =>
	(await client.api.get(`/CommunicationRequest/${id}`)).data as object;
const storedNothing = async () => {
	const { sandbox } = client;
	expect([sandbox.transactions, sandbox.created]).toEqual([[], []]);
	expect(sandbox.resources('Observation')).toEqual([]);
	expect(await requestNow()).toMatchObject({ status: 'active', meta: { versionId: '1' } });
};

it('takes the sample of the documentation, and completes the request', async () => {
	const { status, data } = await post(answerTo(absolute()));
	const [communication, observation] = client.sandbox.created;
	expect([status, data]).toEqual([
		200,
		{
			resourceType: 'Bundle',
			type: 'transaction-response',
			entry: [communication, observation].map((location) => ({
				response: { status: '201 Created', location },
			})),
		},
	]);
	expect((await client.api.get(`/${observation}`)).data).toMatchObject({ valueQuantity: { value: 120 } });
	expect(await requestNow()).toMatchObject({ status: 'completed', meta: { versionId: '2' } });
	expect(client.sandbox.transactions).toEqual([
		{ created: [communication, observation], completed: [relative] },
	]);
	const actionable = await client.api.get('/CommunicationRequest?_tag=actionable');
	expect(idsOf(actionable)).not.toContain('12001');
});

it('takes relative references too, and a request in each entry', async () => {
	const bundle = answerTo(relative);
	bundle.entry[0].request = { method: 'POST', url: 'Communication' };
	expect((await post(bundle)).status).toBe(200);
	expect(await requestNow()).toMatchObject({ status: 'completed' });
});

it('puts what they have become into references between entries', async () => {
	const [first, second] = ['urn:uuid:0b5a5f1e-6e0f-4a6c-9a4c-0c1f2ad0a001', 'urn:uuid:2'];
	const { data } = await post({
		resourceType: 'Bundle',
		type: 'transaction',
		entry: [
			{
				resource: {
					resourceType: 'Encounter',
					status: 'completed',
					subject: { reference: first },
				},
			},
			{ fullUrl: first, resource: { resourceType: 'Patient', name: [{ family: 'Roy' }] } },
			{ fullUrl: second, resource: { resourceType: 'Group', membership: 'definitional', type: 'person' } },
		],
	});
	const [encounter, patient] = (data.entry as Array<{ response: { location: string } }>).map(
		({ response }) => response.location,
	);
	expect((await client.api.get(`/${encounter}`)).data.subject).toEqual({ reference: patient });
	expect(client.sandbox.transactions[0].completed).toEqual([]);
});

describe('all or nothing', () => {
	it.each([
		[{ status: 'finished' }, [400, 'code-invalid Bundle.entry[1].resource.status']],
		[{ colour: 'red' }, [400, 'structure Bundle.entry[1].resource.colour']],
		[{ code: undefined }, [400, 'required Bundle.entry[1].resource.code']],
		[{ subject: { reference: 'Patient/1' } }, [400, 'not-found Bundle.entry[1].resource.subject']],
		[{ subject: { reference: 'urn:uuid:9' } }, [400, 'not-found Bundle.entry[1].resource.subject']],
		[{ basedOn: undefined }, [422, 'business-rule Bundle.entry[1].resource.basedOn']],
		[
			{ basedOn: [{ reference: 'CommunicationRequest/12002' }] },
			[422, 'business-rule Bundle.entry[1].resource.basedOn'],
		],
	])('refuses the whole for %j', async (change, expected) => {
		expect(blame(await post(answerTo(relative, change)))).toEqual(expected);
		await storedNothing();
	});

	it.each([
		['type', { type: 'batch' }, [400, 'not-supported Bundle.type']],
		['entry', { entry: undefined }, [400, 'required Bundle.entry']],
		['an empty entry', { entry: [] }, [400, 'structure Bundle.entry']],
		[
			'an entry without a resource',
			{ entry: [{ fullUrl: 'urn:uuid:1' }] },
			[400, 'structure Bundle.entry[0].resource'],
		],
		[
			'another type of resource',
			{ entry: [{ resource: { resourceType: 'Device' } }] },
			[400, 'not-supported Bundle.entry[0].resource'],
		],
		['an unknown member', { total: 1, entries: [] }, [400, 'structure Bundle.entries']],
	])('refuses %s', async (_, change, expected) => {
		expect(blame(await post({ ...answerTo(relative), ...change }))).toEqual(expected);
		await storedNothing();
	});

	it('refuses the same address twice, and a request that does not fit', async () => {
		const twice = answerTo(relative);
		twice.entry[1].fullUrl = 'urn:uuid:1';
		expect(blame(await post(twice))).toEqual([400, 'duplicate Bundle.entry[1].fullUrl']);
		const update = answerTo(relative);
		update.entry[0].request = { method: 'PUT', url: 'Communication/1' };
		expect(blame(await post(update))).toEqual([
			400,
			'not-supported Bundle.entry[0].request.method',
			'value Bundle.entry[0].request.url',
		]);
		await storedNothing();
	});
});

describe('the request that is answered', () => {
	const at = 'Bundle.entry[0].resource.replaces[0]';

	it.each([
		['CommunicationRequest/1', `not-found ${at}`],
		['Patient/67001', `not-found ${at}`],
		[
			'https://staging.dothealth.ca/api/integrations/business/fhir/R5/CommunicationRequest/12001',
			`not-found ${at}`,
		],
	])('is not %s', async (reference, expected) => {
		client.sandbox.configure({ references: 'unchecked' });
		expect(blame(await post(answerTo(reference)))).toEqual([400, expected]);
		await storedNothing();
	});

	it.each(['12009', '12008', '12006'])('is active, not %s', async (id) => {
		const request = `CommunicationRequest/${id}`;
		expect(blame(await post(answerTo(request)))).toEqual([422, `business-rule ${at}`]);
		await storedNothing();
		client.sandbox.configure({ closedRequests: 'answerable' });
		expect((await post(answerTo(request))).status).toBe(200);
	});

	it('is answered once', async () => {
		expect((await post(answerTo(relative))).status).toBe(200);
		expect((await post(answerTo(relative))).status).toBe(422);
		expect(client.sandbox.resources('Observation')).toHaveLength(1);
	});

	it('is not completed without a Communication that replaces it, nor outside a Bundle', async () => {
		const [{ resource: communication }, observation] = answerTo(relative).entry;
		expect((await post({ ...answerTo(relative), entry: [observation] })).status).toBe(200);
		expect((await client.api.post('/Communication', communication)).status).toBe(201);
		expect(await requestNow()).toMatchObject({ status: 'active' });
	});
});

it('demands a request in each entry when it is switched, and lets go of basedOn', async () => {
	client.sandbox.configure({ entryRequest: 'required' });
	expect(blame(await post(answerTo(relative)))).toEqual([
		400,
		'required Bundle.entry[0].request',
		'required Bundle.entry[1].request',
	]);
	client.sandbox.configure({ entryRequest: 'optional', basedOn: 'optional' });
	expect((await post(answerTo(relative, { basedOn: undefined }))).status).toBe(200);
});

it('refuses what the sample has beyond R5 when it is switched', async () => {
	client.sandbox.configure({ deviations: 'refused' });
	const at = 'Bundle.entry[0].resource';
	const [status, ...found] = blame(await post(answerTo(relative)));
	expect(status).toBe(400);
	expect(found.sort()).toEqual(
		[
			`structure ${at}.intent`,
			`structure ${at}.payload[0]`,
			`structure ${at}.payload[0].contentString`,
			`structure ${at}.replaces`,
		].sort(),
	);
	await storedNothing();
});

it('stores nothing before a reset of the connection, and all of it before one afterwards', async () => {
	const failing = async () => await post(answerTo(relative)).catch(({ code }: { code: string }) => code);
	client.sandbox.fault({ kind: 'resetBeforeStoring' });
	expect(await failing()).toBe('ECONNRESET');
	await storedNothing();
	client.sandbox.fault({ kind: 'resetAfterStoring' });
	expect(await failing()).toBe('ECONNRESET');
	expect(await requestNow()).toMatchObject({ status: 'completed' });
	const { data } = await client.api.get('/CommunicationRequest?status=completed');
	expect((data.entry as Entry[]).map(({ resource }) => resource.id)).toContain('12001');
});
