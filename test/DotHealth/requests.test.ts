import type { IDataObject } from 'n8n-workflow';

import { byId } from '../support/bench';
import { asked, linesOf, listed, startDotHealthBench, type DotHealthBench } from '../support/dotHealth';

let bench: DotHealthBench;
beforeAll(async () => {
	bench = await startDotHealthBench();
}, 60_000);
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const ALL = [...Array(11).keys()].map((at) => String(12001 + at));
const ACTIONABLE = ['12001', '12002', '12003', '12004'];

type Items = Array<{ json: IDataObject }>;
const idsOf = (items: Items) => items.map(({ json: { id } }) => id);
const getAll = async (parameters: IDataObject = {}) =>
	await bench.run('communicationRequest.getAll', { returnAll: true, ...parameters });
const lastQuery = () => asked(bench).at(-1)!.query;

describe('one request', () => {
	it.each([
		['an ID', '12001'],
		['a number', 12001],
		['a reference', 'CommunicationRequest/12001'],
		['an address', 'https://webapi.dothealth.ca/fhir/R5/CommunicationRequest/12001'],
	])('is read by %s', async (_, written) => {
		const { items, error } = await bench.run('communicationRequest.get', {
			communicationRequestId: byId(written),
		});
		expect(error).toBeUndefined();
		expect(linesOf(bench)).toEqual(['GET /CommunicationRequest/12001']);
		expect(items[0].json).toMatchObject({
			resourceType: 'CommunicationRequest',
			id: '12001',
			reference: 'CommunicationRequest/12001',
			status: 'active',
			priority: 'urgent',
			subject: 'Patient/67001',
			requester: 'Organization/45003',
			payloadContent: expect.arrayContaining(['Requesting medical records for the patient.']),
		});
	});

	it('comes out as it is, when it is to', async () => {
		const { items } = await bench.run('communicationRequest.get', {
			communicationRequestId: byId('12001'),
			output: 'raw',
		});
		expect(items[0].json).toMatchObject({
			subject: { reference: 'Patient/67001' },
			meta: { tag: [{ code: 'actionable' }] },
		});
	});

	it.each([
		[
			'one of another type',
			'Patient/67001',
			"'Communication Request' is a record of another type [item 0]",
			0,
		],
		['what is no ID', '={{ "a b" }}', "'Communication Request' is not an ID [item 0]", 0],
		['one that nobody knows', '99', 'Dot Health: CommunicationRequest/99 is not known [item 0]', 1],
	])('%s is told', async (_, written, message, requests) => {
		const { error } = await bench.run('communicationRequest.get', { communicationRequestId: byId(written) });
		expect(error?.message).toBe(message);
		expect(asked(bench)).toHaveLength(requests);
	});
});

/** A filter, the query that the documentation has for it, and the requests of the seed that it leaves. */
const FILTERS: Array<[IDataObject, IDataObject, string[]]> = [
	[{ status: 'revoked' }, { status: 'revoked' }, ['12008']],
	[{ status: 'entered-in-error' }, { status: 'entered-in-error' }, ['12010']],
	[{ priority: 'stat' }, { priority: 'stat' }, ['12003']],
	[{ patient: '67002' }, { patient: 'Patient/67002' }, ['12002', '12007']],
	[{ patient: 'Patient/67002' }, { patient: 'Patient/67002' }, ['12002', '12007']],
	[{ requester: '45004' }, { requester: 'Organization/45004' }, ['12002']],
	[{ requester: 'Practitioner/56001' }, { requester: 'Practitioner/56001' }, []],
	[{ _id: '12001, 12005' }, { _id: '12001,12005' }, ['12001', '12005']],
	[{ _language: 'en-CA' }, { _language: 'en-CA' }, ALL],
	[{ _source: 'https://elsewhere.example' }, { _source: 'https://elsewhere.example' }, []],
	[{ _tag: 'actionable' }, { _tag: 'actionable' }, ACTIONABLE],
	[{ actionable: true }, { _tag: 'actionable' }, ACTIONABLE],
	[{ actionable: false }, {}, ALL],
	[
		{ actionable: true, _tag: 'http://hl7.org/fhir/CodeSystem/common-tags|' },
		{ _tag: ['actionable', 'http://hl7.org/fhir/CodeSystem/common-tags|'] },
		ACTIONABLE,
	],
	[
		{ lastUpdatedFrom: '2024-05-12 06:30', lastUpdatedBefore: '2024-05-14T10:30:00Z' },
		{ _lastUpdated: ['ge2024-05-12T06:30:00.000-04:00', 'lt2024-05-14T06:30:00.000-04:00'] },
		['12003', '12004'],
	],
	[
		{ status: 'active', priority: 'urgent', patient: '67001', actionable: true },
		{ status: 'active', priority: 'urgent', patient: 'Patient/67001', _tag: 'actionable' },
		['12001'],
	],
];

