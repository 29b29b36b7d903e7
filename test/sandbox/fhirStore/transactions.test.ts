import type { Bundle, Patient } from '@medplum/fhirtypes';

import { outcome, storeWith } from './store';

const ONE = 'urn:uuid:88f151c0-a954-468a-88bd-5ae15c08e059';
const TWO = 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0';

const ANN = { resourceType: 'Patient', id: 'ann', name: [{ family: 'Adams' }] } as const;
const start = () => storeWith([ANN as never, { resourceType: 'Patient', id: 'bob' }]);

const bundle = (type: string, ...entry: object[]) => ({ resourceType: 'Bundle', type, entry });
const create = (resource: object, more: object = {}, request: object = {}) => ({
	...more,
	resource,
	request: { method: 'POST', url: (resource as { resourceType: string }).resourceType, ...request },
});
const patient = (family: string) => ({ resourceType: 'Patient', name: [{ family }] });
const observation = (reference: string) => ({
	resourceType: 'Observation',
	status: 'final',
	code: { text: 'x' },
	subject: { reference },
});
const statuses = (resource: unknown) => (resource as Bundle).entry?.map(({ response }) => response?.status);

it('executes a transaction, in the order of FHIR and answered in the order of the entries', async () => {
	const { send, ids, store } = start();
	const { status, resource } = await send(
		'POST',
		'',
		bundle(
			'transaction',
			{ request: { method: 'GET', url: 'Patient?family=new' } },
			create(observation(ONE), { fullUrl: TWO }),
			create(patient('New'), { fullUrl: ONE }),
			{
				resource: { ...ANN, active: true },
				request: { method: 'PUT', url: 'Patient/ann', ifMatch: 'W/"1"' },
			},
			{ request: { method: 'DELETE', url: 'Patient/bob' } },
			create(patient('Never'), {}, { ifNoneExist: 'family=adams' }),
		),
	);
	expect([status, (resource as Bundle).type]).toEqual([200, 'transaction-response']);
	expect(statuses(resource)).toEqual(['200 OK', '201 Created', '201 Created', '200 OK', '200 OK', '200 OK']);
	const [read, made, person, changed, , existing] = (resource as Bundle).entry ?? [];
	expect((read.resource as Bundle).total).toBe(1);
	const [newId] = await ids('Patient?family=new');
	expect(person.response).toEqual({
		status: '201 Created',
		location: `Patient/${newId}/_history/1`,
		etag: 'W/"1"',
		lastModified: expect.any(String) as string,
	});
	expect(person.resource).toBeUndefined();
	const [, observationId] = made.response?.location?.split('/') ?? [];
	expect(store.find(`Observation/${observationId}`)).toMatchObject({
		subject: { reference: `Patient/${newId}` },
	});
	expect([changed.response?.etag, existing.response?.location]).toEqual(['W/"2"', 'Patient/ann/_history/1']);
	expect((await ids('Patient')).sort()).toEqual(['ann', newId].sort());
});

it.each([
	[
		'a resource that is not valid',
		create({ ...patient('Bad'), gender: 1 }),
		400,
		'Bundle.entry[2].resource.gender',
	],
	[
		'a version that is not the current one',
		{ resource: ANN, request: { method: 'PUT', url: 'Patient/ann', ifMatch: 'W/"7"' } },
		412,
		'Bundle.entry[2].resource',
	],
	[
		'a record that is not there',
		{ request: { method: 'DELETE', url: 'Patient/nobody' } },
		404,
		'Bundle.entry[2].resource',
	],
	[
		'several matches',
		create(patient('X'), {}, { ifNoneExist: 'active:missing=true' }),
		412,
		'Bundle.entry[2].resource',
	],
	[
		'a search that makes no sense',
		{ request: { method: 'GET', url: 'Patient?colour=red' } },
		400,
		'Bundle.entry[2].resource',
	],
	[
		'an interaction that is not there',
		{ resource: patient('X'), request: { method: 'PUT', url: 'Patient?family=x' } },
		404,
		'Bundle.entry[2].resource',
	],
])('takes the whole transaction back for %s', async (_, entry, status, expression) => {
	const { refusal, ids, send } = start();
	const before = await send('GET', 'Patient/ann/_history');
	const answer = await refusal(
		'POST',
		'',
		bundle(
			'transaction',
			create(patient('New')),
			{ request: { method: 'DELETE', url: 'Patient/bob' } },
			entry,
		),
	);
	expect(answer).toEqual([status, expect.any(String), expression]);
	expect(await ids('Patient')).toEqual(['ann', 'bob']);
	expect(await send('GET', 'Patient/ann/_history')).toEqual(before);
	expect((await send('GET', 'Patient/bob')).status).toBe(200);
});

it.each([
	['no type to execute', bundle('collection', create(patient('A')))],
	['no entries', { resourceType: 'Bundle', type: 'transaction' }],
	['an entry without a request', bundle('transaction', { resource: patient('A') })],
	['a create without a resource', bundle('transaction', { request: { method: 'POST', url: 'Patient' } })],
	[
		'a fullUrl twice',
		bundle('transaction', create(patient('A'), { fullUrl: ONE }), create(patient('B'), { fullUrl: ONE })),
	],
	['a reference to no entry', bundle('transaction', create(observation(TWO), { fullUrl: ONE }))],
	[
		'a record changed twice',
		bundle(
			'transaction',
			{ resource: ANN, request: { method: 'PUT', url: 'Patient/ann' } },
			{ request: { method: 'DELETE', url: 'Patient/ann' } },
		),
	],
	[
		'a batch whose entries refer to one another',
		bundle('batch', create(patient('A'), { fullUrl: ONE }), create(observation(ONE))),
	],
	['no Bundle', patient('A')],
])('refuses %s as a whole', async (_, body) => {
	const { refusal, ids } = start();
	expect((await refusal('POST', '', body))[0]).toBe(400);
	expect(await ids('Patient')).toEqual(['ann', 'bob']);
	expect(await ids('Observation')).toEqual([]);
});

it('executes each entry of a batch for itself', async () => {
	const { send, ids } = start();
	const { status, resource } = await send(
		'POST',
		'',
		bundle(
			'batch',
			create(patient('New')),
			create({ ...patient('Bad'), gender: 1 }),
			{ request: { method: 'GET', url: 'Patient/nobody' } },
			{ request: { method: 'GET', url: 'Patient/ann' } },
			{ request: { method: 'DELETE', url: 'Patient/bob' } },
		),
	);
	expect([status, (resource as Bundle).type]).toEqual([200, 'batch-response']);
	expect(statuses(resource)).toEqual(['201 Created', '400', '404', '200 OK', '200 OK']);
	const [, bad, , ann] = (resource as Bundle).entry ?? [];
	expect(outcome({ status: 400, resource: bad.response?.outcome as never })[2]).toBe('Patient.gender');
	expect((ann.resource as Patient).id).toBe('ann');
	expect(await ids('Patient?_sort=family')).toEqual(['ann', expect.any(String)]);
});

it('has no limit of its own on how much a transaction holds', async () => {
	const { send, ids } = start();
	const entries = Array.from({ length: 60 }, (_, index) =>
		create(patient(`Many${index}`), {}, { ifNoneExist: `family:exact=Many${index}` }),
	);
	expect((await send('POST', '', bundle('transaction', ...entries))).status).toBe(200);
	expect(await ids('Patient?_count=100')).toHaveLength(62);
});
