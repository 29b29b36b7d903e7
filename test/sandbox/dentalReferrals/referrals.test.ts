import { form, FORM, refusal, tokenHeader, useDentalReferrals } from './client';

const client = useDentalReferrals();
const status = async (urn: string, headers = {}) =>
	await client.api.get('/referral_status', { params: { urn }, headers });
const other = () => tokenHeader(client.sandbox.credentials.otherPracticeApiKey);
type Row = Record<string, unknown> & { referral_urn: string };
const list = async (path: string, params: object = {}, headers = {}) =>
	(await client.api.get(path, { params, headers })).data.referral_data as Row[];
const urns = (rows: Row[]) => rows.map(({ referral_urn }) => referral_urn);
const prepare = async (fields = {}) =>
	(await client.api.post('/prepare_form', form({ ...FORM, ...fields }))).data as {
		urn: string;
		ptguid: string;
	};

describe('status', () => {
	it('is as in the sample', async () => {
		const { origin } = client.sandbox;
		const { status: code, data } = await status('TST0000001');
		expect([code, data]).toEqual([
			200,
			{
				status: 'success',
				referral_status: 'Sent to: Riverside Dental Suite - Ms A Example',
				referrer_name: 'Samuel Invented',
				referral_reason: 'Oral Surgery',
				referral_files: [`${origin}/documents/TST0000001.pdf`, `${origin}/documents/TST0000001_MH.pdf`],
			},
		]);
		expect((await status('TST0000002')).data).toMatchObject({
			referrer_name: 'Jane Doe',
			referral_files: [`${origin}/documents/TST0000002.pdf`],
		});
	});

	it('is known from the submission on', async () => {
		const { urn } = await prepare();
		expect(refusal(await status(urn))[0]).toBe(404);
		expect(client.sandbox.submitForm(urn)).toEqual({ urn });
		expect((await status(urn)).data.referral_status).toBe('Entered on System');
		client.sandbox.setStatus(urn, 'Sent to: Harbour Clinic');
		expect((await status(urn)).data.referral_status).toBe('Sent to: Harbour Clinic');
		expect((await status('TST0000001')).data.referral_status).toContain('Riverside');
	});

	it('is not for another practice', async () => {
		expect(refusal(await status('NTH0000001'))[0]).toBe(401);
		expect((await status('NTH0000001', other())).status).toBe(200);
		expect(refusal(await status('TST0000001', other()))[0]).toBe(401);
		expect(refusal(await status('TST9999999'))[0]).toBe(404);
		expect(refusal(await client.api.get('/referral_status'))).toEqual([400, 'urn is required']);
		expect(refusal(await client.api.get('/referral_status?urn=TST0000001&ptguid=x'))[0]).toBe(400);
	});
});

describe('batch', () => {
	it('lists what was submitted with the key, newest first', async () => {
		const rows = await list('/batch_referral_status');
		expect(urns(rows)).toEqual(['TST0000003', 'TST0000002', 'TST0000001']);
		expect(Object.keys(rows[0])).toEqual([
			'referral_urn',
			'referral_status',
			'referrer_name',
			'referral_reason',
			'referral_files',
		]);
		expect(urns(await list('/batch_referral_status', {}, other()))).toEqual(['NTH0000001']);
		const first = await prepare();
		const second = await prepare();
		client.sandbox.submitForm(second.urn);
		client.sandbox.submitForm(first.urn);
		expect(urns(await list('/batch_referral_status', { count: 2 }))).toEqual([first.urn, second.urn]);
	});

	it('gives 100 unless told, and never more', async () => {
		client.sandbox.seedReferrals(120);
		expect(await list('/batch_referral_status')).toHaveLength(100);
		expect(await list('/batch_referral_status', { count: 5 })).toHaveLength(5);
		expect(await list('/batch_referral_status', { count: 101 })).toHaveLength(100);
		for (const count of ['0', '-1', 'all', '1.5']) {
			expect(refusal(await client.api.get('/batch_referral_status', { params: { count } }))[0]).toBe(400);
		}
	});
});

describe('by patient', () => {
	it('lists the referrals of the ptguid, which must be escaped', async () => {
		const { ptguid } = client.sandbox.seed.patients.oliver;
		expect(urns(await list('/patient_referrals', { ptguid }))).toEqual(['TST0000002', 'TST0000001']);
		expect(urns(await list('/patient_referrals', { ptguid, count: 1 }))).toEqual(['TST0000002']);
		expect(refusal(await client.api.get(`/patient_referrals?ptguid=${ptguid}`))[0]).toBe(404);
	});

	it('knows patients of the key only', async () => {
		const { otherPractice, oliver } = client.sandbox.seed.patients;
		const ask = async (ptguid: string, headers = {}) =>
			await client.api.get('/patient_referrals', { params: { ptguid }, headers });
		expect(refusal(await ask(otherPractice.ptguid))[0]).toBe(404);
		expect(refusal(await ask(oliver.ptguid, other()))[0]).toBe(404);
		expect((await ask(otherPractice.ptguid, other())).data.referral_data).toHaveLength(1);
		expect(refusal(await client.api.get('/patient_referrals'))).toEqual([400, 'ptguid is required']);
		const { ptguid } = await prepare({ patient_identifier: 'new' });
		expect((await ask(ptguid)).data).toEqual({ status: 'success', referral_data: [] });
	});
});
