import { HEALTH_RESOURCES } from '../../../sandbox/dotHealth/types';
import { ALL_OK, blame, useDotHealth } from './client';

const client = useDotHealth();
const OBSERVATION = {
	resourceType: 'Observation',
	status: 'final',
	code: { text: 'Blood pressure' },
	subject: { reference: 'Patient/67001' },
	effectiveDateTime: '2024-06-18T00:00:00Z',
	valueQuantity: { value: 120, unit: 'mmHg', code: 'mm[Hg]' },
};
const create = async (resource: object, type = 'Observation') => await client.api.post(`/${type}`, resource);

it('stores a resource under an id of its own', async () => {
	const { baseUrl } = client.sandbox;
	const sent = { ...OBSERVATION, id: 'mine', meta: { versionId: '9', source: 'https://clinic.example' } };
	const { status, headers, data } = await create(sent);
	const { id, meta, ...elements } = data as Record<string, unknown> & { id: string };
	expect([status, headers.location]).toEqual([201, `${baseUrl}/Observation/${id}/_history/1`]);
	expect(id).not.toBe('mine');
	expect(elements).toEqual(OBSERVATION);
	const lastUpdated = expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) as string;
	expect(meta).toEqual({ versionId: '1', lastUpdated, source: 'https://clinic.example' });
	expect((await client.api.get(`/Observation/${id}`)).data).toEqual(data);
	expect(client.sandbox.created).toEqual([`Observation/${id}`]);
});

it('answers with an outcome and a Location, or with nothing but that, when it is switched', async () => {
	client.sandbox.configure({ createAnswer: 'outcome' });
	const outcome = await create(OBSERVATION);
	expect([outcome.status, outcome.data]).toEqual([201, ALL_OK]);
	client.sandbox.configure({ createAnswer: 'location' });
	const bare = await create(OBSERVATION);
	expect([bare.status, bare.data]).toEqual([201, '']);
	for (const { headers } of [outcome, bare]) {
		const id = /\/Observation\/(\w+)\/_history\/1$/.exec(String(headers.location))?.[1];
		expect((await client.api.get(`/Observation/${id}`)).data).toMatchObject(OBSERVATION);
	}
});

it('has a path for each of the 33 types', async () => {
	expect(HEALTH_RESOURCES).toHaveLength(33);
	for (const type of HEALTH_RESOURCES) {
		const { status, data } = await create({ resourceType: type, nonsense: 1 }, type);
		expect([type, status, data.resourceType]).toEqual([type, 400, 'OperationOutcome']);
		expect(JSON.stringify(data)).toContain(`"${type}.nonsense"`);
		expect(blame(await client.api.get(`/${type}/1`))).toEqual([404, 'not-found']);
	}
	expect((await create({ resourceType: 'Device' }, 'Device')).status).toBe(404);
});

it('has one path for a DeviceDispense, right unless told otherwise', async () => {
	const dispense = {
		resourceType: 'DeviceDispense',
		status: 'completed',
		device: { concept: { text: 'Glucose meter' } },
		subject: { reference: 'Patient/67001' },
	};
	expect((await create(dispense, 'DeviceDispense')).status).toBe(201);
	expect((await create(dispense, 'DeviceDispence')).status).toBe(404);
	client.sandbox.configure({ deviceDispensePath: 'DeviceDispence' });
	expect((await create(dispense, 'DeviceDispense')).status).toBe(404);
	const { data } = await create(dispense, 'DeviceDispence');
	expect((await client.api.get(`/DeviceDispense/${data.id}`)).data).toMatchObject(dispense);
});

it('reads what was there at the start', async () => {
	const { data } = await client.api.get('/Patient/67001');
	expect(data).toMatchObject({ resourceType: 'Patient', id: '67001', name: [{ family: 'MacDonald' }] });
	expect((await client.api.get('/Patient/67001?_pretty=true')).status).toBe(400);
	expect(blame(await client.api.get('/Patient/1'))).toEqual([404, 'not-found']);
});

it('refuses what does not fit its path, and what cannot be read', async () => {
	expect(blame(await create(OBSERVATION, 'Patient'))).toEqual([400, 'not-supported']);
	expect(blame(await create([OBSERVATION]))).toEqual([400, 'structure']);
	expect(blame(await client.api.post('/Observation', '{"resourceType":'))).toEqual([400, 'structure']);
	expect(blame(await client.api.post('/Observation'))).toEqual([400, 'structure']);
	expect(blame(await client.api.post('/Observation?_pretty=1', OBSERVATION))).toEqual([
		400,
		'invalid _pretty',
	]);
	expect(client.sandbox.created).toEqual([]);
});

describe('references', () => {
	const about = async (reference: string) => await create({ ...OBSERVATION, subject: { reference } });

	it('lead to what is there, relative or with the own base, or to somewhere else', async () => {
		const { baseUrl } = client.sandbox;
		for (const reference of [
			'Patient/67001',
			'Patient/67001/_history/1',
			`${baseUrl}/Patient/67001`,
			'Device/1',
			'https://elsewhere.example/fhir/Patient/1',
		]) {
			expect([reference, (await about(reference)).status]).toEqual([reference, 201]);
		}
		for (const reference of ['Patient/1', `${baseUrl}/Patient/1`, 'urn:uuid:1']) {
			expect(blame(await about(reference))).toEqual([400, 'not-found Observation.subject']);
		}
		for (const reference of ['67001', 'Patient', `${baseUrl}/Patient`, 'Mario Rossi']) {
			expect(blame(await about(reference))).toEqual([400, 'value Observation.subject']);
		}
	});

	it('are not looked up when it is switched', async () => {
		client.sandbox.configure({ references: 'unchecked' });
		expect((await about('Patient/1')).status).toBe(201);
	});
});
