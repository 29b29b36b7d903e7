import { refusal, useSandbox } from './client';

const client = useSandbox();
const PATH = '/patients/1001/phone-numbers';

it('lists, creates, reads and updates, and the patient shows it', async () => {
	expect((await client.api.get(PATH)).data).toMatchObject({ links: {}, total: 2, offset: 0, limit: 100 });
	const sent = { prefix: '0039', number: '3990001122', label: 'work', smsEnabled: true };
	const created = await client.api.post(PATH, sent);
	expect(created.data).toEqual({ status: 'success', data: [{ ...sent, id: expect.any(Number) as number }] });
	const { id } = created.data.data[0];
	expect((await client.api.patch(`${PATH}/${id}`, { label: 'home' })).data.data[0].label).toBe('home');
	expect((await client.api.get(`${PATH}/${id}`)).data.data).toEqual({ ...sent, label: 'home', id });
	const found = await client.api.get('/patients', { params: { phoneNumber: '3990001122' } });
	expect(found.data.results).toHaveLength(1);
	expect(found.data.results[0].phoneNumbers).toHaveLength(3);
});

it('takes an empty body, as nothing is marked as required', async () => {
	expect((await client.api.post(PATH, {})).status).toBe(200);
});

it.each([
	[{ prefix: 39 }, 'prefix must be string'],
	[{ smsEnabled: 'true' }, 'smsEnabled must be boolean'],
	[{ type: 'home' }, 'type is not a known field'],
])('refuses %j', async (body, message) => {
	expect(refusal(await client.api.post(PATH, body))).toEqual([400, message]);
	expect(refusal(await client.api.patch(`${PATH}/1101`, body))).toEqual([400, message]);
});

it('knows no number of another patient, no unknown patient and no paging parameters', async () => {
	expect(refusal(await client.api.get(`${PATH}/1103`))).toEqual([404, 'Phone number not found']);
	expect(refusal(await client.api.get('/patients/999/phone-numbers'))).toEqual([404, 'Patient not found']);
	expect(refusal(await client.api.get(`${PATH}?limit=1`))).toEqual([
		400,
		'limit is not a known query parameter',
	]);
	expect(refusal(await client.api.delete(`${PATH}/1101`))).toEqual([405, 'Method not allowed']);
});
