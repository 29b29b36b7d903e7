import { form, FORM, refusal, tokenHeader, useDentalReferrals } from './client';

const client = useDentalReferrals();
const NOT_AUTHORIZED =
	'Not Authorized. Check that you are providing a valid API key and that you have access to requested resource.';

it('answers the base address with success, with a slash and without', async () => {
	for (const path of ['', '/']) {
		const { status, data } = await client.bare.get(`/react4r/v2${path}`, {
			headers: tokenHeader(client.sandbox.credentials.apiKey),
		});
		expect([status, data]).toEqual([200, { status: 'success' }]);
	}
});

it('needs the key exactly as documented, on every operation', async () => {
	const { apiKey } = client.sandbox.credentials;
	const wrong = [
		{},
		{ Authorization: apiKey },
		{ Authorization: `Bearer ${apiKey}` },
		{ Authorization: `Token ${apiKey}` },
		{ Authorization: `token token=${apiKey}` },
		tokenHeader(`${apiKey}0`),
	];
	for (const headers of wrong) {
		expect(refusal(await client.bare.get('/react4r/v2/', { headers }))).toEqual([401, NOT_AUTHORIZED]);
	}
	expect(refusal(await client.bare.get(`/react4r/v2/?api_key=${apiKey}`))[0]).toBe(401);
	for (const path of ['available_forms', 'referral_status?urn=TST0000001', 'batch_referral_status']) {
		expect(refusal(await client.bare.get(`/react4r/v2/${path}`))[0]).toBe(401);
	}
	for (const path of ['prepare_form', 'save_draft', 'prepare_fileupload', 'fileupload/396/add_file']) {
		expect(refusal(await client.bare.post(`/react4r/v2/${path}`, form(FORM)))[0]).toBe(401);
	}
	expect(client.sandbox.referrals).toHaveLength(5);
});

it('lists the forms of the key as a bare list', async () => {
	const forms = async (headers = {}) =>
		(await client.api.get('/available_forms', { headers })).data as unknown;
	const { credentials, seed } = client.sandbox;
	expect(await forms()).toEqual(seed.forms.main);
	expect(await forms(tokenHeader(credentials.otherPracticeApiKey))).toEqual(seed.forms.other);
});

it('refuses unknown paths, verbs and query parameters', async () => {
	expect(refusal(await client.api.get('/referrals'))[0]).toBe(404);
	expect(refusal(await client.bare.get('/nowhere'))[0]).toBe(404);
	expect(refusal(await client.api.get('/prepare_form'))[0]).toBe(405);
	expect(refusal(await client.api.post('/available_forms'))[0]).toBe(405);
	expect(refusal(await client.api.get('/available_forms?a=1'))).toEqual([
		400,
		'a is not a known query parameter',
	]);
	expect(refusal(await client.api.post('/prepare_form?a=1', form(FORM)))[0]).toBe(400);
});
