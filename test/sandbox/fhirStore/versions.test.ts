import type { Bundle, Patient } from '@medplum/fhirtypes';

import { outcome, storeWith } from './store';

const ANN = { resourceType: 'Patient', id: 'ann', name: [{ family: 'Adams' }] } as const;
const start = () => storeWith([ANN as never]);
const version = (number: number) => ({ 'if-match': `W/"${number}"` });

describe('create', () => {
	it('gives an id of its own and the first version', async () => {
		const { send } = start();
		const { status, resource } = await send('POST', 'Patient', {
			...ANN,
			meta: { versionId: '9', lastUpdated: '2001-01-01T00:00:00Z' },
		});
		const { id, meta } = resource;
		expect(status).toBe(201);
		expect(id).not.toBe('ann');
		expect(meta?.versionId).toBe('1');
		expect(Math.abs(Date.now() - Date.parse(meta?.lastUpdated ?? ''))).toBeLessThan(5000);
		expect((await send('GET', `Patient/${id}`)).resource).toEqual({ ...ANN, id, meta });
	});

	it.each([
		[{ ...ANN, name: 'Adams' }, 'Expected array of values for property', 'Patient.name'],
		[{ ...ANN, birthDate: '28.2.1990' }, 'Invalid date format', 'Patient.birthDate'],
		[{ ...ANN, colour: 'red' }, 'Invalid additional property "colour"', 'Patient.colour'],
		[{ ...ANN, contact: [{ gender: 'male' }] }, expect.stringContaining('pat-1'), 'Patient.contact[0]'],
		[{ ...ANN, resourceType: 'Person' }, expect.stringContaining('Incorrect resource type'), undefined],
		[{}, expect.stringContaining('Incorrect resource type'), undefined],
	])('refuses what the engine says is not valid: %j', async (body, text, expression) => {
		const { refusal, ids } = start();
		expect(await refusal('POST', 'Patient', body)).toEqual([400, text, expression]);
		expect(await ids('Patient')).toEqual(['ann']);
	});

	it('depends on If-None-Exist: none, one, several', async () => {
		const { send, refusal, ids } = start();
		const body = { resourceType: 'Patient', name: [{ family: 'Baker' }] };
		const unless = async (criteria: string) =>
			await send('POST', 'Patient', body, { 'if-none-exist': criteria });
		expect((await unless('family=baker')).status).toBe(201);
		const again = await unless('family=baker');
		expect([again.status, (again.resource as Patient).meta?.versionId]).toEqual([200, '1']);
		expect(outcome(await unless('family=adams,baker'))[0]).toBe(412);
		expect(await ids('Patient')).toHaveLength(2);
		for (const criteria of ['', '?family=a', 'colour=red', '_count=1']) {
			expect((await refusal('POST', 'Patient', body, { 'if-none-exist': criteria }))[0]).toBe(400);
		}
		expect(await ids('Patient')).toHaveLength(2);
	});
});

describe('update', () => {
	it('counts versions, and keeps to the one that If-Match names', async () => {
		const { send, refusal } = start();
		const change = async (family: string, headers = {}) =>
			await send('PUT', 'Patient/ann', { ...ANN, name: [{ family }] }, headers);
		expect((await change('One')).resource.meta?.versionId).toBe('2');
		expect((await change('Two', version(2))).resource.meta?.versionId).toBe('3');
		expect(outcome(await change('Three', version(2)))).toEqual([412, 'Precondition Failed', undefined]);
		for (const wrong of ['3', '"3"', 'W/3', '*', '']) {
			expect(outcome(await change('Four', { 'if-match': wrong }))[0]).toBe(400);
		}
		expect((await send('GET', 'Patient/ann')).resource).toMatchObject({ name: [{ family: 'Two' }] });
		expect(await refusal('PUT', 'Patient/ann', { ...ANN, gender: 1 })).toEqual([
			400,
			expect.stringContaining('expected string'),
			'Patient.gender',
		]);
	});

	it.each([
		['Patient/ann', { ...ANN, id: 'bob' }, 400],
		['Patient/ann', { resourceType: 'Patient' }, 400],
		['Patient/ann', { ...ANN, resourceType: 'Person' }, 400],
		['Patient/bob', { ...ANN, id: 'bob' }, 404],
		['Patient?family=adams', ANN, 404],
	])('refuses %s with %j', async (url, body, status) => {
		const { refusal, search } = start();
		expect((await refusal('PUT', url, body))[0]).toBe(status);
		expect((await search('Patient')).entry?.[0].resource?.meta?.versionId).toBe('1');
	});
});

