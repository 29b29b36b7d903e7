import { sleep } from '../client';
import { blame, idsOf, linkOf, useDotHealth, type Entry } from './client';

const client = useDotHealth();
const requests = async (query = '') => await client.api.get(`/CommunicationRequest${query}`);
const seed = () => client.sandbox.seed;

it('answers as the sample does', async () => {
	const query = '?status=active&priority=urgent&_count=10';
	const { status, data } = await requests(query);
	const { baseUrl, seed: known } = client.sandbox;
	const { urgent } = known.requests;
	expect([status, data]).toEqual([
		200,
		{
			resourceType: 'Bundle',
			id: 'bundle-01',
			type: 'searchset',
			total: 1,
			link: [{ relation: 'self', url: `${baseUrl}/CommunicationRequest${query}` }],
			entry: [
				{
					fullUrl: `${baseUrl}/CommunicationRequest/${urgent.id}`,
					resource: expect.objectContaining({
						resourceType: 'CommunicationRequest',
						id: urgent.id,
					}) as object,
				},
			],
		},
	]);
	const { resource } = (data.entry as Entry[])[0];
	expect(resource).toMatchObject({
		status: 'active',
		intent: 'directive',
		priority: 'urgent',
		subject: { reference: `Patient/${known.patients.emma.id}` },
		requester: { reference: `Organization/${known.organizations.insurer.id}` },
		recipient: [{ reference: `Organization/${known.organizations.us.id}` }],
		payload: [
			{ contentString: 'Requesting medical records for the patient.' },
			{ contentReference: { type: 'Consent' } },
		],
	});
});

describe('filters', () => {
	const found = async (query: string) => {
		const ids = new Map<string, string>(
			Object.entries(client.sandbox.seed.requests).map(([name, { id }]) => [id, name]),
		);
		return idsOf(await requests(query)).map((id) => ids.get(id));
	};

	it.each([
		['?status=active&_tag=actionable', ['urgent', 'routine', 'stat', 'forOthers']],
		['?_tag=http://hl7.org/fhir/CodeSystem/common-tags|actionable&priority=stat', ['stat']],
		['?_tag=|actionable', []],
		['?_tag=other', []],
		['?status=draft,on-hold', ['draft', 'onHold']],
		['?status=draft&status=on-hold', []],
		['?priority=urgent', ['urgent', 'completed']],
		['?patient=Patient/67002', ['routine', 'onHold']],
		['?requester=Organization/45004', ['routine']],
		['?requester=Practitioner/45004', []],
		['?_id=12003,12001', ['urgent', 'stat']],
		['?_language=fr', []],
		['?_source=https://dothealth.example/requests&status=draft', ['draft']],
		['?_lastUpdated=ge2024-05-19', ['enteredInError', 'unknown']],
		['?_lastUpdated=gt2024-05-12&_lastUpdated=lt2024-05-15', ['forOthers', 'notActionable']],
		['?_lastUpdated=2024-05-10T10:30:00.000Z', ['urgent']],
		['?_lastUpdated=2024-05-10T12:30:00%2B02:00', ['urgent']],
		['?_lastUpdated=le2024-05-11T10:30:00Z', ['urgent', 'routine']],
		['?_lastUpdated=eb2024-05-11', ['urgent']],
		['?_lastUpdated=sa2024-05-19', ['unknown']],
		['?_lastUpdated=2024-05-10,2024-05-20', ['urgent', 'unknown']],
		['?_lastUpdated=ne2024', []],
		['?_lastUpdated=ap2024-05', Array.from({ length: 11 }, () => expect.anything() as string)],
	])('%s', async (query, names) => {
		expect(await found(query)).toEqual(names);
	});

	it.each([
		['?status=complete', 'status'],
		['?priority=high', 'priority'],
		['?patient=67002', 'patient'],
		['?patient=Organization/67002', 'patient'],
		['?requester=45003', 'requester'],
		['?_lastUpdated=yesterday', '_lastUpdated'],
		['?_lastUpdated=2024-02-30', '_lastUpdated'],
		['?_lastUpdated=ge2024-05-10T10:30', '_lastUpdated'],
		['?_status=active', '_status'],
		['?_sort=_lastUpdated', '_sort'],
		['?_sort=authoredOn', '_sort'],
		['?_sort=status&_sort=priority', '_sort'],
		['?_include=CommunicationRequest:requester', '_include'],
		['?_include=Organization:requester', '_include'],
		['?_count=0', '_count'],
		['?_count=ten', '_count'],
		['?_page=0', '_page'],
		['?_filter=status eq active', '_filter'],
		['?status=', 'status'],
		['?constructor=1', 'constructor'],
	])('%s is refused', async (query, name) => {
		expect(blame(await requests(query))).toEqual([400, `invalid ${name}`]);
	});
});

