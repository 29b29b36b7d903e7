import { startSandbox } from '../../../sandbox';
import { sleep } from '../client';
import { form, FORM, until, useDentalReferrals, useReceiver } from './client';

const client = useDentalReferrals();
const receiver = useReceiver();
const control = async (name: string, body: unknown = {}) => await client.bare.post(`/_sandbox/${name}`, body);
const view = async (name: string) => (await client.bare.get(`/_sandbox/${name}`)).data as unknown[];
const status = async (urn: string) => (await client.api.get('/referral_status', { params: { urn } })).data;

it('everything is there over HTTP', async () => {
	const { api } = client;
	await control('webhook-hour', { ms: 5 });
	await control('export-delay', { ms: 10 });
	await control('file-origin', { url: 'http://files.example' });
	await control('pdf-size', { bytes: 3000 });
	receiver.statuses.push(500);
	const fields = form({ ...FORM, files_ready_webhook_url: receiver.url });
	const { urn, prepared_form_url } = (await api.post('/prepare_form', fields)).data as Record<string, string>;
	await client.bare.get(prepared_form_url);
	expect(await view('opened-forms')).toEqual([expect.objectContaining({ urn, first: true })]);
	expect((await control('submit-form', { urn })).data).toEqual({ urn });
	expect((await control('submit-form', { urn })).status).toBe(409);
	expect((await control('submit-form', { draft_id: 501 })).data).toEqual({ urn: 'TST0000004' });
	await until(() => receiver.bodies.length === 2);
	expect(await view('deliveries')).toEqual([
		expect.objectContaining({ attempt: 1, status: 500 }),
		expect.objectContaining({ attempt: 2 }),
	]);
	expect((await control('set-status', { urn, text: 'Declined' })).data).toEqual({ ok: true });
	expect(await status(urn)).toMatchObject({ referral_status: 'Declined' });
	expect((await status(urn)).referral_files[0]).toContain('files.example');
	const file = await api.get(`/documents/${urn}.pdf`, { baseURL: client.sandbox.origin });
	expect(file.headers['content-length']).toBe('3000');
	expect((await control('seed-referrals', { count: 2 })).data.urns).toHaveLength(2);
	expect(await view('referrals')).toHaveLength(8);
	await control('reset');
	expect([await view('deliveries'), await view('opened-forms')]).toEqual([[], []]);
	expect(await view('referrals')).toHaveLength(5);
	expect((await status('TST0000001')).referral_files[0]).toContain(client.sandbox.origin);
});

it('shows uploads without their bytes as numbers', async () => {
	const body = new FormData();
	body.append('file', new Blob(['abc']), 'a.pdf');
	const headers = { 'Upload-Content-Type': 'application/pdf', 'Upload-Filename': 'a.pdf' };
	await client.api.post('/fileupload/396/add_file', body, { headers });
	const [upload] = await view('uploads');
	expect(upload).toMatchObject({ fileuploadId: 396, size: 3, base64: 'YWJj' });
	expect(upload).not.toHaveProperty('content');
});

it.each([
	['submit-form', {}],
	['submit-form', { form_type: 'OralSurgeryForm' }],
	['submit-form', { urn: 'TST0000004', draft_id: 501 }],
	['submit-form', { urn: 'TST0000004', form_type: 1 }],
	['set-status', { urn: 'TST0000001' }],
	['pdf-size', { bytes: -1 }],
	['webhook-hour', { ms: 'long' }],
	['file-origin', {}],
])('%s refuses %j', async (name, body) => {
	expect((await control(name, body)).status).toBe(400);
	expect((await client.bare.get('/_sandbox/referrals')).data[3]).toMatchObject({ submitted: false });
});

it('resets to the seed, in the same arrays', async () => {
	const { sandbox, api } = client;
	const { referrals, openedForms, uploads, deliveries } = sandbox;
	sandbox.submitForm('TST0000004');
	sandbox.setStatus('TST0000001', 'x');
	await api.post('/prepare_form', form(FORM));
	sandbox.reset();
	expect([sandbox.referrals, sandbox.uploads]).toEqual([referrals, uploads]);
	expect(sandbox.openedForms).toBe(openedForms);
	expect(sandbox.deliveries).toBe(deliveries);
	expect(referrals.filter(({ submitted }) => submitted)).toHaveLength(4);
	expect((await status('TST0000001')).referral_status).toContain('Riverside');
	expect((await api.post('/prepare_form', form(FORM))).data.urn).toBe('TST0000101');
});

it('calls nobody after it was closed', async () => {
	const other = await startSandbox();
	const { dentalReferrals: vendor } = other;
	vendor.setWebhookHour(20);
	receiver.statuses.push(500);
	const fields = form({ ...FORM, files_ready_webhook_url: receiver.url });
	const headers = { Authorization: `Token token=${vendor.credentials.apiKey}` };
	const { data } = await client.bare.post(`${vendor.baseUrl}/prepare_form`, fields, { headers });
	vendor.submitForm(data.urn as string);
	await until(() => vendor.deliveries[0]?.status === 500);
	await other.close();
	await sleep(60);
	expect(receiver.bodies).toHaveLength(1);
});

it('describes itself', async () => {
	const { sandbox, bare } = client;
	expect((await bare.get('/_sandbox/')).data).toEqual({
		origin: sandbox.origin,
		baseUrl: `${sandbox.origin}/react4r/v2`,
		seed: sandbox.seed,
		credentials: sandbox.credentials,
	});
});
