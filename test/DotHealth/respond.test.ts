import type { IDataObject } from 'n8n-workflow';

import { byId, everythingIn } from '../support/bench';
import { startDotHealthBench, type DotHealthBench } from '../support/dotHealth';

let bench: DotHealthBench;
beforeAll(async () => {
	bench = await startDotHealthBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const { urgent, routine, revoked, completed, forOthers } = {
	urgent: '12001',
	routine: '12002',
	revoked: '12008',
	completed: '12009',
	forOthers: '12004',
};

/** Emma as another server knows her. */
const emma = {
	resourceType: 'Patient',
	id: 'pt-7',
	name: [{ use: 'official', family: 'Macdonald', given: ['Emma', 'Rose'] }],
	birthDate: '1984-06-15',
};
const pressure = (more: IDataObject = {}): IDataObject => ({
	resourceType: 'Observation',
	id: 'obs-1',
	status: 'final',
	code: { coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure' }] },
	subject: { reference: 'Patient/pt-7' },
	effectiveDateTime: '2024-06-18T00:00:00Z',
	valueQuantity: { value: 120, unit: 'mmHg' },
	...more,
});
const answering = (id: string, more: IDataObject = {}) => ({
	communicationRequestId: byId(id),
	message: 'Here are the lab results.',
	records: '={{ $json }}',
	recordVersion: 'R5',
	sourcePatient: emma as unknown as IDataObject,
	attachments: '',
	dryRun: false,
	...more,
});
const posted = () =>
	bench.vendor.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/Bundle'));
const entries = () => (posted().at(-1)!.body as { entry: Array<{ resource: IDataObject }> }).entry;
const respond = async (parameters: IDataObject, records: IDataObject[] = [pressure()], more = {}) =>
	await bench.run('communicationRequest.respond', parameters, {
		input: records.map((json) => ({ json })),
		...more,
	});

describe('an answer', () => {
	it('is the Bundle of the documentation, and completes the request', async () => {
		const { error, items } = await respond(answering(urgent));
		expect(error).toBeUndefined();
		const reference = `${bench.vendor.baseUrl}/CommunicationRequest/${urgent}`;
		expect(posted()).toHaveLength(1);
		expect(posted()[0].body).toEqual({
			resourceType: 'Bundle',
			type: 'transaction',
			entry: [
				{
					fullUrl: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
					resource: {
						resourceType: 'Communication',
						status: 'completed',
						intent: 'filler-order',
						replaces: [{ reference, type: 'CommunicationRequest' }],
						payload: [{ contentString: 'Here are the lab results.' }],
					},
					request: { method: 'POST', url: 'Communication' },
				},
				{
					fullUrl: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
					resource: {
						resourceType: 'Observation',
						status: 'final',
						code: pressure().code,
						subject: { reference: 'Patient/67001' },
						effectiveDateTime: '2024-06-18T00:00:00Z',
						valueQuantity: { value: 120, unit: 'mmHg' },
						basedOn: [{ reference, type: 'CommunicationRequest' }],
					},
					request: { method: 'POST', url: 'Observation' },
				},
			],
		});
		expect(items.map(({ json }) => [json.resourceType, json.status, json.identityCheck])).toEqual([
			['Communication', 201, 'Name and birth date are the same'],
			['Observation', 201, 'Name and birth date are the same'],
		]);
		const { items: after } = await bench.run('communicationRequest.get', {
			communicationRequestId: byId(urgent),
		});
		expect(after[0].json.status).toBe('completed');
	});

	it('holds the records of all items, each linked to its own', async () => {
		const second = pressure({ id: 'obs-2', status: 'amended' });
		const { items, error } = await respond(answering(urgent), [pressure(), second]);
		expect(error).toBeUndefined();
		expect(posted()).toHaveLength(1);
		expect(items.map(({ json, pairedItem }) => [json.resourceType, pairedItem])).toEqual([
			['Communication', { item: 0 }],
			['Observation', { item: 0 }],
			['Observation', { item: 1 }],
		]);
	});

	it('takes files along as documents', async () => {
		const binary = {
			data: {
				data: Buffer.from('a letter').toString('base64'),
				mimeType: 'application/pdf',
				fileName: 'letter.pdf',
			},
		};
		const { error } = await bench.run(
			'communicationRequest.respond',
			answering(urgent, { records: '', attachments: 'data' }),
			{ input: [{ json: {}, binary }] },
		);
		expect(error).toBeUndefined();
		expect(entries()[1].resource).toMatchObject({
			resourceType: 'DocumentReference',
			status: 'current',
			subject: { reference: 'Patient/67001' },
			content: [
				{
					attachment: {
						contentType: 'application/pdf',
						title: 'letter.pdf',
						data: Buffer.from('a letter').toString('base64'),
					},
				},
			],
		});
	});

	it('converts records of R4', async () => {
		const allergy = {
			resourceType: 'AllergyIntolerance',
			id: 'a1',
			type: 'allergy',
			clinicalStatus: {
				coding: [
					{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' },
				],
			},
			code: { text: 'Penicillin' },
			patient: { reference: 'Patient/pt-7' },
		};
		const { error } = await respond(answering(urgent, { recordVersion: 'R4' }), [allergy]);
		expect(error).toBeUndefined();
		expect(entries()[1].resource).toMatchObject({
			type: { coding: [{ code: 'allergy' }] },
			patient: { reference: 'Patient/67001' },
		});
	});

	it('turns references to what does not go along into words', async () => {
		const record = pressure({
			performer: [{ reference: 'Practitioner/9', display: 'Dr. Roy' }, { reference: 'Organization/4' }],
			hasMember: [{ reference: 'Observation/obs-2' }],
		});
		const { error } = await respond(answering(urgent), [record, pressure({ id: 'obs-2' })]);
		expect(error).toBeUndefined();
		const sent = entries().find(({ resource }) => 'performer' in resource)!.resource;
		expect(sent.performer).toEqual([
			{ type: 'Practitioner', display: 'Dr. Roy' },
			{ type: 'Organization', display: 'Organization of the sender' },
		]);
		expect(sent.hasMember).toEqual([{ reference: expect.stringMatching(/^urn:uuid:/) }]);
		expect(JSON.stringify(posted()[0].body)).not.toContain('Practitioner/9');
	});

	it('can be looked at without being sent', async () => {
		const { items } = await respond(answering(urgent, { dryRun: true }));
		expect(posted()).toEqual([]);
		expect(items[0].json).toMatchObject({
			dryRun: true,
			bundle: { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Communication' } }, {}] },
		});
	});

	it('answers several requests, each with its own records', async () => {
		const liam = {
			...emma,
			id: 'pt-8',
			name: [{ family: 'Nguyen', given: ['Liam'] }],
			birthDate: '1991-11-02',
		};
		const own = pressure({ id: 'obs-9', subject: { reference: 'Patient/pt-8' } });
		const { error } = await respond(
			answering('={{ $json.request }}', {
				communicationRequestId: byId('={{ $json.request }}'),
				records: '={{ $json.record }}',
				sourcePatient: '={{ $json.patient }}',
			}),
			[
				{ request: urgent, record: pressure(), patient: emma },
				{ request: routine, record: own, patient: liam },
			] as IDataObject[],
		);
		expect(error).toBeUndefined();
		expect(posted()).toHaveLength(2);
	});
});

it('sends no files of which nobody says whose they are', async () => {
	const binary = { data: { data: Buffer.from('a letter').toString('base64'), mimeType: 'application/pdf' } };
	const run = async (options: IDataObject) =>
		await bench.run(
			'communicationRequest.respond',
			answering(urgent, { records: '', sourcePatient: '', attachments: 'data', options }),
			{ input: [{ json: {}, binary }] },
		);
	const { error } = await run({});
	expect(error?.message).toBe('It is not said whose files these are [item 0]');
	expect(posted()).toEqual([]);
	const { items } = await run({ identityCheck: 'Scanned from the chart at the front desk' });
	expect(items[0].json.identityCheck).toBe('Scanned from the chart at the front desk');
});

describe('nothing is sent', () => {
	it.each([
		['the request is unknown', answering('99999'), [pressure()], /^Dot Health/],
		[
			'it is completed',
			answering(completed),
			[pressure()],
			/^The request is not open: its status is completed/,
		],
		['it is revoked', answering(revoked), [pressure()], /^The request is not open: its status is revoked/],
		[
			'it is not for us',
			answering(forOthers),
			[pressure()],
			/^The request is addressed to another organization/,
		],
		[
			'a record is about somebody else',
			answering(urgent),
			[pressure(), pressure({ subject: { reference: 'Patient/pt-8' } })],
			/^A record \(Observation\) is about another patient than the source patient \[item 1\]$/,
		],
		[
			'a record says nothing about whom',
			answering(urgent),
			[{ resourceType: 'Condition', code: { text: 'x' } }],
			/^A record \(Condition\) does not say which patient it is about/,
		],
		[
			'the birth dates differ',
			answering(urgent, { sourcePatient: { ...emma, birthDate: '1984-06-16' } as never }),
			[pressure()],
			/^It is not certain that the source patient is the patient of the request/,
		],
		[
			'the names differ',
			answering(urgent, {
				sourcePatient: { ...emma, name: [{ family: 'MacDonald', given: ['Angus'] }] } as never,
			}),
			[pressure()],
			/^It is not certain that the source patient is the patient of the request/,
		],
		[
			'nobody says whose records they are',
			answering(urgent, { sourcePatient: '' }),
			[pressure()],
			/^'Source Patient' is empty/,
		],
		[
			'the records are simplified rows',
			answering(urgent),
			[{ resourceType: 'Observation', id: '1', reference: 'Observation/1', subject: 'Patient/pt-7' }],
			/^'Records' holds something that is not a FHIR resource/,
		],
	])('when %s', async (_, parameters, records, message) => {
		const result = await respond(parameters, records as IDataObject[]);
		expect(result.error?.message).toMatch(message);
		expect(posted()).toEqual([]);
		expect(result.error?.message + String(result.error?.description)).not.toMatch(
			/1984|Emma|MacDonald|pt-8/i,
		);
	});

	it('when an entry is not valid R5, and the record is named', async () => {
		const { error } = await respond(answering(urgent), [
			pressure(),
			pressure({ id: 'x', status: 'nonsense' }),
		]);
		expect(error?.message).toMatch(/^Dot Health: .*\[item 1\]$/);
		expect(bench.vendor.transactions).toEqual([]);
		const { items } = await bench.run('communicationRequest.get', { communicationRequestId: byId(urgent) });
		expect(items[0].json.status).toBe('active');
	});
});

describe('an exception is stated', () => {
	it('for the identity, which the output records', async () => {
		const { items, error } = await respond(
			answering(urgent, {
				sourcePatient: { ...emma, birthDate: '1984' } as never,
				options: { identityCheck: 'Health card seen' },
			}),
		);
		expect(error).toBeUndefined();
		expect(items.every(({ json }) => json.identityCheck === 'Health card seen')).toBe(true);
	});

	it('for a request that is not for us', async () => {
		const angus = { ...emma, name: [{ family: 'MacDonald', given: ['Angus'] }], birthDate: '1951-12-24' };
		const { error } = await respond(
			answering(forOthers, { sourcePatient: angus as never, options: { answerAnyway: true } }),
		);
		expect(error).toBeUndefined();
		expect(posted()).toHaveLength(1);
	});
});

describe('trouble on the way', () => {
	it('a token that ends between gathering and answering is renewed', async () => {
		const { error: first } = await bench.run('communicationRequest.get', {
			communicationRequestId: byId(urgent),
		});
		expect(first).toBeUndefined();
		bench.vendor.expireTokens();
		const { error } = await respond(answering(urgent));
		expect(error).toBeUndefined();
		expect(bench.vendor.transactions).toHaveLength(1);
	});

	it('an answer that says that some entries were refused counts as nothing', async () => {
		await bench.run('communicationRequest.get', { communicationRequestId: byId(urgent) });
		bench.vendor.fault({
			kind: 'body',
			match: { method: 'POST', path: '/Bundle' },
			body: {
				resourceType: 'Bundle',
				type: 'transaction-response',
				entry: [
					{ response: { status: '201 Created', location: 'Communication/1' } },
					{
						response: {
							status: '422',
							outcome: {
								resourceType: 'OperationOutcome',
								issue: [{ severity: 'error', code: 'invalid', diagnostics: 'Not taken' }],
							},
						},
					},
				],
			},
		});
		const { error, items } = await respond(answering(urgent));
		expect(items).toEqual([]);
		expect(error?.message).toBe('Dot Health: Not taken [item 0]');
		expect(error?.description).toContain('does not count as sent');
	});

	it('a Bundle that may have been stored is not sent again', async () => {
		await bench.run('communicationRequest.get', { communicationRequestId: byId(urgent) });
		bench.vendor.fault({ kind: 'resetAfterStoring', match: { method: 'POST', path: '/Bundle' } });
		const { error } = await respond(answering(urgent));
		expect(error?.description).toContain('may have been carried out');
		expect(posted()).toHaveLength(1);
	});

	it('a wrong secret is told, and not tried again for every item', async () => {
		const result = await respond(answering(urgent), [pressure(), pressure({ id: '2' })], {
			credentials: { dotHealthApi: bench.credential({ clientSecret: 'not-the-secret' }) },
		});
		expect(result.error?.message).toMatch(/^Dot Health/);
		expect(result.error?.description).toContain('credential');
		expect(everythingIn(result)).not.toContain('not-the-secret');
		expect(bench.vendor.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
	});
});