describe('names of parameters', () => {
	it('have an underscore when it is switched', async () => {
		client.sandbox.configure({ paramStyle: 'underscore' });
		expect(idsOf(await requests('?_status=draft'))).toEqual([seed().requests.draft.id]);
		expect(blame(await requests('?status=draft'))).toEqual([400, 'invalid status']);
		expect((await requests('?_id=12001')).data.total).toBe(1);
	});

	it('are either, or ignored and then missing in the self link', async () => {
		client.sandbox.configure({ paramStyle: 'both' });
		expect((await requests('?_status=draft')).data.total).toBe(1);
		expect((await requests('?status=draft')).data.total).toBe(1);
		client.sandbox.configure({ paramStyle: 'plain', unknownParams: 'ignored' });
		const answer = await requests('?_status=draft&priority=routine');
		expect(answer.data.total).toBe(7);
		expect(linkOf(answer, 'self')).toBe(`${client.sandbox.baseUrl}/CommunicationRequest?priority=routine`);
	});
});

describe('order', () => {
	const codes = async (sort: string, element: string) =>
		((await requests(`?_sort=${sort}`)).data.entry as Entry[]).map(({ resource }) => resource[element]);

	it('is by code or by last change, either way', async () => {
		const statuses = (await codes('status', 'status')) as string[];
		expect(statuses).toEqual([...statuses].sort());
		expect(await codes('-status', 'status')).toEqual([...statuses].sort().reverse());
		expect(new Set(await codes('priority', 'priority'))).toEqual(
			new Set(['asap', 'routine', 'stat', 'urgent']),
		);
		client.sandbox.changeRequest(seed().requests.urgent.id, {});
		expect(idsOf(await requests('?_sort=lastUpdated')).at(-1)).toBe(seed().requests.urgent.id);
		expect(idsOf(await requests('?_sort=-lastUpdated'))[0]).toBe(seed().requests.urgent.id);
	});

	it('takes several keys', async () => {
		const ids = idsOf(await requests('?status=active&_sort=priority,-lastUpdated'));
		const { forOthers, notActionable, routine, stat, urgent } = seed().requests;
		expect(ids).toEqual([forOthers, notActionable, routine, stat, urgent].map(({ id }) => id));
	});
});

describe('pages', () => {
	it('follow one another to the end, and back', async () => {
		const seen: string[] = [];
		let url: string | undefined = '/CommunicationRequest?_sort=lastUpdated&_count=4';
		const sizes: number[] = [];
		while (url !== undefined) {
			const answer = await client.api.get(url);
			expect(answer.data.total).toBe(11);
			sizes.push(idsOf(answer).length);
			seen.push(...idsOf(answer));
			url = linkOf(answer, 'next');
		}
		expect([sizes, new Set(seen).size]).toEqual([[4, 4, 3], 11]);
		const second = await requests('?_count=4&_page=2');
		expect(new URL(linkOf(second, 'previous') ?? '').search).toBe('?_count=4&_page=1');
	});

	it('are twenty long, a hundred at most, and empty after the last', async () => {
		client.sandbox.seedRequests(150);
		expect(idsOf(await requests())).toHaveLength(20);
		expect(idsOf(await requests('?_count=1000'))).toHaveLength(100);
		const { data } = await requests('?_page=99');
		expect([data.total, data.entry]).toEqual([161, undefined]);
	});

	it('begin with 0 when it is switched', async () => {
		client.sandbox.configure({ firstPage: 0 });
		const first = await requests('?_page=0&_count=6');
		expect(idsOf(first)).toHaveLength(6);
		expect(linkOf(first, 'next')).toContain('_page=1');
		expect(idsOf(await requests('?_page=1&_count=6'))).toHaveLength(5);
	});
});

