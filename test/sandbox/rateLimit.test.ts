import { sleep, useSandbox } from './client';

const client = useSandbox({ rateLimit: true });
const statuses = async (count: number) =>
	await Promise.all(Array.from({ length: count }, async () => (await client.api.get('/chairs')).status));
const sum = (all: number[], status: number) => all.filter((one) => one === status).length;

it('lets ten requests through in a second, refuses the others, and forgets', async () => {
	const all = await statuses(14);
	expect([sum(all, 200), sum(all, 429)]).toEqual([10, 4]);
	const refused = await client.api.get('/chairs');
	expect([refused.status, refused.data, refused.headers['retry-after']]).toEqual([
		429,
		{ error: 'Too many requests' },
		'1',
	]);
	await sleep(1050);
	expect(sum(await statuses(10), 200)).toBe(10);
});

it('slides: there is no fresh start in the middle', async () => {
	await statuses(5);
	await sleep(600);
	expect(sum(await statuses(5), 200)).toBe(5);
	await sleep(450);
	expect(sum(await statuses(10), 200)).toBe(5);
});

it('looks back a whole second', async () => {
	await statuses(10);
	await sleep(700);
	expect(sum(await statuses(1), 429)).toBe(1);
});

it('counts each key by itself; control routes and other paths not at all', async () => {
	await statuses(10);
	const headers = { 'X-Api-Key': client.sandbox.credentials.otherArchiveApiKey };
	expect((await client.bare.get('/api/v1/me', { headers })).status).toBe(200);
	expect((await client.bare.get('/_sandbox/requests')).status).toBe(200);
	expect((await client.bare.get('/oauth2/authorize')).status).toBe(400);
	expect((await client.api.get('/chairs')).status).toBe(429);
});

it('stores nothing of a refused request, and records it', async () => {
	await statuses(10);
	expect((await client.api.post('/patients', { firstName: 'A', lastName: 'B' })).status).toBe(429);
	expect(client.sandbox.requests[10]).toMatchObject({ method: 'POST', status: 429 });
	client.sandbox.setRateLimit(false);
	expect((await client.api.get('/patients')).data.total).toBe(12);
});

it('is switched off and on, and on again by a reset', async () => {
	await client.bare.post('/_sandbox/rate-limit', { on: false });
	expect(sum(await statuses(20), 200)).toBe(20);
	client.sandbox.reset();
	expect(sum(await statuses(11), 429)).toBe(1);
	client.sandbox.reset();
	expect(sum(await statuses(10), 200)).toBe(10);
});
