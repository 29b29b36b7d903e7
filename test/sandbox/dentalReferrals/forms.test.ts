import { form, FORM, refusal, tokenHeader, useDentalReferrals } from './client';

const client = useDentalReferrals();
const send = async (path: string, change: Record<string, string | undefined> = {}, headers = {}) => {
	const fields = Object.entries({ ...FORM, ...change }).filter(([, value]) => value !== undefined);
	return await client.api.post(path, form(Object.fromEntries(fields) as Record<string, string>), { headers });
};

describe.each(['/prepare_form', '/save_draft'])('POST %s', (path) => {
	it('takes all documented fields', async () => {
		const { status, data } = await send(path, {
			system_type: 'SE',
			patient_title: 'Master',
			patient_first_name: 'Zoë & Co',
			patient_last_name: "O'Neill",
			patient_postcode: 'JE2 3XP',
			patient_email: 'zoe@example.com',
			patient_address_line_1: '1 Invented Road',
			patient_address_line_2: 'Flat 2',
			patient_address_line_3: '',
			patient_town: 'St Helier',
			patient_mobile_tel: '07700 900123',
			patient_home_tel: '01534 000000',
			patient_work_tel: '01534 000001',
			patient_phone_number: '01534 000002',
			permission_sms: '1',
			nhs_number: '9434765919',
			gender: 'FEMALE',
			patient_gp_name: 'Dr Invented',
			patient_gp_postcode: 'JE2 3XQ',
			patient_gp_street_address: '2 Invented Road',
			patient_gp_town: 'St Helier',
			referrer_gdc: '123456',
			referrer_name: 'Jane Doe',
			urgent: '0',
			medical_history_drugs: 'none\nat all',
			medical_history_text: 'asthma',
			medical_forms_as_single_file: '1',
			files_ready_webhook_url: 'http://127.0.0.1:1/hook?a=b',
			patient_identifier: '4711',
			fileupload_id: '396',
		});
		expect([status, data]).toMatchObject([200, { status: 'success', urn: 'TST0000101' }]);
		expect(client.sandbox.referrals[5]).toMatchObject({
			urn: 'TST0000101',
			submitted: false,
			fields: { patient_first_name: 'Zoë & Co', medical_history_drugs: 'none\nat all', fileupload_id: '396' },
		});
	});

	it.each([
		['form_type', 'OrthodonticForm'],
		['form_type', ''],
		['form_type', undefined],
		['system_type', 'XX'],
		['system_type', 'wd'],
		['patient_title', 'Ms'],
		['gender', 'Female'],
		['gender', ''],
		['permission_sms', 'true'],
		['urgent', '2'],
		['medical_forms_as_single_file', 'yes'],
		['nhs_number', '943 476 5919'],
		['nhs_number', 'x'],
		['fileupload_id', '396a'],
		['files_ready_webhook_url', 'hook'],
		['files_ready_webhook_url', 'ftp://127.0.0.1/'],
		['patient_gp_code', '1'],
		['first_name', 'A'],
	])('refuses %s: %j', async (field, value) => {
		const [status, message] = refusal(await send(path, { [field]: value }));
		expect([status, message]).toEqual([400, expect.stringContaining(field)]);
		expect(client.sandbox.referrals).toHaveLength(5);
	});

	it.each([undefined, '', '2010-10-10', '1/2/2010', '30/02/2010', '12/31/2010', '10/10/10'])(
		'answers 422 to the date of birth %j',
		async (patient_dob) => {
			const [status, message] = refusal(await send(path, { patient_dob }));
			expect([status, message]).toEqual([422, expect.stringContaining('patient_dob')]);
		},
	);

	it('takes a form only, each field once', async () => {
		expect(refusal(await client.api.post(path, FORM))[0]).toBe(415);
		const multipart = new FormData();
		for (const [name, value] of Object.entries(FORM)) multipart.append(name, value);
		expect(refusal(await client.api.post(path, multipart))[0]).toBe(415);
		const twice = form(FORM);
		twice.append('patient_dob', '11/11/2011');
		expect(refusal(await client.api.post(path, twice))[0]).toBe(400);
		expect(client.sandbox.referrals).toHaveLength(5);
	});

	it('knows only upload sets that are there, open and its own', async () => {
		const { expired, otherPractice } = client.sandbox.seed.fileuploads;
		expect(refusal(await send(path, { fileupload_id: '9999' }))[0]).toBe(404);
		expect(refusal(await send(path, { fileupload_id: String(expired) }))[0]).toBe(404);
		expect(refusal(await send(path, { fileupload_id: String(otherPractice) }))[0]).toBe(401);
	});

	it('takes the forms of the key', async () => {
		const headers = tokenHeader(client.sandbox.credentials.otherPracticeApiKey);
		expect(refusal(await send(path, {}, headers))[0]).toBe(400);
		const { data } = await send(path, { form_type: 'OrthodonticForm' }, headers);
		expect(data.urn).toMatch(/^NTH\d{7}$/);
	});

	it('answers a ptguid only to an identifier; it is of the patient and the key', async () => {
		expect((await send(path)).data).not.toHaveProperty('ptguid');
		const { seed, credentials } = client.sandbox;
		const { ptguid } = (await send(path, { patient_identifier: '1001' })).data as { ptguid: string };
		expect(ptguid).toBe(seed.patients.oliver.ptguid);
		for (const character of '+/=') expect(ptguid).toContain(character);
		const other = await send(
			path,
			{ patient_identifier: '1001', form_type: 'OrthodonticForm' },
			tokenHeader(credentials.otherPracticeApiKey),
		);
		expect(other.data.ptguid).toBe(seed.patients.otherPractice.ptguid);
		expect(other.data.ptguid).not.toBe(ptguid);
	});

	it('makes another form each time', async () => {
		const first = (await send(path)).data as { urn: string };
		expect((await send(path)).data.urn).not.toBe(first.urn);
	});
});

