import { useSandbox } from './client';

/** What people do in AlfaDocs itself, for those who watch a workflow start. */
const client = useSandbox();
const control = async (name: string, body: unknown = {}) =>
	(await client.bare.post<{ id: number }>(`/_sandbox/${name}`, body)).data.id;
const get = async (path: string) => (await client.api.get<{ data: Record<string, unknown> }>(path)).data.data;

it.each([
	['appointment', '/appointments', { duration: 45 }],
	['bill', '/bills', { amount: 12.5 }],
	['patient', '/patients', { city: 'Torino' }],
])('adds and changes %ss, which the API shows', async (kind, path, fields) => {
	const id = await control(`create-${kind}`, fields);
	expect(await get(`${path}/${id}`)).toMatchObject({ id, ...fields });
	const name = Object.keys(fields)[0];
	const changed = { [name]: kind === 'patient' ? 'Asti' : 99 };
	expect(await control(`update-${kind}`, changed)).toBe(id);
	expect(await get(`${path}/${id}`)).toMatchObject(changed);
});

it('invents what is left out, and cancels and removes the newest unless told which', async () => {
	const { next } = client.sandbox.seed.appointments;
	const id = await control('create-appointment');
	expect(await get(`/appointments/${id}`)).toMatchObject({ state: 'confirmed', patientId: 1003 });
	expect(await control('cancel-appointment')).toBe(id);
	expect(await get(`/appointments/${id}`)).toMatchObject({ state: 'cancelled' });
	expect(await control('cancel-appointment', { id: next.id })).toBe(next.id);
	expect(await control('remove-appointment')).toBe(id);
	expect((await client.api.get(`/appointments/${id}`)).status).toBe(404);
});

it('lists new transactions and documents, and does not list removed ones', async () => {
	const transaction = await control('create-transaction');
	const document = await control('create-document', { name: 'opg.txt' });
	const listed = async () =>
		JSON.stringify([
			(await client.api.get('/transactions')).data,
			(await client.api.get('/patients/1001/documents')).data,
		]);
	const both = await listed();
	expect([both.includes(String(transaction)), both.includes(String(document))]).toEqual([true, true]);
	expect(await control('remove-transaction')).toBe(transaction);
	expect(await control('remove-document')).toBe(document);
	const neither = await listed();
	expect([neither.includes(String(transaction)), neither.includes(String(document))]).toEqual([false, false]);
});

it.each([
	['create-patient', { shoeSize: 43 }, 400, 'shoeSize is not a known field'],
	['update-patient', { id: 'x' }, 400, 'id must be a whole number'],
	['update-patient', { id: 5 }, 404, 'patient not found'],
	['remove-bill', { id: 5 }, 404, 'bill not found'],
])('refuses %s with %j', async (name, body, status, message) => {
	const refused = await client.bare.post<unknown>(`/_sandbox/${name}`, body);
	expect([refused.status, JSON.stringify(refused.data)]).toEqual([status, expect.stringContaining(message)]);
});
