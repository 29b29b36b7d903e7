import type { Bundle, Patient } from '@medplum/fhirtypes';

import type { Stored } from '../../../sandbox/fhirStore/store';
import { BASE, storeWith } from './store';

const patient = (id: string, family: string | undefined, birthDate: string): Stored => ({
	resourceType: 'Patient',
	id,
	...(family && { name: [{ family, given: ['Zoe'] }] }),
	birthDate,
	meta: { lastUpdated: '2024-05-01T10:00:00.000Z', tag: [{ code: 'vip' }] },
});

const { ids, search, refusal, store, send } = storeWith([
	patient('a', 'Baker', '1990-01-01'),
	patient('b', 'adams', '1980-01-01'),
	patient('c', undefined, '1970-01-01'),
	patient('d', 'Baker', '2000-01-01'),
	{
		resourceType: 'Observation',
		id: 'o',
		status: 'final',
		code: { text: 'x' },
		valueString: 'v',
		note: [{ text: 'n' }],
	},
]);

const nextOf = ({ link }: Bundle) => link?.find(({ relation }) => relation === 'next')?.url;

describe('_sort', () => {
	it.each([
		['family', ['b', 'a', 'd', 'c']],
		['-family', ['a', 'd', 'b', 'c']],
		['family,-birthdate', ['b', 'd', 'a', 'c']],
		['birthdate', ['c', 'b', 'a', 'd']],
		['-birthdate', ['d', 'a', 'b', 'c']],
		['-_id', ['d', 'c', 'b', 'a']],
		['_lastUpdated', ['a', 'b', 'c', 'd']],
	])('%s', async (rules, sorted) => {
		expect(await ids(`Patient?_sort=${rules}`)).toEqual(sorted);
	});

	it.each([
		['_sort=colour', 'Patient has no search parameter colour'],
		['_sort=-', '_sort has an empty rule'],
		['_sort=', '_sort is empty'],
		['_sort=family&_sort=birthdate', '_sort can be given once'],
	])('%s is refused', async (query, text) => {
		expect(await refusal('GET', `Patient?${query}`)).toEqual([400, text, undefined]);
	});
});

describe('_elements', () => {
	it('leaves those, the required ones, id and meta, and says so', async () => {
		const { entry } = await search('Patient?_elements=birthDate&_id=a');
		expect(entry?.[0].resource).toEqual({
			resourceType: 'Patient',
			id: 'a',
			birthDate: '1990-01-01',
			meta: {
				versionId: '1',
				lastUpdated: '2024-05-01T10:00:00.000Z',
				tag: [{ code: 'vip' }, expect.objectContaining({ code: 'SUBSETTED' })],
			},
		});
		const [observation] = (await search('Observation?_elements=value')).entry ?? [];
		expect(Object.keys(observation.resource ?? {}).sort()).toEqual(
			['code', 'id', 'meta', 'resourceType', 'status', 'valueString'].sort(),
		);
		expect((await send('GET', 'Patient/a')).resource).toEqual(store.find('Patient/a'));
		expect((store.find('Patient/a') as Patient).meta?.tag).toEqual([{ code: 'vip' }]);
	});

	it('refuses an element that is none', async () => {
		expect(await refusal('GET', 'Patient?_elements=name,colour')).toEqual([
			400,
			'Patient has no element colour',
			undefined,
		]);
	});
});

describe('paging', () => {
	it('goes through all matches by the next links, and repeats the query in them', async () => {
		const first = await search('Patient?_count=3&_sort=birthdate&birthdate=ge1970,ge1980');
		expect(first.total).toBe(4);
		const next = nextOf(first) ?? '';
		expect(next.startsWith(`${BASE}/Patient?`)).toBe(true);
		const query = new URL(next).searchParams;
		expect([query.get('_count'), query.get('_sort'), query.get('birthdate')]).toEqual([
			'3',
			'birthdate',
			'ge1970,ge1980',
		]);
		const second = await search(`Patient?${query}`);
		expect([second.total, second.entry?.map(({ resource }) => resource?.id)]).toEqual([4, ['d']]);
		expect(nextOf(second)).toBeUndefined();
		expect(second.link?.map(({ relation, url }) => [relation, url])).toEqual([['self', next]]);
	});

	it('has 20 on a page unless told, and at most 1000', async () => {
		const many = storeWith(
			Array.from({ length: 1001 }, (_, index) => patient(`p${index}`, 'Many', '1990-01-01')),
		);
		expect((await many.search('Patient')).entry).toHaveLength(20);
		expect((await many.search('Patient?_count=5000')).entry).toHaveLength(1000);
	});

	it('has no entry where nothing is', async () => {
		for (const query of ['family=nobody', '_count=0']) {
			const page = await search(`Patient?${query}`);
			expect([Object.keys(page), nextOf(page)]).toEqual([
				['resourceType', 'type', 'total', 'link'],
				undefined,
			]);
		}
		expect((await search('Patient?_count=0')).total).toBe(4);
	});

	it('takes a token for its own search only', async () => {
		const token = new URL(nextOf(await search('Patient?_count=1&_sort=family')) ?? '').searchParams.get(
			'_page_token',
		);
		expect(await ids(`Patient?_sort=family&_page_token=${token}`)).toEqual(['a', 'd', 'c']);
		for (const query of [`_page_token=${token}`, `_sort=-family&_page_token=${token}`, '_page_token=2']) {
			expect(await refusal('GET', `Patient?${query}`)).toEqual([
				400,
				'_page_token is not one that was given out for this search',
				undefined,
			]);
		}
	});

	it.each(['_count=-1', '_count=ten', '_count=', '_count=1&_count=2'])('refuses %s', async (query) => {
		expect(await refusal('GET', `Patient?${query}`)).toEqual([
			400,
			expect.stringContaining('_count'),
			undefined,
		]);
	});

	it('moves on when a record comes in between, as offsets do', async () => {
		const own = storeWith([patient('x', 'Own', '1990-01-01'), patient('y', 'Own', '1990-01-01')]);
		const first = await own.search('Patient?_count=1&_sort=-_lastUpdated');
		own.store.load([{ resourceType: 'Patient', id: 'z' }]);
		expect(await own.ids(`Patient?${new URL(nextOf(first) ?? '').searchParams}`)).toEqual(['x']);
	});
});

it('pages through 10,000 records in little time', async () => {
	const many = storeWith(
		Array.from({ length: 10_000 }, (_, index) => ({
			...patient(`p${index}`, `Family${index % 97}`, '1990-01-01'),
			meta: { lastUpdated: new Date(1.7e12 + index * 1000).toISOString() },
		})),
	);
	const start = Date.now();
	let query = '_count=1000&_sort=-_lastUpdated&_lastUpdated=ge2023-01-01&family=family';
	const seen = new Set<string | undefined>();
	for (let pages = 0; query !== '' && pages < 20; pages += 1) {
		const page = await many.search(`Patient?${query}`);
		for (const { resource } of page.entry ?? []) seen.add(resource?.id);
		const next = nextOf(page);
		query = next === undefined ? '' : new URL(next).searchParams.toString();
	}
	expect(seen.size).toBe(10_000);
	expect(Date.now() - start).toBeLessThan(10_000);
});
