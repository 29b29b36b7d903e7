import type { IDataObject } from 'n8n-workflow';

import { entriesOf } from '../../nodes/fhir/bundles';
import { BASE, MadeUpServer } from '../support/fhirServer';

const bundle = (entry: IDataObject[] | undefined, next?: string): IDataObject => ({
	resourceType: 'Bundle',
	type: 'searchset',
	...(entry && { entry }),
	link: [
		{ relation: 'self', url: `${BASE}/Patient` },
		...(next === undefined ? [] : [{ relation: 'next', url: next }]),
	],
});
const patient = (id: string, more: IDataObject = {}) => ({
	resource: { resourceType: 'Patient', id },
	...more,
});

/** Every page of a search for patients: the IDs of what was found and of what came along. */
async function pagesOf(server: MadeUpServer, query = '') {
	const pages: Array<{ matches: unknown[]; included: unknown[] }> = [];
	for await (const { matches, included } of (await server.client()).search('Patient', query)) {
		const ids = (entries: typeof matches) => entries.map(({ resource }) => resource?.id);
		pages.push({ matches: ids(matches), included: ids(included) });
	}
	return pages;
}

test('nothing found is an empty page', async () => {
	expect(await pagesOf(new MadeUpServer({ 'GET /Patient': bundle(undefined) }))).toEqual([
		{ matches: [], included: [] },
	]);
	expect(entriesOf({ entry: 'x' })).toEqual([]);
	expect(entriesOf({ entry: [null, 'x', {}] })).toEqual([{}]);
});

test('what was found, what came along, and what the server remarks are told apart', async () => {
	const entries = [
		patient('1', { search: { mode: 'match' } }),
		patient('2'),
		patient('3', { search: { mode: 'include' } }),
		{ resource: { resourceType: 'Practitioner', id: '4' } },
		{
			search: { mode: 'outcome' },
			resource: {
				resourceType: 'OperationOutcome',
				issue: [{ severity: 'warning', diagnostics: 'Unknown parameter' }],
			},
		},
	];
	const server = new MadeUpServer({ 'GET /Patient?name=a': bundle(entries) });
	expect(await pagesOf(server, 'name=a')).toEqual([{ matches: ['1', '2'], included: ['3', '4'] }]);
	expect(server.hints).toEqual(['Clinic Server: Unknown parameter']);
});

test('a record without an ID has the one in its address', async () => {
	const entries = [{ fullUrl: `${BASE}/Patient/9`, resource: { resourceType: 'Patient' } }];
	expect(await pagesOf(new MadeUpServer({ 'GET /Patient': bundle(entries) }))).toEqual([
		{ matches: ['9'], included: [] },
	]);
});

test('pages are followed one at a time, by the link as it is', async () => {
	const server = new MadeUpServer({
		'GET /Patient?name=a': bundle([patient('1')], `${BASE}/Patient?_token=x%2By&name=a`),
		'GET /Patient?_token=x%2By&name=a': bundle([patient('2')], `${BASE}/p/3`),
		'GET /p/3': bundle([patient('3')]),
	});
	const client = await server.client();
	const pages = client.search('Patient', 'name=a');
	await pages.next();
	expect(server.requests).toHaveLength(1);
	expect(await pagesOf(server, 'name=a')).toHaveLength(3);
	expect(server.requests.map(({ path }) => path)).toContain(`${BASE}/Patient?_token=x%2By&name=a`);
});

test('a relative link is one on the same server', async () => {
	const server = new MadeUpServer({
		'GET /Patient': bundle([patient('1')], '?_page=2'),
		'GET /Patient?_page=2': bundle([patient('2')]),
	});
	expect(await pagesOf(server)).toHaveLength(2);
});

test.each([
	['itself', `${BASE}/Patient?name=a`],
	['a page before', `${BASE}/Patient?_token=2`],
])('a link to %s ends the list instead of beginning it again', async (_, last) => {
	const server = new MadeUpServer({
		'GET /Patient?name=a': bundle([patient('1')], `${BASE}/Patient?_token=2`),
		'GET /Patient?_token=2': bundle([patient('2')], last),
	});
	await expect(pagesOf(server, 'name=a')).rejects.toMatchObject({
		message: 'The list repeats the same page',
	});
	expect(server.requests).toHaveLength(2);
});

describe('a link that leads elsewhere', () => {
	test.each([
		['https://evil.example/r4/Patient?x=2'],
		['https://fhir.example.evil.example/r4/Patient?x=2'],
		['https://fhir.example/other/Patient?x=2'],
		['https://fhir.example/r4evil/Patient?x=2'],
		['http://fhir.example/r4/Patient?x=2'],
		['//evil.example/r4/Patient?x=2'],
		['https://fhir.example/r4/../admin'],
		['http://['],
	])('%s is never asked', async (url) => {
		const server = new MadeUpServer({ 'GET /Patient': bundle([patient('1')], url) });
		await expect(pagesOf(server)).rejects.toMatchObject({
			message: expect.stringContaining('The next page of the list lies at another address') as string,
		});
		expect(server.requests).toHaveLength(1);
	});

	test('but its place in the list is taken, where the server has a name for that', async () => {
		const server = new MadeUpServer({
			'GET /Patient?name=a': bundle([patient('1')], 'http://internal:8080/Patient?name=evil&_page=t%262'),
			'GET /Patient?name=a&_page=t%262': bundle([patient('2')], 'http://internal:8080/Patient?_page=3'),
			'GET /Patient?name=a&_page=3': bundle([patient('3')]),
		});
		expect(await pagesOf(server, 'name=a')).toHaveLength(3);
	});
});

test('something other than a list is told', async () => {
	const server = new MadeUpServer({ 'GET /Patient': { resourceType: 'Patient', id: '1' } });
	await expect(pagesOf(server)).rejects.toMatchObject({
		message: 'Clinic Server answered with something other than a list of records',
	});
});

test('a refusal of a later page ends the list with it', async () => {
	const server = new MadeUpServer({ 'GET /Patient': bundle([patient('1')], `${BASE}/Patient?_token=2`) });
	await expect(pagesOf(server)).rejects.toMatchObject({ statusCode: 404 });
});

test('a history has its deletions, which carry no record', async () => {
	const entries = [
		{ fullUrl: `${BASE}/Patient/1`, request: { method: 'DELETE', url: 'Patient/1' } },
		patient('1', { request: { method: 'PUT', url: 'Patient/1' } }),
	];
	const server = new MadeUpServer({ 'GET /Patient/1/_history': { ...bundle(entries), type: 'history' } });
	const found: unknown[] = [];
	for await (const { matches } of (await server.client()).history('Patient', '1')) {
		found.push(...matches.map(({ request }) => request?.method));
	}
	expect(found).toEqual(['DELETE', 'PUT']);
});