describe('filters', () => {
	it.each(FILTERS)('%j', async (filters, query, ids) => {
		const { items, error } = await getAll({ filters });
		expect(error).toBeUndefined();
		expect(lastQuery()).toEqual({ ...query, _count: '100' });
		expect(idsOf(items)).toEqual(ids);
	});

	it.each([
		[{ patient: 'Emma MacDonald' }, "'Patient' does not look right [item 0]"],
		[{ status: 'open' }, "'Status' is set to something that does not exist [item 0]"],
		[
			{ lastUpdatedFrom: '01/02/2024' },
			"'Last Updated From' could be read as day/month or as month/day [item 0]",
		],
	])('%j is refused before anything is sent', async (filters, message) => {
		const { error } = await getAll({ filters });
		expect(error?.message).toBe(message);
		expect(asked(bench)).toEqual([]);
	});
});

describe('sorting', () => {
	const byStatus = [...ALL].sort();
	it.each([
		[{ sort: 'lastUpdated' }, 'lastUpdated', ALL],
		[{ sort: 'lastUpdated', descending: true }, '-lastUpdated', [...ALL].reverse()],
		[{ sort: 'priority' }, 'priority', ['12004']],
		[{ sort: 'status', descending: true }, '-status', ['12011']],
	])('%j', async (options, _sort, first) => {
		const { items, error } = await getAll({ options });
		expect(error).toBeUndefined();
		expect(lastQuery()).toEqual({ _sort, _count: '100' });
		expect(idsOf(items).slice(0, first.length)).toEqual(first);
		expect(idsOf(items).sort()).toEqual(byStatus);
	});
});

describe('records that come along', () => {
	const EVERYTHING = ['Patient:subject', 'Organization:requestor', 'Organization:recipient'];
	const filters = { _id: '12001,12009' };

	it('are with their request', async () => {
		const { items, error } = await getAll({ filters, options: { include: EVERYTHING } });
		expect(error).toBeUndefined();
		expect(lastQuery()._include).toEqual(EVERYTHING);
		expect(items).toHaveLength(2);
		const { included } = items[1].json as { included: IDataObject[] };
		expect(included.map(({ reference, name }) => [reference, name])).toEqual([
			['Patient/67001', 'Emma MacDonald'],
			['Organization/45003', 'Northern Lights Insurance'],
			['Organization/45001', 'Maple Ridge Family Clinic'],
		]);
	});

	it('are items of their own, each once, behind the requests', async () => {
		const { items } = await getAll({
			filters,
			output: 'raw',
			options: { include: EVERYTHING, includedAs: 'items' },
		});
		expect(items.map(({ json }) => `${String(json.resourceType)}/${String(json.id)}`)).toEqual([
			'CommunicationRequest/12001',
			'CommunicationRequest/12009',
			'Patient/67001',
			'Organization/45003',
			'Organization/45001',
		]);
	});

	it('are not those of requests that were left out', async () => {
		bench.vendor.configure({ paramStyle: 'underscore', unknownParams: 'ignored' });
		const { items } = await getAll({
			filters: { patient: '67003' },
			options: { include: ['Patient:subject'], includedAs: 'items' },
		});
		expect(items.map(({ json }) => json.reference)).toEqual(['CommunicationRequest/12003', 'Patient/67003']);
	});

	it('may be named as in FHIR itself', async () => {
		bench.vendor.configure({ includeStyle: 'fhir' });
		const include = '={{ ["CommunicationRequest:requester"] }}';
		const { items, error } = await getAll({ filters, options: { include } });
		expect(error).toBeUndefined();
		expect(items[0].json.included).toEqual([expect.objectContaining({ reference: 'Organization/45003' })]);
	});

	it('are refused when nothing could be meant', async () => {
		const { error } = await getAll({ options: { include: '={{ ["patient"] }}' } });
		expect(error?.message).toBe("'Include' is set to something that does not exist [item 0]");
		expect(asked(bench)).toEqual([]);
	});
});