describe('delete', () => {
	it('leaves 410 behind, for reading, writing and deleting', async () => {
		const { send, refusal, ids } = start();
		expect(outcome(await send('DELETE', 'Patient/ann', undefined, version(2)))[0]).toBe(412);
		expect((await send('DELETE', 'Patient/ann', undefined, version(1))).status).toBe(200);
		expect((await refusal('GET', 'Patient/ann'))[0]).toBe(410);
		expect((await refusal('PUT', 'Patient/ann', ANN))[0]).toBe(410);
		expect((await refusal('DELETE', 'Patient/ann'))[0]).toBe(410);
		expect((await refusal('DELETE', 'Patient/bob'))[0]).toBe(404);
		expect(await ids('Patient')).toEqual([]);
	});
});

it('remembers every version, the newest first, and deletions', async () => {
	const { send, refusal } = start();
	await send('PUT', 'Patient/ann', { ...ANN, active: true });
	await send('DELETE', 'Patient/ann');
	const read = async () => (await send('GET', 'Patient/ann/_history')).resource as Bundle;
	const history = await read();
	expect([history.type, history.total]).toEqual(['history', 3]);
	const told = history.entry?.map(({ request, response, resource }) => [
		request?.method,
		request?.url,
		response?.etag,
		(resource as Patient | undefined)?.active,
	]);
	expect(told).toEqual([
		['DELETE', 'Patient/ann', 'W/"3"', undefined],
		['PUT', 'Patient/ann', 'W/"2"', true],
		['POST', 'Patient', 'W/"1"', undefined],
	]);
	expect(history.entry?.map((entry) => entry.resource !== undefined)).toEqual([false, true, true]);
	expect(await read()).toEqual(history);
	expect((await refusal('GET', 'Patient/bob/_history'))[0]).toBe(404);
});

it('knows its own types only', async () => {
	const { refusal, store } = start();
	for (const [method, url] of [
		['GET', 'Encounter'],
		['GET', 'Encounter/1'],
		['GET', 'Encounter/1/_history'],
		['POST', 'Encounter'],
		['DELETE', 'Encounter/1'],
		['GET', 'Nonsense?a=b'],
		['GET', 'Patient/ann/_history/1'],
		['POST', 'Patient/_search'],
		['PATCH', 'Patient/ann'],
		['DELETE', 'Patient?family=adams'],
		['GET', ''],
	] as const) {
		expect((await refusal(method, url, { resourceType: 'Encounter' }))[0]).toBe(404);
	}
	expect(store.ofType('Patient')).toHaveLength(1);
});

it('stores a record under its own id and time, checked, and under a clock of its own', async () => {
	const { store, send } = start();
	const lastUpdated = '2020-01-01T00:00:00.000Z';
	await store.put({ ...ANN, meta: { lastUpdated } } as never);
	expect((await send('GET', 'Patient/ann')).resource.meta).toEqual({ versionId: '2', lastUpdated });
	await expect(store.put({ ...ANN, gender: 1 } as never)).rejects.toThrow('expected string');
	store.clockSkew = -3_600_000;
	const { meta } = (await send('PUT', 'Patient/ann', ANN)).resource;
	expect(Math.abs(Date.now() - 3_600_000 - Date.parse(meta?.lastUpdated ?? ''))).toBeLessThan(5000);
});