it('answers as in the samples', async () => {
	const prepared = (await send('/prepare_form', { patient_identifier: '1' })).data as object;
	expect(Object.keys(prepared)).toEqual(['status', 'prepared_form_url', 'urn', 'ptguid']);
	const draft = (await send('/save_draft', { patient_identifier: '1' })).data as Record<string, unknown>;
	expect(Object.keys(draft)).toEqual(['status', 'draft_id', 'urn', 'ptguid']);
	expect(typeof draft.draft_id).toBe('number');
});

it('lets SE leave the form type out, of a prepared form only', async () => {
	const change = { system_type: 'SE', form_type: undefined };
	expect((await send('/prepare_form', change)).status).toBe(200);
	expect(refusal(await send('/save_draft', change))[0]).toBe(400);
	expect(refusal(await send('/prepare_form', { form_type: undefined, system_type: 'DN' }))[0]).toBe(400);
});

describe('the prepared form', () => {
	const prepare = async () => String((await send('/prepare_form')).data.prepared_form_url);

	it('opens once, and whoever opens it is recorded', async () => {
		const url = await prepare();
		expect(url).toMatch(`${client.sandbox.origin}/prepared_forms/show/`);
		const page = await client.bare.get(url, { headers: { 'User-Agent': 'browser' } });
		expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect(page.data).toContain('10/10/2010');
		const again = await client.bare.get(url);
		expect([again.status, again.headers.location]).toEqual([302, '/users/sign_in']);
		expect(client.sandbox.openedForms).toEqual([
			expect.objectContaining({ url, urn: 'TST0000101', method: 'GET', userAgent: 'browser', first: true }),
			expect.objectContaining({ url, first: false }),
		]);
	});

	it('is used up by a HEAD', async () => {
		const url = await prepare();
		await client.bare.head(url);
		expect((await client.bare.get(url)).status).toBe(302);
		expect(client.sandbox.openedForms.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
		expect(refusal(await client.bare.get('/prepared_forms/show/unknown'))[0]).toBe(404);
	});
});
