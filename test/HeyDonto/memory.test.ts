/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { runNode } from '../support/engine';
import { collectGarbage } from '../support/garbage';

/**
 * A list of 10,000 records over 100 pages. What is left of a page once it has been passed on is what comes out of it: at each
 * page, what nothing refers to any more is collected before memory is looked at, so the figures do not depend on chance.
 */
const PAGES = 100;
const ON_A_PAGE = 100;
/** Characters of each record that 'Simplified' leaves out. */
const NARRATIVE = 5000;
const LOOK_EVERY = 20;
const MB = 1024 * 1024;

let server: Server;
let origin: string;
/** In bytes, at every twentieth page. */
let inUse: number[];

const recordAt = (number: number) => ({
	resource: {
		resourceType: 'Patient',
		id: `p-${number}`,
		text: { status: 'generated', div: `<div>${String(number).padEnd(NARRATIVE, 'x')}</div>` },
		name: [{ family: `Family ${number}`, given: ['Given'] }],
		birthDate: '1980-05-31',
	},
	search: { mode: 'match' },
});

function pageAt(page: number): string {
	const records = Array.from({ length: ON_A_PAGE }, (_, at) => recordAt(page * ON_A_PAGE + at));
	const next = { relation: 'next', url: `${origin}/fhir/patient?_page_token=${page + 1}` };
	return JSON.stringify({
		resourceType: 'Bundle',
		type: 'searchset',
		link: page + 1 < PAGES ? [next] : [],
		entry: records,
	});
}

beforeAll(async () => {
	server = createServer(({ url = '' }, response) => {
		const page = Number(new URL(url, origin).searchParams.get('_page_token') ?? 0);
		if (page % LOOK_EVERY === 0) {
			collectGarbage();
			inUse.push(process.memoryUsage().heapUsed);
		}
		response.writeHead(200, { 'Content-Type': 'application/fhir+json' });
		response.end(pageAt(page));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** By how much memory in use grew from the 21st page to the 81st, which is 6,000 records, in MB. */
async function growth(output: string): Promise<number> {
	inUse = [];
	const { items, error } = await runNode({
		node: 'heyDonto',
		parameters: { resource: 'patient', operation: 'getAll', returnAll: true, output },
		credentials: {
			heyDontoApi: {
				environment: 'custom',
				baseUrl: origin,
				email: 'anyone@example.com',
				password: 'any',
				siteId: '',
				fhirPathStyle: 'kebab',
				sessionToken: 'token',
			},
		},
	});
	expect(error).toBeUndefined();
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(PAGES * ON_A_PAGE);
	expect(inUse).toHaveLength(PAGES / LOOK_EVERY);
	return (inUse[4] - inUse[1]) / MB;
}

const NARRATIVES = (6000 * NARRATIVE) / MB;

it('keeps no page of a list, only what comes out of it', async () => {
	expect(await growth('simplified')).toBeLessThan(NARRATIVES / 5);
}, 60_000);

it('shows that this would be seen: whole records are kept when they come out', async () => {
	expect(await growth('raw')).toBeGreaterThan(NARRATIVES);
}, 60_000);