describe('the names of filters', () => {
	const filters = { status: 'active', priority: 'urgent', patient: '67001', requester: '45003' };

	it.each([
		['plain', 'plain', ['status', 'priority', 'patient', 'requester']],
		['underscore', 'underscore', ['_status', '_priority', '_patient', '_requester']],
	] as const)('are %s', async (parameterNames, paramStyle, names) => {
		bench.vendor.configure({ paramStyle });
		const { items, error } = await getAll({ filters, options: { parameterNames } });
		expect(error).toBeUndefined();
		expect(Object.keys(lastQuery())).toEqual([...names, '_count']);
		expect(idsOf(items)).toEqual(['12001']);
	});

	it('are both for a server that ignores what it does not know', async () => {
		bench.vendor.configure({ paramStyle: 'underscore', unknownParams: 'ignored' });
		await getAll({ filters: { status: 'active' }, options: { parameterNames: 'both' } });
		expect(lastQuery()).toEqual({ status: 'active', _status: 'active', _count: '100' });
	});

	it('are told when the server does not know them', async () => {
		bench.vendor.configure({ paramStyle: 'underscore' });
		const { error } = await getAll({ filters });
		expect(error?.message).toBe("Dot Health: 'Status' is not a known query parameter [item 0]");
	});
});

describe('a server that ignores filters', () => {
	it.each(
		FILTERS.filter(([filters]) =>
			['status', 'priority', 'patient', 'requester'].some((name) => name in filters),
		),
	)('has its list compared again: %j', async (filters, _, ids) => {
		bench.vendor.configure({ paramStyle: 'underscore', unknownParams: 'ignored' });
		const { items, error } = await getAll({ filters });
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(ids);
	});

	it('is asked for whole pages until there are enough', async () => {
		bench.vendor.configure({ paramStyle: 'underscore', unknownParams: 'ignored' });
		bench.vendor.seedRequests(400);
		const { items } = await getAll({ returnAll: false, limit: 2, filters: { status: 'revoked' } });
		expect(idsOf(items)).toEqual(['12008']);
		expect(asked(bench)).toHaveLength(5);
	});

	const answering = (self: string | undefined, entries: IDataObject[]) => {
		const link =
			self === undefined ? {} : { link: [{ relation: 'self', url: `${bench.vendor.baseUrl}/${self}` }] };
		const entry = entries.map((resource, at) => ({
			fullUrl: `${bench.vendor.baseUrl}/CommunicationRequest/${at + 1}`,
			resource: { resourceType: 'CommunicationRequest', status: 'active', ...resource },
		}));
		bench.vendor.fault({
			kind: 'body',
			match: { path: '/CommunicationRequest' },
			body: { resourceType: 'Bundle', type: 'searchset', ...link, entry },
		});
	};
	const tag = (code: string) => ({ meta: { tag: [{ system: 'https://a.example', code }] } });
	const [time, later] = ['2024-05-01T00:00:00Z', '2024-06-01T00:00:00Z'];

	it.each<[string, IDataObject, IDataObject[], string[]]>([
		['_tag', { actionable: true }, [tag('actionable'), tag('other')], ['1']],
		['_tag', { _tag: 'https://a.example|x' }, [tag('x'), tag('y')], ['1']],
		['_tag', { _tag: '|x' }, [tag('x')], []],
		['_tag', { _tag: 'y,x' }, [tag('x'), tag('z')], ['1']],
		['_language', { _language: 'fr' }, [{ language: 'fr-CA' }, { language: 'en' }], ['1']],
		[
			'_source',
			{ _source: 'https://a.example' },
			[{ meta: { source: 'https://a.example#7' } }, { meta: { source: 'x' } }],
			['1'],
		],
		[
			'_lastUpdated',
			{ lastUpdatedBefore: later },
			[{ meta: { lastUpdated: time } }, { meta: { lastUpdated: later } }],
			['1'],
		],
		[
			'_lastUpdated',
			{ lastUpdatedFrom: later },
			[{ meta: { lastUpdated: time } }, { meta: { lastUpdated: later } }],
			['2'],
		],
		['_id', { _id: '2,3' }, [{}, {}], ['2']],
	])('has %s compared too, as far as records carry it', async (_, filters, entries, ids) => {
		answering('CommunicationRequest', entries);
		const { items, error } = await getAll({ filters });
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(ids);
	});

	it.each([
		['says that it has heeded the filter', 'CommunicationRequest?status=active&_tag=actionable', ['1']],
		['says nothing', undefined, ['1']],
		['says that it has ignored it', 'CommunicationRequest?status=active', []],
	])('is believed about requests without tags when it %s', async (_, self, ids) => {
		answering(self, [{}]);
		const { items } = await getAll({ filters: { actionable: true } });
		expect(idsOf(items)).toEqual(ids);
	});
});

