import { itemsOf } from '../support/bench';
import { CredentialsStore } from '../support/engine';
import { startHeyDontoBench, type HeyDontoBench } from '../support/heyDonto';

let bench: HeyDontoBench;
beforeAll(async () => {
	bench = await startHeyDontoBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const get = { id: { __rl: true, mode: 'id', value: 'pt-1001' }, options: { maxConcurrency: 50 } };
const logins = () => bench.vendor.logins();
/** Tokens are kept by account for as long as the process lives, so every test has a spelling of its own. */
const account = (changes = {}) => new CredentialsStore({ heyDontoApi: bench.credential(changes) });

it('logs in once for any number of items, and keeps the token in the credential', async () => {
	bench.vendor.revokeTokens();
	const credentials = account({ baseUrl: `${bench.vendor.baseUrl}/` });
	const { items, error } = await bench.run('patient.get', get, {
		credentials,
		input: itemsOf(...Array(200).keys()),
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(200);
	expect(logins().accepted).toBeLessThanOrEqual(1);
	expect(credentials.data.heyDontoApi.sessionToken).toEqual(expect.stringMatching(/\..+\./));
});

it.each(['accessToken', 'token'] as const)('takes the token from %s', async (loginAnswer) => {
	bench.vendor.configure({ loginAnswer });
	const { error } = await bench.run('patient.get', get);
	expect(error).toBeUndefined();
});

it('logs in again, once, when the token is refused in the middle', async () => {
	const credentials = account();
	await bench.run('patient.get', get, { credentials });
	const before = logins().accepted;
	bench.vendor.revokeTokens();
	const { items, error } = await bench.run('patient.get', get, {
		credentials,
		input: itemsOf(...Array(60).keys()),
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(60);
	expect(logins().accepted - before).toBe(1);
});

it('renews a token that is about to end before it is used', async () => {
	const credentials = account();
	await bench.run('patient.get', get, { credentials });
	credentials.data.heyDontoApi.sessionRenewAt = Date.now() - 1;
	bench.vendor.requests.length = 0;
	bench.vendor.revokeTokens();
	const { error } = await bench.run('patient.get', get, { credentials });
	expect(error).toBeUndefined();
	expect(bench.vendor.requests.at(-1)?.status).toBe(200);
});

it('tries a wrong password once, whatever the number of items', async () => {
	const credentials = account({ password: 'wrong-one' });
	const { error } = await bench.run('patient.get', get, {
		credentials,
		input: itemsOf(...Array(100).keys()),
	});
	expect(error?.message).toBe('HeyDonto: Invalid email or password [item 0]');
	expect(error?.description).toContain('Open the credential');
	expect(logins().refused).toBe(1);
	expect(JSON.stringify([error?.message, error?.context])).not.toContain('wrong-one');
	const again = await bench.run('patient.get', get, { credentials });
	expect(again.error?.message).toBe('HeyDonto: Invalid email or password [item 0]');
	expect(logins().refused).toBe(1);
});

it('says when the login gives no token', async () => {
	bench.vendor.fault({ kind: 'body', body: { message: 'Welcome' }, match: { path: '/auth/login' } });
	const credentials = account({ email: 'integrations@lakeshore-dental.example ' });
	const { error } = await bench.run('patient.get', get, { credentials });
	expect(error?.message).toBe('HeyDonto answered the login without a token [item 0]');
});