describe('_include', () => {
	const query = '?status=active&_tag=actionable&_count=3';
	const included = async (includes: string[]) => {
		const answer = await requests(`${query}${includes.map((one) => `&_include=${one}`).join('')}`);
		const entries = answer.data.entry as Entry[];
		const matches = entries.slice(0, 3).map(({ resource }) => resource.resourceType);
		expect(new Set(matches)).toEqual(new Set(['CommunicationRequest']));
		return entries.slice(3).map(({ resource }) => `${resource.resourceType}/${resource.id}`);
	};

	it('adds what is referred to, each once, in the documented spelling', async () => {
		expect(await included(['Patient:subject'])).toEqual(['Patient/67001', 'Patient/67002', 'Patient/67003']);
		expect(await included(['Organization:recipient'])).toEqual(['Organization/45001']);
		const all = ['Organization:recipient', 'Organization:requestor', 'Patient:subject'];
		expect((await included(all)).sort()).toEqual(
			['45001', '45003', '45004']
				.map((id) => `Organization/${id}`)
				.concat(['67001', '67002', '67003'].map((id) => `Patient/${id}`)),
		);
	});

	it('takes the form of FHIR when it is switched', async () => {
		client.sandbox.configure({ includeStyle: 'both' });
		expect(await included(['CommunicationRequest:requester'])).toHaveLength(2);
		client.sandbox.configure({ includeStyle: 'fhir' });
		expect((await requests('?_include=Patient:subject')).status).toBe(400);
	});

	it('says what was included when it is switched', async () => {
		client.sandbox.configure({ searchMode: true });
		const { data } = await requests('?_id=12001&_include=Patient:subject');
		const modes = (data.entry as Entry[]).map(({ search }) => search?.mode);
		expect(modes).toEqual(['match', 'include']);
	});
});

it('flattens lists as the sample does, when it is switched', async () => {
	client.sandbox.configure({ flattenedLists: true });
	const { data } = await requests('?_id=12001');
	expect(data['link[0]'].relation).toBe('self');
	const { resource } = data['entry[0]'] as { resource: Record<string, Record<string, unknown>> };
	expect(resource['payload[0]'].contentString).toBe('Requesting medical records for the patient.');
	expect(resource['category[0]']['coding[0]']).toMatchObject({ code: 'instruction' });
	expect([data.entry, resource.payload]).toEqual([undefined, undefined]);
});

it('finds what has changed since', async () => {
	const { data } = await requests('?_sort=-lastUpdated&_count=1');
	const { meta } = (data.entry as Entry[])[0].resource as unknown as { meta: { lastUpdated: string } };
	await sleep(2);
	const made = client.sandbox.createRequest({ priority: 'stat' });
	expect(idsOf(await requests(`?_lastUpdated=gt${meta.lastUpdated}`))).toEqual([made.id]);
	const dated = client.sandbox.createRequest({ lastUpdated: '2025-01-01T00:00:00.000Z' });
	expect(idsOf(await requests('?_lastUpdated=2025-01-01'))).toEqual([dated.id]);
});

it('is quick with ten thousand requests', async () => {
	client.sandbox.seedRequests(10_000);
	const start = Date.now();
	expect((await requests('?status=active&_tag=actionable&_sort=-lastUpdated')).data.total).toBe(10_004);
	expect(Date.now() - start).toBeLessThan(1000);
});