describe('pages', () => {
	it('of 10,000 requests come out once each, in order', async () => {
		const seeded = bench.vendor.seedRequests(10_000);
		const { items, error } = await getAll({
			filters: { actionable: true },
			output: 'selected',
			outputFields: 'id',
		});
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual([...ACTIONABLE, ...seeded]);
		expect(asked(bench)).toHaveLength(101);
		expect(asked(bench)[1].query).toEqual({ _tag: 'actionable', _count: '100', _page: '2' });
	}, 120_000);

	it.each([
		[5, 1, '5'],
		[100, 1, '100'],
		[250, 3, '100'],
	])('stop at a limit of %i', async (limit, pages, size) => {
		bench.vendor.seedRequests(400);
		const { items } = await getAll({ returnAll: false, limit });
		expect(items).toHaveLength(limit);
		expect(asked(bench)).toHaveLength(pages);
		expect(asked(bench)[0].query).toEqual({ _count: size });
	});

	it.each([0, 1] as const)('may be counted from %i', async (firstPage) => {
		bench.vendor.configure({ firstPage });
		bench.vendor.seedRequests(250);
		const { items } = await getAll();
		expect(new Set(idsOf(items)).size).toBe(261);
	});

	it('are none for an empty list', async () => {
		const { items, error } = await getAll({ filters: { patient: '1' } });
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	const page = (next: string | undefined, id: string): IDataObject => ({
		resourceType: 'Bundle',
		type: 'searchset',
		link: next === undefined ? [] : [{ relation: 'next', url: next }],
		entry: [{ fullUrl: `x/${id}`, resource: { resourceType: 'CommunicationRequest', id, status: 'active' } }],
	});
	const answering = (...bodies: IDataObject[]) => {
		for (const body of bodies)
			bench.vendor.fault({ kind: 'body', match: { path: '/CommunicationRequest' }, body });
	};

	it('lie at the address of the credential, wherever the link leads', async () => {
		const elsewhere =
			'https://webapi.dothealth.ca/api/integrations/business/fhir/R5/CommunicationRequest?_page=2&x=y';
		answering(page(elsewhere, '1'), page(undefined, '2'));
		const { items, error } = await getAll({ filters: { status: 'active' } });
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(['1', '2']);
		expect(lastQuery()).toEqual({ status: 'active', _count: '100', _page: '2' });
	});

	it('are not asked for elsewhere when the link does not say which', async () => {
		answering(page('https://elsewhere.example/next/abc', '1'));
		const { error } = await getAll();
		expect(error?.message).toBe(
			'The next page of the list lies at another address (elsewhere.example) [item 0]',
		);
		expect(asked(bench)).toHaveLength(1);
	});

	it('that come again end the run', async () => {
		const again = `${bench.vendor.baseUrl}/CommunicationRequest?_page=2`;
		answering(page(again, '1'), page(again, '2'), page(again, '3'));
		const { error } = await getAll();
		expect(error?.message).toBe('The list repeats the same page [item 0]');
		expect(asked(bench).length).toBeLessThan(4);
	});
});

describe('forms of the answer', () => {
	const options = { include: ['Patient:subject'] };
	const expected = async () => {
		const { items, error } = await getAll({ filters: { actionable: true }, options });
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(ACTIONABLE);
		expect(items[0].json.included).toEqual([expect.objectContaining({ name: 'Emma MacDonald' })]);
	};

	it.each([false, true])('with search.mode: %s', async (searchMode) => {
		bench.vendor.configure({ searchMode });
		await expected();
	});

	it('with lists as keys such as entry[0], over several pages', async () => {
		bench.vendor.configure({ flattenedLists: true });
		await expected();
		bench.vendor.seedRequests(150);
		const { items } = await getAll({ output: 'raw' });
		expect(items).toHaveLength(161);
		expect(items[0].json).toMatchObject({
			category: [{ coding: [{ code: 'instruction' }] }],
			payload: [{ contentString: expect.any(String) }, { contentReference: { type: 'Consent' } }],
		});
		expect(JSON.stringify(items[0].json)).not.toContain('[0]"');
	});

	it("as in the documentation's sample, whose request has no meta, with an ID that only its address has", async () => {
		bench.vendor.fault({
			kind: 'body',
			match: { path: '/CommunicationRequest' },
			body: {
				resourceType: 'Bundle',
				id: 'bundle-02',
				type: 'searchset',
				total: 1,
				'link[0]': {
					relation: 'self',
					url: 'https://webapi.dothealth.ca/api/integrations/business/fhir/R5/CommunicationRequest?status=active&priority=urgent&_count=10',
				},
				'entry[0]': {
					fullUrl: 'https://webapi.dothealth.ca/api/integrations/business/fhir/R5/CommunicationRequest/12345',
					resource: {
						resourceType: 'CommunicationRequest',
						status: 'active',
						intent: 'directive',
						priority: 'urgent',
						'category[0]': { 'coding[0]': { code: 'instruction', display: 'Instruction' } },
						'about[0]': { type: 'DiagnosticReport', display: 'DiagnosticReport' },
						subject: { reference: 'Patient/67890' },
						authoredOn: '2023-01-01',
						requester: { reference: 'Organization/67890' },
						'payload[0]': { contentString: 'Requesting medical records for the patient.' },
						'payload[1]': {
							contentReference: {
								type: 'Consent',
								reference: 'https://staging.dothealth.ca/api/integrations/business/fhir/R5/Consent',
							},
						},
					},
				},
			},
		});
		const { items, error } = await getAll({
			returnAll: false,
			limit: 10,
			filters: { status: 'active', priority: 'urgent' },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				id: '12345',
				category: 'Instruction',
				aboutDisplay: 'DiagnosticReport',
				subject: 'Patient/67890',
				authoredOn: '2023-01-01',
				payloadContent: expect.arrayContaining(['Requesting medical records for the patient.']),
			}),
		]);
		expect(asked(bench)).toHaveLength(1);
	});
});

