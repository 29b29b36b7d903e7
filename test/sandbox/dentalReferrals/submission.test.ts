import { form, useDentalReferrals } from './client';

const client = useDentalReferrals();
const files = async (urn: string) =>
	(await client.api.get('/referral_status', { params: { urn } })).data.referral_files as string[];

describe('submitForm', () => {
	it('takes a URN or a draft, once', async () => {
		const { sandbox } = client;
		const { urn, draftId } = sandbox.seed.referrals.draft;
		expect(sandbox.submitForm(draftId)).toEqual({ urn });
		expect(await files(urn)).toHaveLength(2);
		expect(() => sandbox.submitForm(urn)).toThrow('submitted before');
		expect(() => sandbox.submitForm('TST9999999')).toThrow('no form');
		expect(() => sandbox.setStatus('TST9999999', 'x')).toThrow('no form');
	});

	it('chooses the form that SE left open', async () => {
		const open = form({ system_type: 'SE', patient_dob: '10/10/2010' });
		const urn = async () => (await client.api.post('/prepare_form', open)).data.urn as string;
		const chosen = client.sandbox.submitForm(await urn(), { formType: 'OralSurgeryForm' });
		const { data } = await client.api.get('/referral_status', { params: chosen });
		expect(data.referral_reason).toBe('Oral Surgery');
		const wrong = await urn();
		expect(() => client.sandbox.submitForm(wrong, { formType: 'OrthodonticForm' })).toThrow('not enabled');
		client.sandbox.submitForm(wrong);
	});
});
