import { outcome, refusal, useHeyDonto } from './client';

const client = useHeyDonto();
const control = async (name: string, body: unknown = {}) => await client.bare.post(`/_sandbox/${name}`, body);

it('the switches are there over HTTP', async () => {
	const { api, bare, sandbox } = client;
	expect((await control('configure', { listShape: 'bare', total: 'absent' })).data).toEqual({ ok: true });
	expect((await api.get('/site')).data).toHaveLength(2);
	expect((await api.get('/fhir/patient')).data.total).toBeUndefined();
	await control('configure', { total: 'present' });
	expect([(await api.get('/site')).data.length, (await api.get('/fhir/patient')).data.total]).toEqual([
		2, 30,
	]);
	expect((await control('seed-patients', { count: 2 })).data).toEqual({ ids: ['invented-1', 'invented-2'] });
	expect((await api.get('/fhir/patient')).data.total).toBe(32);
	await control('clock-skew', { milliseconds: -3_600_000 });
	const { data } = await api.post('/fhir/patient', { resourceType: 'Patient' });
	expect(Date.parse(String(data.meta.lastUpdated))).toBeLessThan(Date.now() - 3_500_000);
	await control('token-lifetime', { seconds: 60 });
	expect((await bare.get('/_sandbox/uploads')).data).toEqual([]);
	await control('revoke-tokens');
	expect((await api.get('/site')).status).toBe(401);
	await control('reset');
	expect(sandbox.logins()).toEqual({ accepted: 0, refused: 0 });
});

it('records are put in under their own ids and times, at a site of choice', async () => {
	const { api, sandbox } = client;
	const late = {
		resourceType: 'Patient',
		id: 'late',
		meta: { lastUpdated: '2020-01-01T00:00:00.000Z' },
	} as const;
	expect((await control('put-records', { records: [late] })).data).toEqual({ ok: true });
	expect((await api.get('/fhir/patient/late')).data.meta).toEqual({ ...late.meta, versionId: '1' });
	await sandbox.putRecords([late], 102);
	expect((await api.get('/site/102/fhir/patient/late')).status).toBe(200);
	expect((await control('put-records', { records: [{ resourceType: 'Patient' }] })).status).toBe(400);
	await expect(sandbox.putRecords([{ ...late, gender: 1 as never }])).rejects.toThrow('Patient.gender');
});

it.each([
	['configure', { listShape: 'table' }],
	['configure', { speed: 1 }],
	['seed-patients', {}],
	['token-lifetime', { seconds: 'long' }],
	['clock-skew', {}],
	['put-records', {}],
])('%s refuses %j', async (name, body) => {
	expect((await control(name, body)).status).toBe(400);
});

it('is back at the seed after a reset', async () => {
	const { sandbox, bare } = client;
	sandbox.configure({ pathStyle: 'pascal', loginAnswer: 'token' });
	sandbox.seedPatients(3);
	await sandbox.putRecords([{ resourceType: 'Patient', id: 'pt-1001' }]);
	sandbox.reset();
	const { email, password } = sandbox.credentials;
	const { data } = await bare.post('/auth/login', { email, password });
	const headers = { Authorization: `Bearer ${data.accessToken as string}` };
	const { data: patients } = await bare.get('/fhir/patient', { headers });
	expect([patients.total, patients.entry[0].resource.meta.versionId]).toEqual([30, '1']);
});

it('describes itself and records what reached it', async () => {
	const { sandbox, bare, api } = client;
	expect((await bare.get('/_sandbox/')).data).toEqual({
		origin: sandbox.origin,
		baseUrl: sandbox.origin,
		seed: sandbox.seed,
		credentials: sandbox.credentials,
	});
	await api.post(
		'/fhir/patient',
		{ resourceType: 'Patient' },
		{ headers: { 'Content-Type': 'application/fhir+json' } },
	);
	expect(sandbox.requests).toEqual([
		expect.objectContaining({ path: '/fhir/patient', body: { resourceType: 'Patient' }, status: 201 }),
	]);
});

it('meets faults in its own shape', async () => {
	const { sandbox, api } = client;
	sandbox.fault({ kind: 'status', status: 500 });
	expect(refusal(await api.get('/fhir/patient'))).toEqual([500, 'The sandbox was told to answer 500']);
	sandbox.fault({ kind: 'expiredToken' });
	expect((await api.get('/site')).status).toBe(401);
	const body = {
		resourceType: 'OperationOutcome',
		issue: [{ severity: 'error', code: 'invalid', details: { text: 'No' } }],
	};
	sandbox.fault({ kind: 'status', status: 422, body, match: { method: 'POST', path: '/patient' } });
	expect(outcome(await api.post('/fhir/patient', { resourceType: 'Patient' }))).toEqual([422, 'No']);
	sandbox.fault({ kind: 'resetAfterStoring', match: { method: 'POST' } });
	await expect(api.post('/fhir/patient', { resourceType: 'Patient' })).rejects.toThrow();
	expect((await api.get('/fhir/patient')).data.total).toBe(31);
});