describe('the list in the editor', () => {
	const names = async (filter?: string) =>
		(await listed(bench, 'searchRequests', {}, filter)).results.map(({ name }) => name);
	const WAITING = [
		'Chloé Bélanger, stat, 2024-05-01, ID 12003',
		'Angus MacDonald, asap, 2024-05-01, ID 12004',
		'Emma MacDonald, urgent, 2024-05-01, ID 12001',
		'Liam Nguyen, routine, 2024-05-01, ID 12002',
	];

	it('shows what is waiting for an answer, the most urgent first', async () => {
		expect(await names()).toEqual(WAITING);
		expect(lastQuery()).toMatchObject({ status: 'active', _tag: 'actionable' });
	});

	it('finds words of the patient, accents aside, and an ID', async () => {
		expect(await names('belanger chloe')).toEqual([WAITING[0]]);
		expect(await names('12002')).toEqual([WAITING[3]]);
		expect(await names('nobody')).toEqual([]);
	});

	it('looks beyond the first page', async () => {
		const [, last] = [bench.vendor.seedRequests(300), bench.vendor.createRequest({ patient: '67004' })];
		expect(await names('tootoosis')).toEqual([expect.stringContaining(`ID ${last.id}`)]);
		expect(asked(bench)).toHaveLength(4);
	});

	it('shows nothing else where the server ignores filters', async () => {
		bench.vendor.configure({ paramStyle: 'underscore', unknownParams: 'ignored' });
		bench.vendor.changeRequest('12009', { actionable: true });
		expect(await names()).toEqual(WAITING);
	});

	it('does without the names of patients where they cannot come along', async () => {
		bench.vendor.configure({ includeStyle: 'fhir' });
		expect(await names()).toEqual([
			'Patient/67003, stat, 2024-05-01, ID 12003',
			'Patient/67005, asap, 2024-05-01, ID 12004',
			'Patient/67001, urgent, 2024-05-01, ID 12001',
			'Patient/67002, routine, 2024-05-01, ID 12002',
		]);
	});
});
