import { sleep } from '../client';
import { blame, useHealthDock } from './client';

const client = useHealthDock({ rateLimit: true });
const ask = async (headers = {}) => await client.api.get('/patients', { headers });
const stateOf = ({ headers }: { headers: Record<string, unknown> }) =>
	['limit', 'remaining', 'reset'].map((name) => Number(headers[`x-ratelimit-${name}`]));

it('counts down in headers, in a window of 20 seconds from the first request', async () => {
	const before = Math.ceil(Date.now() / 1000);
	const [limit, remaining, reset] = stateOf(await ask());
	expect([limit, remaining]).toEqual([1000, 999]);
	expect(reset).toBeGreaterThanOrEqual(before + 20);
	expect(reset).toBeLessThanOrEqual(before + 22);
	expect(stateOf(await ask())).toEqual([1000, 998, reset]);
});

it('counts every answer of the API, refusals too', async () => {
	expect(stateOf(await client.api.get('/patients?limit=101'))[1]).toBe(999);
	expect(stateOf(await client.api.get('/nothing'))[1]).toBe(998);
	expect(stateOf(await client.api.post('/patients', {}))[1]).toBe(997);
	expect(stateOf(await ask({ Authorization: 'Bearer wrong' }))).toEqual([1000, 999, expect.any(Number)]);
	expect((await client.bare.get('/oauth/authorize')).headers['x-ratelimit-limit']).toBeUndefined();
});

it('refuses what is over the limit, stores nothing of it, and starts afresh', async () => {
	client.sandbox.setRateLimitWindow({ limit: 3, windowMs: 400 });
	const start = Date.now();
	expect((await Promise.all([ask(), ask(), ask()])).map(({ status }) => status)).toEqual([200, 200, 200]);
	const refused = await client.api.post('/patients', {
		first_name: 'A',
		last_name: 'B',
		date_of_birth: '2000-01-01',
		gender: 'F',
		phone: '1',
	});
	expect(blame(refused)).toEqual([429, 'RATE_LIMIT_EXCEEDED', undefined]);
	const [limit, remaining, reset] = stateOf(refused);
	expect([limit, remaining]).toEqual([3, 0]);
	expect(reset * 1000).toBeGreaterThanOrEqual(start + 400);
	expect(refused.headers['retry-after']).toBeUndefined();
	await sleep(420);
	const fresh = await ask();
	expect([stateOf(fresh)[1], fresh.data.data.pagination.total_count]).toEqual([2, 8]);
});

it('counts each key by itself', async () => {
	client.sandbox.setRateLimitWindow({ limit: 1 });
	const headers = { Authorization: `Bearer ${client.sandbox.credentials.readOnlyApiKey}` };
	expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
	expect((await ask(headers)).status).toBe(200);
});

it('is switched off, without headers, and back by a reset', async () => {
	client.sandbox.setRateLimitWindow({ limit: 1, windowMs: 60_000 });
	client.sandbox.setRateLimit(false);
	await ask();
	const { status, headers } = await ask();
	expect([status, headers['x-ratelimit-limit']]).toEqual([200, undefined]);
	client.sandbox.reset();
	expect(stateOf(await ask()).slice(0, 2)).toEqual([1000, 999]);
});

it('does not meet a fault', async () => {
	const headers = { 'X-RateLimit-Reset': '1' };
	client.sandbox.fault({ kind: 'status', status: 429, headers });
	const answer = await ask();
	expect([answer.headers['x-ratelimit-reset'], answer.headers['x-ratelimit-limit']]).toEqual([
		'1',
		undefined,
	]);
	expect(stateOf(await ask())[1]).toBe(999);
});
