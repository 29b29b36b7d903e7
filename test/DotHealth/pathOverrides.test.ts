import { byId } from '../support/bench';
import { startDotHealthBench, type DotHealthBench } from '../support/dotHealth';

let bench: DotHealthBench;
beforeAll(async () => {
	bench = await startDotHealthBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

/** Without logins, and without what is refused because the token is one of before the reset. */
const asked = () =>
	bench.vendor.requests
		.filter(({ path, status }) => !path.endsWith('/token') && status !== 401)
		.map(({ method, path }) => `${method} ${path.split('/fhir/R5')[1]}`);
const withOverrides = (pathOverrides: string) => ({
	credentials: { dotHealthApi: bench.credential({ pathOverrides }) },
});

it('move a list, a record and what is created to another address', async () => {
	const moved = withOverrides('{ "/Patient": "/Person", "/Observation": "/Measurement" }');
	await bench.run('patient.getAll', {}, moved);
	await bench.run('patient.get', { id: byId('67001') }, moved);
	await bench.run(
		'healthRecord.create',
		{ resourceType: 'Observation', fieldsMode: 'json', json: { status: 'final', code: { text: 'x' } } },
		moved,
	);
	expect(asked()).toEqual(['GET /Person', 'GET /Person/67001', 'POST /Measurement']);
});

it('move the address of Bundles', async () => {
	const answer = { communicationRequestId: byId('12001'), message: 'Nothing on file.', records: '' };
	await bench.run('communicationRequest.respond', answer, withOverrides('{ "/Bundle": "/transaction" }'));
	expect(asked().at(-1)).toBe('POST /transaction');
});

it('leave the addresses of the documentation alone otherwise', async () => {
	await bench.run('patient.get', { id: byId('67001') }, withOverrides(''));
	expect(asked()).toEqual(['GET /Patient/67001']);
});

it('are refused when they are no JSON object', async () => {
	const { error } = await bench.run('patient.get', { id: byId('67001') }, withOverrides('["/Patient"]'));
	expect(error?.message).toMatch(/^'Path Overrides' of the credential is not a JSON object/);
	expect(asked()).toEqual([]);
});
